import { allows, type Permission } from '../turn/permissions';
import type { Person, Place, Role, TurnContext } from '../turn/turn';
import { audienceMarks } from './derived';
import type { Actor, Draft, Entry, Warning } from './entry';
import type { Audience } from './query';
import type { Cause } from './repository';

/**
 * Who may change a record: a coordinator, whoever logged it, and the representatives and deputies of its administrations.
 * Whoever has lost the role that lets them write may change nothing, not even their own.
 */
export function mayEdit(entry: Entry<unknown>, person: Person, write: Permission): boolean {
  if (!allows(write, person.roles)) return false;
  if (person.roles.includes('coordinator') || entry.createdBy.id === person.id) return true;
  const speaks = person.roles.includes('representative') || person.roles.includes('deputy');
  return (
    speaks && person.administration !== undefined && entry.administrations.includes(person.administration)
  );
}

/** Those who work for the municipality, whose platform is Teams; Slack is civil society's. */
const MUNICIPAL: ReadonlySet<Role> = new Set(['representative', 'deputy', 'coordinator']);

/**
 * Whose lists a person looks at in a place. The terminal is the operator's own and sees all. A record crosses between the
 * municipality and civil society only when it is marked shared: Föreningsrådet's staff see no more of the municipality's
 * records in Teams than they do in Slack.
 */
export function audienceOf({ roles }: Person, { platform }: Place): Audience {
  if (platform === 'terminal') return undefined;
  if (isGuest(roles)) return 'guest';
  return platform === 'teams' && !roles.some((role) => MUNICIPAL.has(role)) ? 'guest' : platform;
}

/** The same for lists of nothing but what the person has logged there; what is one's own needs no mark to be seen. */
export function ownAudienceOf({ roles }: Person, { platform }: Place): Audience {
  if (platform === 'terminal') return undefined;
  return isGuest(roles) ? 'guest' : platform;
}

function isGuest(roles: readonly Role[]): boolean {
  return roles.every((role) => role === 'guest');
}

/** Whether one record may be shown there; a draft is for those who may change it, see {@link mayRead}. */
export function isVisible(entry: Entry<unknown>, audience: Audience): boolean {
  return (
    audience === undefined || audienceMarks(entry.shared, entry.platform, entry.status).includes(audience)
  );
}

/** Whether a person may see a record in a place: also a draft or a withdrawn one that they may change. */
export function mayRead(
  entry: Entry<unknown>,
  { person, place }: Pick<TurnContext, 'person' | 'place'>,
  write: Permission,
): boolean {
  const own = entry.createdBy.id === person.id;
  const audience = own ? ownAudienceOf(person, place) : audienceOf(person, place);
  if (entry.status === 'draft') {
    const here = audience === undefined || entry.platform === place.platform;
    return here && mayEdit(entry, person, write);
  }
  return isVisible(entry, audience) && (!entry.withdrawn || mayEdit(entry, person, write));
}

/** The person of a turn as the one who changes a record. */
function actorOf({ person, place }: TurnContext): Actor {
  const { id, name, administration } = person;
  return { id, name, administration, platform: place.platform };
}

/** A change made in a turn. `key` is the form's, or else the delivery's own, so that its effect comes once. */
export function causeOf(
  context: TurnContext,
  key = `turn:${context.key}`,
  accepted: readonly Warning[] = [],
): Cause {
  return { actor: actorOf(context), at: context.now, key, ...(accepted.length > 0 ? { accepted } : {}) };
}

/** The administrations that a new record starts with. */
export function ownAdministrations(person: Person): Draft<unknown>['administrations'] {
  return person.administration === undefined ? [] : [person.administration];
}
