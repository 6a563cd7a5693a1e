import type { Message } from '../../delivery/outbox';
import type { NewsSource } from '../../delivery/teller';
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
  /** IANA name. */
  readonly timezone: string;
}

/**
 * What the other side has said of a kind's records, for whom a record belongs to: whoever logged it, or where they no longer
 * may write, those who represent its administrations. Found by a mark on the record. What is not shared any more is not told.
 */
export function responseSource<C extends CommonContent>(
  kind: KindDefinition<C>,
  deps: ResponseDependencies,
): NewsSource {
  return {
    name: 'responses',
    untold: async (now) => {
      const entries = await kind.repository.untold();
      return Promise.all(
        entries.map(async (entry) => ({
          messages: entry.shared && !entry.withdrawn ? await messagesOf(kind, entry, deps, now) : [],
          told: () => kind.repository.setTold(entry.code, entry.version),
        })),
      );
    },
  };
}

async function messagesOf<C extends CommonContent>(
  kind: KindDefinition<C>,
  entry: Entry<C>,
  deps: ResponseDependencies,
  now: Date,
): Promise<Message[]> {
  const owners = await ownersOf(kind, entry, deps);
  return [...entry.responses.entries()].flatMap(([index, { kind: said, by, name, told }]) => {
    if (told !== false) return [];
    return owners.flatMap(({ person, accounts, contact }): Message[] => {
      if (accounts.includes(by)) return [];
      const { _id: recipient, platform, address, language } = contact;
      const viewer = { person, language, today: calendarDate(now, deps.timezone) };
      const lead = responseTexts[language][said](name ?? recordTexts[language].unknownPerson, entry.code);
      const reply = { views: [recordView(kind, entry, viewer, deps, { lead })], language };
      const _id = `response:${entry.code}:${index}:${recipient}`;
      return [{ _id, kind: 'response', recipient, platform, address, reply }];
    });
  });
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
