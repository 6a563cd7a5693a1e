import type { Model } from 'mongoose';
import type { Outbox } from '../../delivery/outbox';
import { type News, type NewsSource, tell } from '../../delivery/teller';
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
 * is told by {@link appointmentSource} once they have talked to it.
 * @returns whether the message is on its way.
 */
export async function tellAppointed(
  deps: TellDependencies,
  member: StoredMember,
  now: Date,
): Promise<boolean> {
  const news = await newsOf(deps, member);
  if (news !== undefined) await tell(deps.outbox, news, now);
  return news !== undefined;
}

/** Roles of those who couldn't be reached when they were appointed, or whose message a process didn't live to queue. */
export function appointmentSource(deps: TellDependencies): NewsSource {
  return {
    name: 'appointed',
    untold: async () => {
      const waiting = await deps.members.find({ active: true, told: false }).limit(50).lean<StoredMember[]>();
      const news = await Promise.all(waiting.map((member) => newsOf(deps, member)));
      return news.filter((one) => one !== undefined);
    },
  };
}

/** Undefined for whom the bot can't reach. */
async function newsOf(deps: TellDependencies, member: StoredMember): Promise<News | undefined> {
  const contact = await reach(deps, member);
  if (contact === undefined) return undefined;
  const { _id: recipient, platform, address, language } = contact;
  const views = await viewsOf(deps, member, platform, language);
  const _id = `appointed:${String(member._id)}`;
  return {
    messages: [{ _id, kind: 'appointed', recipient, platform, address, reply: { views, language } }],
    told: async () => void (await deps.members.updateOne({ _id: member._id }, { $set: { told: true } })),
  };
}

async function reach({ contacts }: TellDependencies, { people }: StoredMember): Promise<Contact | undefined> {
  for (const id of people) {
    const contact = await contacts.byId(id);
    if (contact !== null) return contact;
  }
  return undefined;
}

async function viewsOf(
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
