/**
 * What a form's submit action carries: the form's own key, for an edit the record and the version it was opened on, and what
 * the person has been warned of.
 */
export interface FormTicket {
  readonly key: string;
  readonly edits?: { readonly code: string; readonly version: number };
  readonly warned?: boolean;
}

const TICKET = /^(?:([A-Z]-\d{4}-\d{3,6})@(\d{1,9})@)?([\w-]{6,64})(\+w)?$/;

/** `k3y` for a new record, `E-2026-014@3@k3y` for an edit, `k3y+w` after a warning: at most 92 characters, within every platform's limit. */
export function writeTicket(ticket: FormTicket): string {
  const { key, edits, warned } = ticket;
  const end = warned === true ? `${key}+w` : key;
  return edits === undefined ? end : `${edits.code}@${edits.version}@${end}`;
}

/** Undefined when the text is no ticket of ours. */
export function readTicket(text: string): FormTicket | undefined {
  const [, code, version, key, mark] = TICKET.exec(text) ?? [];
  if (key === undefined) return undefined;
  return {
    key,
    ...(code === undefined ? {} : { edits: { code, version: Number(version) } }),
    ...(mark === undefined ? {} : { warned: true }),
  };
}
