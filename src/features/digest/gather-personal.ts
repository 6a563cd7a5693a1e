import type { Audience, Interval, RecordQuery } from '../../records/query';
import { dueOn } from '../home/gather';
import type { Initiative, Told } from './gather';

/** What a digest says to those who speak for an administration, in their own chat alone. */
export interface PersonalData {
  readonly administration: string;
  /** Longest waiting first. */
  readonly waiting: readonly Initiative[];
  readonly waitingCount: number;
  /** Logged in the period. */
  readonly examples: number;
  readonly initiatives: number;
}

const HANDFUL = { page: 1, size: 3 };

/** Fetches one administration's own part, as far as the audience may see it. @throws BotError `store-away`. */
export async function gatherPersonal(
  { examples, initiatives }: Pick<Told, 'examples' | 'initiatives'>,
  audience: Audience,
  administration: string,
  within: Interval,
  today: string,
): Promise<PersonalData> {
  const own: RecordQuery = { audience, administration };
  // A query for each status: then an index gives the few that have waited longest, in order.
  const late: RecordQuery[] = [
    { ...own, statuses: ['held'], followUpBy: today },
    { ...own, statuses: ['planned'], dateBefore: today },
    { ...own, statuses: ['invited'], dateBefore: today },
  ];
  const [pages, counts, exampleCount, initiativeCount] = await Promise.all([
    Promise.all(late.map((query) => initiatives.find(query, HANDFUL))),
    Promise.all(late.map((query) => initiatives.count(query))),
    examples.count({ ...own, statuses: ['published'], created: within }),
    initiatives.count({ ...own, created: within }),
  ]);
  const waiting = pages.flatMap(({ entries }) => entries).sort((a, b) => dueOn(a).localeCompare(dueOn(b)));
  return {
    administration,
    waiting: waiting.slice(0, HANDFUL.size),
    waitingCount: counts.reduce((sum, count) => sum + count, 0),
    examples: exampleCount,
    initiatives: initiativeCount,
  };
}
