import type { Entry } from '../../records/entry';
import type { MatterContent } from '../../records/kinds/matter';
import type { Interval } from '../../records/query';
import type { RecordRepository } from '../../records/repository';

/**
 * What a digest may ask of matters. They belong to those who reported them and to the coordinators: everyone gets to know how
 * many there are, and of the answers only those that a coordinator has marked to be told.
 */
export type ToldMatters = Pick<RecordRepository<MatterContent>, 'find' | 'count'>;

export interface CouncilNews {
  /** Reported in the period. */
  readonly reported: number;
  /** Handed over in the period, and still without an answer. */
  readonly handedOver: number;
  readonly answered: number;
  /** The answers that may be told. */
  readonly answers: readonly Entry<MatterContent>[];
  /** The next meeting that something has been handed over to, YYYY-MM-DD. */
  readonly meeting?: string;
}

/** A council meets a few times a year and answers fewer in a month. */
const MOST = { page: 1, size: 30 };
const ANSWERS = 3;

/** What has happened with obstacles and questions for the council. @throws BotError `store-away`. */
export async function councilNews(
  matters: ToldMatters,
  within: Interval,
  today: string,
): Promise<CouncilNews> {
  const updated = within;
  const [reported, handedOver, answered, answers, ahead] = await Promise.all([
    matters.count({ audience: undefined, created: within }),
    matters.count({ audience: undefined, statuses: ['handed-over'], updated }),
    matters.count({ audience: undefined, statuses: ['answered'], updated }),
    matters.find({ audience: undefined, statuses: ['answered'], updated }, MOST),
    matters.find({ audience: undefined, statuses: ['handed-over'] }, MOST),
  ]);
  const told = answers.entries.filter(({ content }) => content.tell === true).slice(0, ANSWERS);
  const [meeting] = ahead.entries
    .map(({ content }) => content.handedOn ?? '')
    .filter((day) => day >= today)
    .sort();
  return {
    ...{ reported, handedOver, answered, answers: told },
    ...(meeting === undefined ? {} : { meeting }),
  };
}
