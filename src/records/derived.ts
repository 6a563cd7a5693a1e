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

/** What a record can be found by, one at a time. */
export interface Facets {
  readonly terms: readonly string[];
  readonly partners: readonly string[];
  readonly principles: readonly string[];
  readonly administrations: readonly string[];
}

/** About so many years and months at most; what is about more is marked as long. Words are many, so fewer of their periods. */
const MOST_PERIODS = { terms: 4, partners: 14, principles: 14, administrations: 14 } as const;
const LONG = 'long';

const mark = (period: string, facet: keyof Facets, value: string): string => `${period}|${facet}|${value}`;

/**
 * Each thing that a record can be found by, with each of the periods that it is about: what is older lies behind all that is
 * newer in an index that is in the order of logging, and an index over two lists at once isn't to be had.
 */
export function datedMarks(facets: Facets, periods: readonly string[]): string[] {
  return (Object.keys(facets) as (keyof Facets)[]).flatMap((facet) => {
    const kept = periods.length > MOST_PERIODS[facet] ? [LONG] : periods;
    return [...new Set(facets[facet])].flatMap((value) => kept.map((period) => mark(period, facet, value)));
  });
}

/** The marks among which every record is that is about the period and has one of the values; some of another period too. */
export function datedAs(facet: keyof Facets, values: readonly string[], period: string): string[] {
  return values.flatMap((value) => [mark(period, facet, value), mark(LONG, facet, value)]);
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
