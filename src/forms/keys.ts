/** What a form's submit action carries: the form's own key, and for an edit the record and the version it was opened on. */
export interface FormTicket {
  readonly key: string;
  readonly edits?: { readonly code: string; readonly version: number };
}

const TICKET = /^(?:([A-Z]-\d{4}-\d{3,6})@(\d{1,9})@)?([\w-]{6,64})$/;

/** `k3y` for a new record, `E-2026-014@3@k3y` for an edit: at most 90 characters, within every platform's limit. */
export function writeTicket(ticket: FormTicket): string {
  return ticket.edits === undefined
    ? ticket.key
    : `${ticket.edits.code}@${ticket.edits.version}@${ticket.key}`;
}

/** Undefined when the text is no ticket of ours. */
export function readTicket(text: string): FormTicket | undefined {
  const [, code, version, key] = TICKET.exec(text) ?? [];
  if (key === undefined) return undefined;
  return code === undefined ? { key } : { key, edits: { code, version: Number(version) } };
}
