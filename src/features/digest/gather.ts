import { addDays, addMonths } from '../../forms/calendar-days';
import { startOfDay } from '../../forms/instants';
import type { Catalog } from '../../records/catalog';
import type { Entry } from '../../records/entry';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { Audience, Interval, RecordQuery } from '../../records/query';
import type { RecordRepositories } from '../../records/repositories';

/** Of whose records a digest tells; matters for the council are handed over, not spread. */
type Told = Pick<RecordRepositories, 'examples' | 'initiatives'>;

/** Days, both included. */
export interface DigestPeriod {
  readonly from: string;
  readonly to: string;
}

/** What a digest is composed of. */
export interface DigestData {
  readonly examples: readonly Entry<ExampleContent>[];
  /** All new ones, also those beyond the listed. */
  readonly exampleCount: number;
  /** New or changed in the period. */
  readonly initiatives: readonly Entry<InitiativeContent>[];
  readonly initiativeCount: number;
  /** Of those changed in the period, how many are held or followed up. */
  readonly heldCount: number;
  /** Planned or invited, for a day that has passed. */
  readonly overdue: readonly Entry<InitiativeContent>[];
  /** Held, and to be followed up by now. */
  readonly followUps: readonly Entry<InitiativeContent>[];
  readonly waitingCount: number;
  /** What records logged this year name, wherever they may be shown. */
  readonly seen: { readonly administrations: ReadonlySet<string>; readonly principles: ReadonlySet<string> };
}

/** What has changed is told by status: as many as that is worth. The numbers count them all. */
const FIRST = { page: 1, size: 200 };
/** Of new examples, and of what waits, a digest names a handful. */
const HANDFUL = { page: 1, size: 10 };

/** Until digests are sent, the last one counts as sent on the first of the previous month. */
export function sinceLastDigest(today: string): DigestPeriod {
  return { from: `${addMonths(today, -1).slice(0, 8)}01`, to: today };
}

/** Fetches what a digest tells, for those who may see it. @throws BotError `store-away`. */
export async function gather(
  { examples, initiatives }: Told,
  audience: Audience,
  period: DigestPeriod,
  { catalog, timezone }: { readonly catalog: Catalog; readonly timezone: string },
): Promise<DigestData> {
  const within: Interval = {
    from: startOfDay(period.from, timezone),
    until: startOfDay(addDays(period.to, 1), timezone),
  };
  const year: Interval = {
    from: startOfDay(`${period.to.slice(0, 4)}-01-01`, timezone),
    until: within.until,
  };
  const [told, waits, seen] = await Promise.all([
    tell({ examples, initiatives }, audience, within),
    wait(initiatives, audience, period.to),
    seenIn({ examples, initiatives }, catalog, year),
  ]);
  return { ...told, ...waits, seen };
}

type News = Pick<DigestData, 'examples' | 'exampleCount' | 'initiatives' | 'initiativeCount' | 'heldCount'>;

/** What has happened. */
async function tell({ examples, initiatives }: Told, audience: Audience, within: Interval): Promise<News> {
  const created: RecordQuery = { audience, created: within, statuses: ['published'] };
  const updated: RecordQuery = { audience, updated: within };
  const [fresh, exampleCount, touched, initiativeCount, heldCount] = await Promise.all([
    examples.find(created, HANDFUL),
    examples.count(created),
    initiatives.find(updated, FIRST),
    initiatives.count({ audience, created: within }),
    initiatives.count({ ...updated, statuses: ['held', 'followed-up'] }),
  ]);
  return {
    examples: fresh.entries,
    exampleCount,
    initiatives: touched.entries,
    initiativeCount,
    heldCount,
  };
}

/** What waits for someone. */
async function wait(
  initiatives: RecordRepositories['initiatives'],
  audience: Audience,
  today: string,
): Promise<Pick<DigestData, 'overdue' | 'followUps' | 'waitingCount'>> {
  const late: RecordQuery = { audience, statuses: ['planned', 'invited'], dateBefore: today };
  const ripe: RecordQuery = { audience, statuses: ['held'], followUpBy: today };
  const [overdue, overdueCount, followUps, followUpCount] = await Promise.all([
    initiatives.find(late, HANDFUL),
    initiatives.count(late),
    initiatives.find(ripe, HANDFUL),
    initiatives.count(ripe),
  ]);
  return {
    overdue: overdue.entries,
    followUps: followUps.entries,
    waitingCount: overdueCount + followUpCount,
  };
}

/**
 * Coverage counts every record, also those that aren't shown here: it names no record, and saying that an administration has
 * logged nothing must be true.
 */
async function seenIn(
  { examples, initiatives }: Told,
  catalog: Catalog,
  year: Interval,
): Promise<DigestData['seen']> {
  const ids = {
    administrations: catalog.administrations.map(({ id }) => id),
    principles: catalog.principles.map(({ id }) => id),
  };
  const both = await Promise.all([examples.coverage(year, ids), initiatives.coverage(year, ids)]);
  return {
    administrations: new Set(both.flatMap(({ administrations }) => administrations)),
    principles: new Set(both.flatMap(({ principles }) => principles)),
  };
}
