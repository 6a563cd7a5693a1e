import { orStoreAway } from '../../records/store-away';
import type { PersonId, Role } from '../../turn/turn';
import type { Register } from '../members/register';
import type { Channels } from './channels';
import {
  createLoader,
  type Known,
  type LoaderDependencies,
  type PersonSettings,
  type Reach,
  reachesOf,
  settingsOf,
  updateOf,
} from './known';
import type { Choices } from './model';
import { type KnownPerson, mergePeople } from './people';

export type { PersonSettings, Reach } from './known';
export type { KnownPerson } from './people';

export type Recipient = Omit<Reach, 'id'> & {
  /** Stable: the same human or channel has the same key every month. */
  readonly recipient: string;
} & (
    | { readonly kind: 'channel'; readonly name?: string }
    | { readonly kind: 'person'; readonly person: KnownPerson; readonly administration?: string }
  );

/** A person with a role, and what the bot needs to know before it writes to them. */
export interface Someone {
  readonly person: KnownPerson;
  readonly settings: PersonSettings;
  readonly reaches: readonly Reach[];
}

export interface Settings {
  of(person: PersonId): Promise<PersonSettings>;
  /** Writes to all accounts of the person; a field that is undefined becomes the usual again. */
  change(person: PersonId, changes: Choices, now: Date): Promise<PersonSettings>;
  /** Who has a role now, each human once, also when linked on two platforms. */
  people(): Promise<readonly KnownPerson[]>;
  /** The same people with what they have chosen, in as many queries as for one. */
  everyone(): Promise<readonly Someone[]>;
  /** Every place where the person can be reached: the chosen one first, then the latest seen. Empty when there is none. */
  reaches(person: Pick<KnownPerson, 'people'>): Promise<readonly Reach[]>;
  /** The first of {@link reaches}. */
  personal(person: PersonId): Promise<Reach | undefined>;
  /**
   * Who gets the digest: the chosen channels, then each person with a role who wants it and can be reached. Representatives
   * and deputies get it unless they have said no; the council's staff and coordinators when they have said yes.
   */
  digestRecipients(now: Date): Promise<readonly Recipient[]>;
  /** The same as the button on a message: no more of it. */
  optOut(person: PersonId, what: 'digest' | 'prompts', now: Date): Promise<void>;
}

interface SettingsDependencies extends LoaderDependencies {
  readonly channels: Pick<Channels, 'chosen'>;
  readonly register: Pick<Register, 'active'>;
  /** Coordinators by configuration. */
  readonly coordinators: readonly PersonId[];
}

/** What people and channels have chosen, and who is to get what where. @throws BotError `store-away` from every method. */
export function createSettings(deps: SettingsDependencies): Settings {
  const { choices, channels } = deps;
  const people = async (): Promise<KnownPerson[]> => {
    const configured = deps.coordinators.map(
      (id) => ({ people: [id], name: id, role: 'coordinator' }) as const,
    );
    return mergePeople([...(await deps.register.active()), ...configured]);
  };
  const load = createLoader(deps);
  const personOf = async (id: PersonId): Promise<Pick<KnownPerson, 'people' | 'roles'>> =>
    (await people()).find((one) => one.people.includes(id)) ?? { people: [id], roles: [] };
  const one = async (id: PersonId): Promise<readonly [Known, readonly Role[]]> => {
    const person = await personOf(id);
    return [(await load([person.people]))[0] as Known, person.roles];
  };
  const of = async (id: PersonId): Promise<PersonSettings> => settingsOf(...(await one(id)));
  const everyone = async (): Promise<Someone[]> => {
    const all = await people();
    const known = await load(all.map((person) => person.people));
    return all.map((person, index) => {
      const found = known[index] as Known;
      return { person, settings: settingsOf(found, person.roles), reaches: reachesOf(found) };
    });
  };
  const write = async (id: PersonId, changes: Choices, now: Date): Promise<void> => {
    const [{ accounts }] = await one(id);
    const update = updateOf(changes, now);
    for (const _id of accounts) await orStoreAway(() => choices.updateOne({ _id }, update, { upsert: true }));
  };

  return {
    of,
    people,
    everyone,
    change: async (id, changes, now) => {
      await write(id, changes, now);
      return of(id);
    },
    reaches: async (person) => reachesOf((await load([person.people]))[0] as Known),
    personal: async (id) => reachesOf((await one(id))[0])[0],
    digestRecipients: async () => {
      const chosen = (await channels.chosen()).map(
        ({ _id, platform, address, language, name }): Recipient => ({
          ...{ kind: 'channel', recipient: _id, platform, address, language },
          ...(name === undefined ? {} : { name }),
        }),
      );
      const persons = (await everyone()).flatMap(({ person, ...known }): Recipient[] => {
        const [at] = known.reaches;
        if (at === undefined || !known.settings.digest) return [];
        const { platform, address, language } = at;
        const { recipient, administration } = person;
        const speaksFor = administration === undefined ? {} : { administration };
        return [{ kind: 'person', recipient, platform, address, language, person, ...speaksFor }];
      });
      return [...chosen, ...persons];
    },
    optOut: (id, what, now) => write(id, { [what]: false }, now),
  };
}
