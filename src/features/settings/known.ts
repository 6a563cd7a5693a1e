import type { Model } from 'mongoose';
import { orStoreAway } from '../../records/store-away';
import type { Language, PersonId, PlatformName, Role } from '../../turn/turn';
import type { Contact, Contacts } from '../members/contacts';
import type { Choices, StoredChoices } from './model';

/** Early enough to be seen before the day's meetings, late enough to be at work. */
export const DEFAULT_HOUR = '09.00';

/** What holds for a person now: what they have chosen, and else what is usual. */
export interface PersonSettings {
  readonly digest: boolean;
  readonly digestWhere?: PersonId;
  readonly prompts: boolean;
  readonly hour: string;
  readonly language: Language;
  readonly awayFrom?: string;
  readonly awayUntil?: string;
}

/** Where the bot reaches a person. */
export interface Reach {
  readonly id: PersonId;
  readonly platform: PlatformName;
  readonly address: Readonly<Record<string, unknown>>;
  readonly language: Language;
}

/** What the store knows of one human. */
export interface Known {
  readonly accounts: readonly PersonId[];
  readonly contacts: readonly Contact[];
  readonly chosen: Choices;
}

export interface LoaderDependencies {
  readonly choices: Model<StoredChoices>;
  readonly contacts: Pick<Contacts, 'byIds'>;
}

/** Reads many people in as many queries as one. */
export function createLoader({ choices, contacts }: LoaderDependencies) {
  return async (groups: readonly (readonly PersonId[])[]): Promise<Known[]> => {
    const named = await contacts.byIds(groups.flat());
    const linked = named
      .flatMap((contact) => contact.linked)
      .filter((id) => named.every(({ _id }) => _id !== id));
    const all = new Map(
      [...named, ...(await contacts.byIds(linked))].map((contact) => [contact._id, contact]),
    );
    const accountsOf = groups.map((ids) => [
      ...new Set([...ids, ...ids.flatMap((id) => all.get(id)?.linked ?? [])]),
    ]);
    const stored = await orStoreAway(() =>
      choices
        .find({ _id: { $in: accountsOf.flat() } })
        .lean<StoredChoices[]>()
        .exec(),
    );
    // The latest said counts, whichever account it was said from.
    stored.sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime() || (a._id < b._id ? -1 : 1));
    return accountsOf.map((accounts) => ({
      accounts,
      // Whoever has taken the bot away is not written to there until they have spoken again.
      contacts: accounts.flatMap((id) => all.get(id) ?? []).filter(({ goneAt }) => goneAt === undefined),
      chosen: Object.assign({}, ...stored.filter(({ _id }) => accounts.includes(_id))),
    }));
  };
}

export function settingsOf({ accounts, contacts, chosen }: Known, roles: readonly Role[]): PersonSettings {
  const { digestWhere, awayFrom, awayUntil } = chosen;
  return {
    digest: chosen.digest ?? roles.some((role) => role === 'representative' || role === 'deputy'),
    ...(digestWhere !== undefined && accounts.includes(digestWhere) ? { digestWhere } : {}),
    prompts: chosen.prompts ?? true,
    hour: chosen.hour ?? DEFAULT_HOUR,
    language: chosen.language ?? latest(contacts)[0]?.language ?? 'sv',
    ...(awayFrom === undefined ? {} : { awayFrom }),
    ...(awayUntil === undefined ? {} : { awayUntil }),
  };
}

export function reachesOf({ contacts, chosen }: Known): Reach[] {
  const wanted = contacts.filter(({ _id }) => _id === chosen.digestWhere);
  const rest = latest(contacts).filter(({ _id }) => _id !== chosen.digestWhere);
  return [...wanted, ...rest].map(({ _id: id, platform, address, language }) => ({
    ...{ id, platform, address },
    language: chosen.language ?? language,
  }));
}

function latest(contacts: readonly Contact[]): Contact[] {
  return [...contacts].sort((a, b) => b.seenAt.getTime() - a.seenAt.getTime());
}

export function updateOf(changes: Choices, now: Date) {
  const entries = Object.entries(changes);
  const set = entries.filter(([, value]) => value !== undefined);
  const unset = entries.filter(([, value]) => value === undefined).map(([key]) => [key, 1]);
  return {
    $set: { ...Object.fromEntries(set), updatedAt: now },
    ...(unset.length > 0 ? { $unset: Object.fromEntries(unset) } : {}),
  };
}
