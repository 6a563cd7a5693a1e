import type { Model } from 'mongoose';
import { orStoreAway } from '../../records/store-away';
import type { PersonId, Role } from '../../turn/turn';
import type { Member } from './model';

export interface ResolvedRoles {
  /** Everyone is at least a guest. */
  readonly roles: readonly Role[];
  /** The one they speak for. */
  readonly administration?: string;
}

export interface RoleResolver {
  /** @throws BotError `store-away`, but not for those whom the configuration names. */
  resolve(person: PersonId): Promise<ResolvedRoles>;
}

interface RoleResolverOptions {
  readonly members: Model<Member>;
  /** Those whom the configuration appoints. */
  readonly coordinators: readonly PersonId[];
  /** Tried out on one machine without credentials: whoever talks may do everything. */
  readonly trial: boolean;
}

/**
 * Tells what a person may be asked for. It is looked up at every turn and not kept, so that a role that is withdrawn is gone
 * with the next message. A coordinator by configuration remains one while the store is away.
 */
export function createRoleResolver({ members, coordinators, trial }: RoleResolverOptions): RoleResolver {
  const appointed = new Set(coordinators);
  const lookUp = (person: PersonId): Promise<Member[]> =>
    orStoreAway(() => members.find({ people: person, active: true }).lean<Member[]>().exec());
  return {
    resolve: async (person) => {
      const coordinator = trial || appointed.has(person);
      const held = await lookUp(person).catch((error: unknown) => {
        if (coordinator) return [];
        throw error;
      });
      const roles = new Set<Role>(['guest', ...held.map(({ role }) => role)]);
      if (coordinator) roles.add('coordinator');
      // Who represents one administration and stands in for another speaks for the first.
      const speaks =
        held.find(({ role }) => role === 'representative') ?? held.find(({ role }) => role === 'deputy');
      const administration = speaks?.administration;
      return { roles: [...roles], ...(administration === undefined ? {} : { administration }) };
    },
  };
}
