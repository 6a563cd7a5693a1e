/** Example (E), dialogue initiative (D), matter for Samverkansrådet (H, for hinder). */
export type RecordKind = 'E' | 'D' | 'H';

const CODE = /^([EDH])[\s-]?(\d{4})[\s-](\d{1,6})$/i;

/** `E-2026-014`: kind, year, running number of at least three digits. */
export function formatCode(kind: RecordKind, year: number, number: number): string {
  return `${kind}-${year}-${String(number).padStart(3, '0')}`;
}

/** Reads a code as people write it (`e 2026 14`; `E2026014` is refused as ambiguous); undefined if it isn't one. */
export function parseCode(text: string): string | undefined {
  const match = CODE.exec(text.trim());
  const [, kind, year, number] = match ?? [];
  if (kind === undefined || year === undefined || number === undefined) return undefined;
  return formatCode(kind.toUpperCase() as RecordKind, Number(year), Number(number));
}
