import type { FormValues } from '../turn/turn';
import type { Draft, RecordStatus } from './entry';

/**
 * Values of a form as a draft: field ids are the names of a record's own fields and of its content's. What the content has
 * besides the form's fields stays as it is in `kept`.
 */
export function toDraft<C extends object>(
  values: Readonly<Record<string, unknown>>,
  status: RecordStatus,
  kept: Partial<C> = {},
): Draft<C> {
  const { shared, administrations, status: chosen, ...content } = values;
  return {
    status: (chosen as RecordStatus | undefined) ?? status,
    shared: shared === 'yes',
    administrations: administrations as readonly string[],
    content: { ...kept, ...content } as C,
  };
}

/** A record as values of its form. */
export function toValues<C extends object>({
  status,
  shared,
  administrations,
  content,
}: Draft<C>): FormValues {
  const values: Record<string, string | readonly string[]> = {};
  for (const [id, value] of Object.entries(content)) {
    if (typeof value === 'string') values[id] = value;
    else if (Array.isArray(value)) values[id] = value.map(String);
  }
  return { ...values, status, administrations, shared: shared ? 'yes' : 'no' };
}

/**
 * What a form should show after someone else has saved: a field that the person hadn't touched takes the new value, one
 * that they had keeps what they typed.
 */
export function rebase(typed: FormValues, opened: FormValues, current: FormValues): FormValues {
  const ids = new Set([...Object.keys(typed), ...Object.keys(current)]);
  const merged: Record<string, string | readonly string[]> = {};
  for (const id of ids) {
    const untouched = same(typed[id], opened[id]);
    const value = untouched ? current[id] : typed[id];
    if (value !== undefined) merged[id] = value;
  }
  return merged;
}

function same(a: FormValues[string] | undefined, b: FormValues[string] | undefined): boolean {
  return [a ?? ''].flat().join('\n').trim() === [b ?? ''].flat().join('\n').trim();
}
