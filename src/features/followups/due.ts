import { addDays } from '../../forms/calendar-days';
import type { Entry } from '../../records/entry';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { RecordQuery } from '../../records/query';
import type { RecordRepositories } from '../../records/repositories';
import type { RecordRepository } from '../../records/repository';
import type { Commitments } from './commitments';
import { type Asked, type Question, questionsOf } from './question';

const PAGE = 200;
const LONG_AGO = new Date(0);
const OPEN = ['planned', 'invited'] as const;

export interface DueQuestion {
  readonly asked: Asked;
  readonly question: Question;
}

export interface DueDependencies {
  readonly records: RecordRepositories;
  readonly commitments: Pick<Commitments, 'byCode' | 'openOn' | 'ofYear' | 'answer'>;
  readonly dayOf: (instant: Date) => string;
}

/** One record of either kind, with its history; undefined when there is none. @throws BotError `store-away`. */
export async function findAsked(
  { records, commitments }: DueDependencies,
  code: string,
): Promise<Asked | undefined> {
  if (code.startsWith('A')) {
    const entry = await commitments.byCode(code);
    return entry && { kind: 'commitment', entry };
  }
  if (code.startsWith('E')) {
    const entry = await records.examples.byCode(code);
    return entry && { kind: 'example', entry };
  }
  const entry = await records.initiatives.byCode(code);
  return entry && { kind: 'initiative', entry };
}

/** Asked by the bot itself, and not before its day. */
export const isDueOn =
  (today: string) =>
  ({ dueOn }: Question): boolean =>
    dueOn <= today;

/** Shown to one who asks what there is: also what was planned for a day that has been, before the bot would ask. */
export const isOpenOn =
  (today: string) =>
  (question: Question): boolean =>
    isDueOn(today)(question) || (question.reason === 'held' && question.base < today);

/**
 * Every question that is due on a day, whoever is to answer it and however often it has been asked; one for each record, and
 * what has waited longest first. @throws BotError `store-away`.
 */
export async function dueQuestions(
  deps: DueDependencies,
  today: string,
  now: Date,
  isDue = isDueOn(today),
): Promise<DueQuestion[]> {
  const { records, commitments, dayOf } = deps;
  const until = (day: string): Date => new Date(Date.parse(`${day}T23:59:59.999Z`));
  const open: RecordQuery = { audience: undefined, statuses: [...OPEN] };
  const [yearly, passed, undated, held, drafts] = await Promise.all([
    commitments.openOn(today),
    all(records.initiatives, { ...open, dateBefore: today }),
    all(records.initiatives, {
      ...open,
      undated: true,
      created: { from: LONG_AGO, until: until(addDays(today, -13)) },
    }),
    all(records.initiatives, { audience: undefined, statuses: ['held'] }),
    all(records.examples, {
      audience: undefined,
      statuses: ['draft'],
      updated: { from: LONG_AGO, until: new Date(now.getTime() + 1) },
    }),
  ]);
  const waiting = await withHistory(records.initiatives, held.filter(mayWait));
  const found: Asked[] = [
    ...[...passed, ...undated, ...waiting].map((entry): Asked => ({ kind: 'initiative', entry })),
    ...drafts.map((entry): Asked => ({ kind: 'example', entry })),
    ...yearly.map((entry): Asked => ({ kind: 'commitment', entry })),
  ];
  const due = found.flatMap((asked): DueQuestion[] => {
    const question = questionsOf(asked, dayOf).find(isDue);
    return question === undefined ? [] : [{ asked, question }];
  });
  // What is about one dialogue goes before what is about the year.
  const first = ({ asked }: DueQuestion): number => (asked.kind === 'commitment' ? 1 : 0);
  return due.sort((a, b) => first(a) - first(b) || a.question.dueOn.localeCompare(b.question.dueOn));
}

/** Nothing more is asked about a dialogue that has been told of, unless a day has been set for it. */
function mayWait({ content }: Entry<InitiativeContent>): boolean {
  return (
    content.followUpOn !== undefined || content.outcome === undefined || content.feedbackOn === undefined
  );
}

/** Lists come without the history, which tells when a dialogue was marked as held. */
async function withHistory<C>(
  repository: RecordRepository<C>,
  entries: readonly Entry<C>[],
): Promise<Entry<C>[]> {
  const found = await Promise.all(entries.map(({ code }) => repository.byCode(code)));
  return found.filter((entry) => entry !== undefined);
}

async function all<C>(repository: RecordRepository<C>, query: RecordQuery): Promise<Entry<C>[]> {
  const found: Entry<C>[] = [];
  for (let page = 1; ; page++) {
    const { entries, more } = await repository.find(query, { page, size: PAGE });
    found.push(...entries);
    if (!more) return found;
  }
}
