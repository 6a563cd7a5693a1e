import { addDays, addMonths } from '../../forms/calendar-days';
import { startOfDay } from '../../forms/instants';
import type { Catalog } from '../../records/catalog';
import { type Entry, type InitiativeStatus, initiativeStatuses } from '../../records/entry';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { Audience, Interval, RecordQuery } from '../../records/query';
import type { RecordRepositories } from '../../records/repositories';
import { type CouncilNews, councilNews, type ToldMatters } from './gather-council';
import { yearTo } from './period';
import { principleOf } from './principle';

/** Of whose records a digest tells, and whose matters it counts. */
export interface Told extends Pick<RecordRepositories, 'examples' | 'initiatives'> {
  readonly matters: ToldMatters;
}

export type Example = Entry<ExampleContent>;
export type Initiative = Entry<InitiativeContent>;

/** What a digest is composed of, as far as its audience may see it. */
export interface DigestData {
  readonly examples: readonly Example[];
  /** All new ones, also those beyond the listed. */
  readonly exampleCount: number;
  /** Logged earlier, changed in the period. */
  readonly revised: readonly Example[];
  readonly revisedCount: number;
  /** New in the period. */
  readonly initiativeCount: number;
  /** New or changed in the period, by the status that they have now. */
  readonly byStatus: readonly {
    readonly status: InitiativeStatus;
    readonly count: number;
    readonly initiatives: readonly Initiative[];
  }[];
  /** Dialogues changed in the period that say what they led to. */
  readonly learned: readonly Initiative[];
  /** Planned or invited, for a day that has passed. */
  readonly overdue: readonly Initiative[];
  /** Held, and to be followed up by now. */
  readonly followUps: readonly Initiative[];
  readonly waitingCount: number;
  /** Planned or invited for the weeks to come. */
  readonly upcoming: readonly Initiative[];
  /** The newest of the last year that works by the month's principle. */
  readonly principleExample?: Example;
  readonly council: CouncilNews;
  /** What records logged this year name, wherever they may be shown. */
  readonly seen: { readonly administrations: ReadonlySet<string>; readonly principles: ReadonlySet<string> };
}

export interface GatherSettings {
  readonly catalog: Catalog;
  /** IANA name. */
  readonly timezone: string;
}

/** A digest names so many of each, and so many of each status; the numbers count them all. */
const HANDFUL = { page: 1, size: 3 };
const OF_EACH = { page: 1, size: 2 };
/** How far ahead a planned dialogue is worth a line. */
const DAYS_AHEAD = 45;

/**
 * Fetches what a digest tells of an interval, for those who may see it. Every question is answered from an index: the counts
 * without reading a record, the lists by a handful.
 * @param today YYYY-MM-DD; what waits and what lies ahead is counted from it. @throws BotError `store-away`.
 */
export async function gather(
  told: Told,
  audience: Audience,
  within: Interval,
  today: string,
  settings: GatherSettings,
): Promise<DigestData> {
  const { examples, initiatives } = told;
  const [fresh, moved, waits, upcoming, council, seen, principleExample] = await Promise.all([
    exampleNews(examples, audience, within),
    initiativeNews(initiatives, audience, within),
    waiting(initiatives, audience, today),
    initiatives.find(
      {
        audience,
        statuses: ['planned', 'invited'],
        dateFrom: today,
        dateBefore: addDays(today, DAYS_AHEAD),
      },
      HANDFUL,
    ),
    councilNews(told.matters, within, today),
    seenIn(told, settings.catalog, yearTo(today, within.until, settings.timezone)),
    exampleOfPrinciple(examples, audience, within, today, settings),
  ]);
  return {
    ...fresh,
    ...moved,
    ...waits,
    upcoming: upcoming.entries,
    council,
    seen,
    ...(principleExample === undefined ? {} : { principleExample }),
  };
}

async function exampleNews(
  examples: Told['examples'],
  audience: Audience,
  within: Interval,
): Promise<Pick<DigestData, 'examples' | 'exampleCount' | 'revised' | 'revisedCount'>> {
  // A draft is in no audience's lists; only who sees all must leave them out.
  const listed: RecordQuery = { audience, ...(audience === undefined ? { statuses: ['published'] } : {}) };
  const created = { ...listed, created: within };
  const [fresh, exampleCount, touchedCount] = await Promise.all([
    examples.find(created, HANDFUL),
    examples.count(created),
    examples.count({ ...listed, updated: within }),
  ]);
  // What was logged in the period was last changed in it too, or afterwards.
  const revisedCount = Math.max(0, touchedCount - exampleCount);
  const revised =
    revisedCount === 0
      ? []
      : (await examples.find({ ...listed, updated: within, createdBefore: within.from }, HANDFUL)).entries;
  return { examples: fresh.entries, exampleCount, revised, revisedCount };
}

async function initiativeNews(
  initiatives: Told['initiatives'],
  audience: Audience,
  updated: Interval,
): Promise<Pick<DigestData, 'initiativeCount' | 'byStatus' | 'learned'>> {
  const [initiativeCount, learned, byStatus] = await Promise.all([
    initiatives.count({ audience, created: updated }),
    initiatives.find({ audience, updated, statuses: ['held', 'followed-up'], outcome: true }, HANDFUL),
    Promise.all(
      initiativeStatuses.map(async (status) => {
        const query: RecordQuery = { audience, updated, statuses: [status] };
        const count = await initiatives.count(query);
        const found = count === 0 ? [] : (await initiatives.find(query, OF_EACH)).entries;
        return { status, count, initiatives: found };
      }),
    ),
  ]);
  return { initiativeCount, learned: learned.entries, byStatus: byStatus.filter(({ count }) => count > 0) };
}

/** What waits for someone, longest first. */
async function waiting(
  initiatives: Told['initiatives'],
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
 * logged nothing must be true. Initiatives are asked only for what no example names.
 */
async function seenIn(
  { examples, initiatives }: Told,
  { administrations, principles }: Catalog,
  year: Interval,
): Promise<DigestData['seen']> {
  const ids = {
    administrations: administrations.map(({ id }) => id),
    principles: principles.map(({ id }) => id),
  };
  const first = await examples.coverage(year, ids);
  const second = await initiatives.coverage(year, {
    administrations: ids.administrations.filter((id) => !first.administrations.includes(id)),
    principles: ids.principles.filter((id) => !first.principles.includes(id)),
  });
  return {
    administrations: new Set([...first.administrations, ...second.administrations]),
    principles: new Set([...first.principles, ...second.principles]),
  };
}

async function exampleOfPrinciple(
  examples: Told['examples'],
  audience: Audience,
  { until }: Interval,
  today: string,
  { catalog, timezone }: GatherSettings,
): Promise<Example | undefined> {
  const principle = principleOf(today, catalog);
  if (principle === undefined) return undefined;
  const created = { from: startOfDay(addMonths(today, -12), timezone), until };
  const { entries } = await examples.find(
    { audience, principle: principle.id, statuses: ['published'], created },
    { page: 1, size: 1 },
  );
  return entries[0];
}
