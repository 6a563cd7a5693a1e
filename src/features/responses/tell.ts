import type { Outbox } from '../../delivery/outbox';
import type { CommonContent, Entry } from '../../records/entry';
import type { KindDefinition, KindDependencies } from '../../records/kind';
import { recordTexts } from '../../records/texts';
import { recordView } from '../../records/view';
import { calendarDate } from '../../turn/calendar';
import { allows } from '../../turn/permissions';
import type { Person, PersonId } from '../../turn/turn';
import type { Contact, Contacts } from '../members/contacts';
import type { Register } from '../members/register';
import type { RoleResolver } from '../members/roles';
import { responseTexts } from './texts';

export interface ResponseDependencies extends KindDependencies {
  readonly contacts: Pick<Contacts, 'byId' | 'identities'>;
  readonly register: Pick<Register, 'active'>;
  readonly roles: RoleResolver;
  readonly outbox: Pick<Outbox, 'enqueue'>;
  /** IANA name. */
  readonly timezone: string;
}

/** One kind of record, with its entries hidden inside, so that kinds with different contents can stand in one list. */
export type Telling = (deps: ResponseDependencies, now: Date) => Promise<void>;

/**
 * Tells whom a record belongs to what the other side has said of it: whoever logged it, or where they no longer may write,
 * those who represent its administrations. Found by a mark on the record, so that no answer goes untold when a process dies
 * in between; each message has a key of its own, so that none is told twice. What is not shared any more is not told.
 */
export function tellingOf<C extends CommonContent>(kind: KindDefinition<C>): Telling {
  return async (deps, now) => {
    for (const entry of await kind.repository.untold()) {
      if (entry.shared && !entry.withdrawn) await tellOwners(kind, entry, deps, now);
      await kind.repository.setTold(entry.code, entry.version);
    }
  };
}

async function tellOwners<C extends CommonContent>(
  kind: KindDefinition<C>,
  entry: Entry<C>,
  deps: ResponseDependencies,
  now: Date,
): Promise<void> {
  const owners = await ownersOf(kind, entry, deps);
  for (const [index, { kind: said, by, name, told }] of entry.responses.entries()) {
    if (told !== false) continue;
    for (const { person, accounts, contact } of owners) {
      if (accounts.includes(by)) continue;
      const { _id: recipient, platform, address, language } = contact;
      const viewer = { person, language, today: calendarDate(now, deps.timezone) };
      const lead = responseTexts[language][said](name ?? recordTexts[language].unknownPerson, entry.code);
      const reply = { views: [recordView(kind, entry, viewer, deps, { lead })], language };
      const id = `response:${entry.code}:${index}:${recipient}`;
      await deps.outbox.enqueue({ _id: id, kind: 'response', recipient, platform, address, reply }, now);
    }
  }
}

interface Owner {
  readonly person: Person;
  readonly accounts: readonly PersonId[];
  readonly contact: Contact;
}

async function ownersOf<C extends CommonContent>(
  kind: KindDefinition<C>,
  entry: Entry<C>,
  deps: ResponseDependencies,
): Promise<Owner[]> {
  const creator = await ownerBy(await deps.contacts.identities(entry.createdBy.id), kind, deps);
  if (creator !== undefined) return [creator];
  const active = await deps.register.active();
  const speak = active.filter(
    ({ role, administration }) =>
      role === 'representative' &&
      administration !== undefined &&
      entry.administrations.includes(administration),
  );
  const found = await Promise.all(speak.map(({ people }) => ownerBy(people, kind, deps)));
  return found.filter((owner) => owner !== undefined);
}

/** Undefined for who may no longer write such records, and for who has never written to the bot. */
async function ownerBy<C extends CommonContent>(
  accounts: readonly PersonId[],
  { write }: KindDefinition<C>,
  { contacts, roles }: ResponseDependencies,
): Promise<Owner | undefined> {
  for (const id of accounts) {
    const contact = await contacts.byId(id);
    if (contact === null) continue;
    const resolved = await roles.resolve(id);
    if (allows(write, resolved.roles)) return { person: { id, ...resolved }, accounts, contact };
  }
  return undefined;
}
