import type { FormValues } from '../../turn/turn';
import type { Field } from '../../views/views';
import type { Pressed } from './activity';

/** Beside a suggest field stands a text field for what isn't among the suggestions; its id ends so. */
export const OWN_SUFFIX = '.own';

/**
 * Teams joins the values of a choice set with commas, so a value must not hold one. Names of associations do.
 */
export function encodeChoice(value: string): string {
  return value.replace(/%/g, '%25').replace(/,/g, '%2C');
}

function decodeChoice(value: string): string {
  return value.replace(/%2C/g, ',').replace(/%25/g, '%');
}

/** How a form's values will have to be read; it travels on the submit button. */
export function fieldKinds(fields: readonly Field[]): NonNullable<Pressed['fields']> {
  const kinds: Record<string, 'one' | 'many' | 'suggest'> = {};
  for (const field of fields) {
    if (field.type === 'choice') kinds[field.id] = 'one';
    if (field.type === 'choices') kinds[field.id] = 'many';
    if (field.type === 'suggest') kinds[field.id] = 'suggest';
  }
  return kinds;
}

/**
 * Reads the inputs of a sent card. Single values become strings, several values arrays; a choice's value is decoded. A field
 * that was left empty is an empty string or array, as on the other platforms.
 */
export function readValues(
  inputs: Readonly<Record<string, unknown>>,
  kinds: Pressed['fields'] = {},
): FormValues {
  const values = new Map<string, string | string[]>();
  for (const [key, value] of Object.entries(inputs)) {
    if (key.endsWith(OWN_SUFFIX) || key === '__proto__') continue;
    const text = asText(value);
    if (text === undefined) continue;
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    if (kind === undefined) values.set(key, text);
    else if (kind === 'one') values.set(key, decodeChoice(text));
    else values.set(key, split(text, ',').map(decodeChoice));
  }
  for (const [key, kind] of Object.entries(kinds)) {
    if (kind === 'one') continue;
    const chosen = values.get(key) ?? [];
    const own = kind === 'suggest' ? split(asText(inputs[key + OWN_SUFFIX]) ?? '', /[;\n]/) : [];
    values.set(key, [...new Set([...chosen, ...own])]);
  }
  return Object.fromEntries(values);
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function split(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
