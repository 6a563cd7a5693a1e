import { addMonths } from '../forms/calendar-days';
import type { PlatformName } from '../turn/turn';
import type { RecordStatus } from './entry';

/** A period of more months than this counts as this many, from its beginning: the list of months is kept in the record. */
const MOST_MONTHS = 120;

/** In whose lists a record is: those of a platform, and of guests everywhere. */
export type AudienceMark = PlatformName | 'guest' | `draft:${PlatformName}`;

/** The years and months that days from one to another are in: `2025`, `2025-12`, `2026`, `2026-01`. */
export function periodMarks(from: string, to: string): string[] {
  const marks = new Set<string>();
  const last = to.slice(0, 7);
  let first = `${from.slice(0, 7)}-01`;
  for (let count = 0; count < MOST_MONTHS && first.slice(0, 7) <= last; count++) {
    marks.add(first.slice(0, 4)).add(first.slice(0, 7));
    first = addMonths(first, 1);
  }
  return [...marks];
}

/**
 * Where a record may be shown: Slack and Teams belong to different controllers, so it crosses only when marked shared, and
 * guests see the shared ones alone. A draft is in nobody's lists but its writer's own. The terminal needs no mark: it sees
 * all.
 */
export function audienceMarks(
  shared: boolean,
  platform: PlatformName,
  status?: RecordStatus,
): AudienceMark[] {
  if (status === 'draft') return [`draft:${platform}`];
  return shared ? ['teams', 'slack', 'guest'] : [platform];
}
