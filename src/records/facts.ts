import type { FactRow } from '../views/views';

/** A row with its values joined, or none when there is nothing to show. */
export function fact(label: string, values: readonly (string | undefined)[]): FactRow[] {
  const value = values.filter((one) => one !== undefined).join(', ');
  return value === '' ? [] : [{ label, value }];
}

/** A paragraph under its heading, or none when there is no text. */
export function paragraph(heading: string, text: string | undefined): { heading: string; text: string }[] {
  return text === undefined ? [] : [{ heading, text }];
}
