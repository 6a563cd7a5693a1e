import type { Model } from 'mongoose';
import type { Outbox } from '../../delivery/outbox';
import type { Names } from '../../records/catalog';
import type { RecordRepositories } from '../../records/repositories';
import { recordTexts } from '../../records/texts';
import type { Language, PlatformName } from '../../turn/turn';
import type { ListView, View } from '../../views/views';
import type { Contact, Contacts } from './contacts';
import { type Member, type StoredMember, speaksForOne } from './model';
import { memberTexts } from './texts';

export interface TellDependencies {
  readonly members: Model<Member>;
  readonly contacts: Pick<Contacts, 'byId'>;
  readonly initiatives: RecordRepositories['initiatives'];
  readonly names: Names;
  readonly outbox: Pick<Outbox, 'enqueue'>;
}

/** What a successor sees at once; the rest is a press away. */
const MOST_OPEN = 20;

/**
 * Tells a person of a role, with the administration's open dialogues when it comes with one. Whom the bot can't reach yet
 * is told by {@link createAppointmentTeller} once they have talked to it. Every message has a key of its own.
 * @returns whether the message is on its way.
 */
export async function tellAppointed(
  deps: TellDependencies,
  member: StoredMember,
  now: Date,
): Promise<boolean> {
  const contact = await reach(deps, member);
  if (contact === undefined) return false;
  const { platform, address, language } = contact;
  const views = await news(deps, member, platform, language);
  await deps.outbox.enqueue(
    {
      _id: `appointed:${String(member._id)}`,
      kind: 'appointed',
      recipient: contact._id,
      platform,
      address,
      reply: { views, language },
    },
    now,
  );
  await deps.members.updateOne({ _id: member._id }, { $set: { told: true } });
  return true;
}

/** Tells those who couldn't be reached when they were appointed, and those whose message a process didn't live to queue. */
export function createAppointmentTeller(deps: TellDependencies): (now: Date) => Promise<void> {
  return async (now) => {
    const waiting = await deps.members.find({ active: true, told: false }).limit(50).lean<StoredMember[]>();
    for (const member of waiting) await tellAppointed(deps, member, now);
  };
}

async function reach({ contacts }: TellDependencies, { people }: StoredMember): Promise<Contact | undefined> {
  for (const id of people) {
    const contact = await contacts.byId(id);
    if (contact !== null) return contact;
  }
  return undefined;
}

async function news(
  deps: TellDependencies,
  { role, administration }: StoredMember,
  platform: PlatformName,
  language: Language,
): Promise<View[]> {
  const t = memberTexts[language];
  const title = t.roles[role].toLowerCase();
  if (!speaksForOne(role) || administration === undefined) {
    return [{ kind: 'notice', tone: 'info', text: t.told(title) }];
  }
  const named = `${title} (${deps.names.administration(administration)})`;
  const told: View = { kind: 'notice', tone: 'info', text: t.told(named) };
  return role === 'representative'
    ? [told, await openItems(deps, administration, platform, language)]
    : [told];
}

/** What is planned, invited to or held and not followed up: it goes with the administration to whoever represents it. */
async function openItems(
  { initiatives }: TellDependencies,
  administration: string,
  platform: PlatformName,
  language: Language,
): Promise<ListView> {
  const t = memberTexts[language];
  const { entries } = await initiatives.find(
    {
      // The terminal is the operator's own and sees all.
      audience: platform === 'terminal' ? undefined : platform,
      administration,
      statuses: ['planned', 'invited', 'held'],
    },
    { page: 1, size: MOST_OPEN },
  );
  return {
    kind: 'list',
    heading: t.takesOver,
    items: entries.map(({ code, content }) => ({
      code,
      title: content.title,
      detail: content.partners.join(', '),
      open: { name: 'record.show', id: code, label: recordTexts[language].show },
    })),
    empty: t.nothingOpen,
    actions: [],
  };
}
