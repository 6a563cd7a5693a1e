import type { FormValues } from '../turn/turn';
import type { Draft, RecordStatus } from './entry';

/** Values of a form as a draft: field ids are the names of a record's own fields and of its content's. */
export function toDraft<C extends object>(
  values: Readonly<Record<string, unknown>>,
  status: RecordStatus,
): Draft<C> {
  const { shared, administrations, ...content } = values;
  return {
    status,
    shared: shared === 'yes',
    administrations: administrations as readonly string[],
    content: content as C,
  };
}

/** A record as values of its form. */
export function toValues<C extends object>({ shared, administrations, content }: Draft<C>): FormValues {
  const values: Record<string, string | readonly string[]> = {};
  for (const [id, value] of Object.entries(content)) {
    if (typeof value === 'string') values[id] = value;
    else if (Array.isArray(value)) values[id] = value.map(String);
  }
  return { ...values, administrations, shared: shared ? 'yes' : 'no' };
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
