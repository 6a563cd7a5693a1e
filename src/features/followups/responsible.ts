import { isVisible, mayEdit } from '../../records/access';
import type { Entry } from '../../records/entry';
import { allows } from '../../turn/permissions';
import type { PlatformName } from '../../turn/turn';
import type { PersonSettings } from '../settings/known';
import type { Reach, Someone } from '../settings/settings';
import type { Asked } from './question';

/** Whom to ask; `nobody` is for the coordinators, `later` when those who could answer are away. */
export type Responsible =
  | { readonly kind: 'someone'; readonly someone: Someone; readonly reach: Reach }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'later' };

/** Whether a person is away on a day, YYYY-MM-DD; the first and the last day of the absence are among them. */
export function isAway({ awayFrom, awayUntil }: PersonSettings, day: string): boolean {
  return awayUntil !== undefined && day <= awayUntil && (awayFrom === undefined || awayFrom <= day);
}

/**
 * Who is to answer for a record on a day: the administration's representative, or else a deputy; for what belongs to no
 * administration, whoever logged it. A draft is its writer's as long as they may write. A question is only asked where the
 * record may be shown.
 */
export function responsibleFor({ kind, entry }: Asked, people: readonly Someone[], day: string): Responsible {
  const candidates = candidatesFor(kind, entry, people);
  let away = false;
  for (const someone of candidates) {
    const reach = reachFor(entry, someone);
    if (!someone.settings.prompts || reach === undefined) continue;
    if (!isAway(someone.settings, day)) return { kind: 'someone', someone, reach };
    away = true;
  }
  return { kind: away ? 'later' : 'nobody' };
}

function candidatesFor(kind: Asked['kind'], entry: Entry<unknown>, people: readonly Someone[]): Someone[] {
  const write = kind === 'example' ? 'example.write' : 'initiative.write';
  const writer = people.find(({ person }) => person.people.includes(entry.createdBy.id));
  const writes = writer !== undefined && allows(write, writer.person.roles);
  const { administrations, createdBy } = entry;
  const own = administrations.find((id) => id === createdBy.administration) ?? administrations[0];
  if (own === undefined) return writes ? [writer] : [];
  // Who represents one administration and stands in for another may write for the first alone.
  const speak = people.filter(({ person }) => person.administration === own);
  const isFirst = ({ person }: Someone): boolean => person.roles.includes('representative');
  const speakers = [...speak.filter(isFirst), ...speak.filter((one) => !isFirst(one))];
  if (entry.status !== 'draft' || !writes) return speakers;
  const mayStill = writer.person.people.some((id) => mayEdit(entry, { ...writer.person, id }, write));
  return mayStill ? [writer, ...speakers.filter((one) => one !== writer)] : speakers;
}

/** Where this record may be shown to the person: Slack and Teams belong to different controllers. */
export function reachFor(entry: Entry<unknown>, { reaches }: Pick<Someone, 'reaches'>): Reach | undefined {
  return reaches.find(({ platform }) => isShownOn(entry, platform));
}

export function isShownOn(entry: Entry<unknown>, platform: PlatformName): boolean {
  if (platform === 'terminal') return true;
  return entry.status === 'draft' ? entry.platform === platform : isVisible(entry, platform);
}
