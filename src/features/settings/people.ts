import type { PersonId, Role } from '../../turn/turn';
import type { StoredMember } from '../members/model';

/** A human with every account and role that the register knows. */
export interface KnownPerson {
  /** The first account that was appointed: it stays the same when another is linked. */
  readonly recipient: PersonId;
  readonly people: readonly PersonId[];
  readonly name: string;
  readonly roles: readonly Role[];
  /** What they represent, or else stand in for. */
  readonly administration?: string;
}

type Held = Pick<StoredMember, 'people' | 'name' | 'role' | 'administration'> & { readonly since?: Date };

/** One entry for each human: memberships that have an account in common are the same person's. */
export function mergePeople(members: readonly Held[]): KnownPerson[] {
  const oldest = [...members].sort(
    (a, b) => (a.since?.getTime() ?? Infinity) - (b.since?.getTime() ?? Infinity),
  );
  const groups: Held[][] = [];
  for (const member of oldest) {
    const shared = groups.filter((group) =>
      group.some((one) => one.people.some((id) => member.people.includes(id))),
    );
    const merged = [...shared.flat(), member];
    for (const group of shared) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups.map((group) => {
    const speaks =
      group.find(({ role }) => role === 'representative') ?? group.find(({ role }) => role === 'deputy');
    const people = [...new Set(group.flatMap((one) => one.people))];
    return {
      recipient: people[0] ?? '',
      people,
      name: group[0]?.name ?? '',
      roles: [...new Set(group.map(({ role }) => role))],
      ...(speaks?.administration === undefined ? {} : { administration: speaks.administration }),
    };
  });
}
