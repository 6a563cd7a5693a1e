import { allows } from '../turn/permissions';
import type { Person } from '../turn/turn';
import type { Names } from './catalog';
import type { CommonContent, Entry } from './entry';

/** What the other side may speak of: published, shown on both platforms, and naming someone who has joined the agreement. */
export function isOpenForResponse(
  { status, shared, withdrawn, content }: Entry<CommonContent>,
  names: Names,
): boolean {
  if (withdrawn || !shared || status === 'draft') return false;
  return content.partners.some((name) => names.isSignatory(name));
}

/** Whether the person may confirm the record or comment on it now. */
export function mayRespond(entry: Entry<CommonContent>, person: Person, names: Names): boolean {
  return allows('record.respond', person.roles) && isOpenForResponse(entry, names);
}
