import { isValidObjectId, type Model } from 'mongoose';
import { orStoreAway } from '../../records/store-away';
import { isDuplicateKey } from '../../storage/errors';
import type { PersonId, TurnContext } from '../../turn/turn';
import type { Contacts } from './contacts';
import type { Member, MemberEvent, MemberRole, StoredMember } from './model';

/** Whom to give which role. */
export interface Appointment {
  readonly person: PersonId;
  readonly name: string;
  readonly role: MemberRole;
  readonly administration?: string;
}

export type Appointed =
  | { readonly outcome: 'appointed'; readonly member: StoredMember; readonly replaced?: StoredMember }
  | { readonly outcome: 'unchanged'; readonly member: StoredMember }
  /** Someone else was quicker. */
  | { readonly outcome: 'taken' };

export type Ended = 'ended' | 'last-coordinator' | 'gone';

export interface Register {
  active(): Promise<readonly StoredMember[]>;
  byId(id: string): Promise<StoredMember | null>;
  /** The latest that ended, of one administration. */
  former(administration: string): Promise<readonly StoredMember[]>;
  /**
   * Gives a role. Who represented the administration before is ended first; if another coordinator does the same at that
   * moment, the index lets one of them through. The same again changes nothing.
   */
  appoint(appointment: Appointment, by: By): Promise<Appointed>;
  /** Ends a role; refuses when nobody would be left who could appoint. */
  end(id: string, by: By): Promise<Ended>;
  /** Takes an ending back. @returns false when the place has been filled meanwhile. */
  resume(id: string, by: By): Promise<boolean>;
  /** Lets one person's other account hold the same roles. */
  link(one: PersonId, other: PersonId, by: By): Promise<void>;
  /**
   * Takes the link between a person's accounts away: each role stays with the account that was appointed to it, so that
   * nothing is lost to whoever got hold of the other one. @returns false when there was no link.
   */
  unlink(id: PersonId, by: By): Promise<boolean>;
}

export type By = Pick<TurnContext, 'person' | 'place' | 'now'>;

interface RegisterOptions {
  readonly members: Model<Member>;
  readonly contacts: Contacts;
  /** True when the configuration names a coordinator, whom nothing said in chat can end. */
  readonly configured: boolean;
}

/** Keeps the register of members. Every change and its history are one write. @throws BotError `store-away`. */
export function createRegister({ members, contacts, configured }: RegisterOptions): Register {
  const change = (filter: object, set: Partial<Member>, event: MemberEvent): Promise<StoredMember | null> =>
    orStoreAway(() =>
      members
        .findOneAndUpdate(
          filter,
          { $set: set, $push: { history: event }, $unset: { audited: '' } },
          { returnDocument: 'after' },
        )
        .lean<StoredMember>()
        .exec(),
    );
  const find = (filter: object): Promise<StoredMember | null> =>
    orStoreAway(() => members.findOne(filter).lean<StoredMember>().exec());
  const ended = { active: false } as const;

  return {
    active: () =>
      orStoreAway(() =>
        members.find({ active: true }).sort({ role: 1, administration: 1 }).lean<StoredMember[]>().exec(),
      ),
    byId: async (id) => (isValidObjectId(id) ? find({ _id: id }) : null),
    former: (administration) =>
      orStoreAway(() =>
        members
          .find({ active: false, role: { $in: ['representative', 'deputy'] }, administration })
          .sort({ until: -1 })
          .limit(5)
          .lean<StoredMember[]>()
          .exec(),
      ),
    appoint: async ({ person, name, role, administration }, by) => {
      const people = await contacts.identities(person);
      const seat = administration === undefined ? { role } : { role, administration };
      const held = await find({ people: { $in: [...people] }, ...seat, active: true });
      if (held !== null) return { outcome: 'unchanged', member: held };
      const previous = role === 'representative' ? await find({ ...seat, active: true }) : null;
      if (previous !== null) {
        await change({ _id: previous._id, active: true }, { ...ended, until: by.now }, eventOf('ended', by));
      }
      const history = [eventOf('appointed', by)];
      const fresh = { people, name, ...seat, active: true, since: by.now, told: false, history };
      try {
        const made = await orStoreAway(() => members.insertOne(fresh));
        const member = made.toObject() as unknown as StoredMember;
        return { outcome: 'appointed', member, ...(previous === null ? {} : { replaced: previous }) };
      } catch (error) {
        if (isDuplicateKey(error)) return { outcome: 'taken' };
        throw error;
      }
    },
    end: async (id, by) => {
      if (!isValidObjectId(id)) return 'gone';
      const left = { _id: id, active: true };
      const member = await change(left, { ...ended, until: by.now }, eventOf('ended', by));
      if (member === null) return 'gone';
      if (member.role !== 'coordinator' || configured) return 'ended';
      if ((await find({ active: true, role: 'coordinator' })) !== null) return 'ended';
      // Counted afterwards, so that two who end each other at the same moment are both counted.
      await change({ _id: id }, { active: true }, eventOf('resumed', by));
      return 'last-coordinator';
    },
    resume: async (id, by) => {
      if (!isValidObjectId(id)) return false;
      try {
        return (await change({ _id: id, active: false }, { active: true }, eventOf('resumed', by))) !== null;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    link: async (one, other, by) => {
      await contacts.link(one, other);
      const both = await orStoreAway(() =>
        members
          .find({ people: { $in: [one, other] }, active: true })
          .lean<StoredMember[]>()
          .exec(),
      );
      for (const { _id } of both) {
        const add = {
          $addToSet: { people: { $each: [one, other] } },
          $push: { history: eventOf('linked', by) },
          $unset: { audited: '' },
        };
        // Both accounts hold the same role already: then there is nothing to add.
        await orStoreAway(() => members.updateOne({ _id }, add)).catch((error: unknown) => {
          if (!isDuplicateKey(error)) throw error;
        });
      }
    },
    unlink: async (id, by) => {
      const held = await orStoreAway(() =>
        members.find({ people: id, active: true }).lean<StoredMember[]>().exec(),
      );
      const shared = held.filter(({ people }) => people.length > 1);
      for (const { _id, people } of shared) {
        // The first is the one that was appointed; linking adds the others behind it.
        const stays = people.slice(0, 1);
        await change({ _id, people: id, active: true }, { people: stays }, eventOf('unlinked', by));
      }
      const others = await contacts.unlink(id);
      return others.length > 0 || shared.length > 0;
    },
  };
}

function eventOf(action: MemberEvent['action'], { person, place, now }: By): MemberEvent {
  const name = person.name === undefined ? {} : { name: person.name };
  return { at: now, by: person.id, ...name, platform: place.platform, action };
}
