import { addDays } from '../../forms/calendar-days';
import { audienceOf, ownAudienceOf } from '../../records/access';
import type { CommonContent, Entry } from '../../records/entry';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { RecordQuery } from '../../records/query';
import type { RecordRepositories } from '../../records/repositories';
import type { RecordRepository } from '../../records/repository';
import { allows } from '../../turn/permissions';
import type { Person, TurnContext } from '../../turn/turn';

/** A follow-up shows this many days before its day. */
const DAYS_AHEAD = 14;
/** Rows of each section: the home is glanced at, the lists hold the rest. */
const ROWS = 3;
const FOLLOW_UPS = 5;
/** Of those who speak for no administration, so many of their latest are looked through for what waits. */
const OWN = 50;
/** What others logged is picked from the latest, so many at a time, at most so many times: reading a record costs the most. */
const PAGE = 5;
const PAGES = 10;

/** The kinds of records that a home shows. */
export type HomeRecords = Pick<RecordRepositories, 'examples' | 'initiatives'>;

/** An example or an initiative, as it came from its repository. */
export type Logged =
  | { readonly kind: 'example'; readonly entry: Entry<ExampleContent> }
  | { readonly kind: 'initiative'; readonly entry: Entry<InitiativeContent> };

export interface HomeData {
  /** Undefined for those who log nothing. */
  readonly followUps?: readonly Entry<InitiativeContent>[];
  /** The administration's, or the person's own when they speak for none; undefined for those who log nothing. */
  readonly own?: readonly Logged[];
  readonly others: readonly Logged[];
}

/** What a home shows, of what this person may see in this place. @throws BotError `store-away`. */
export async function gather(records: HomeRecords, context: TurnContext): Promise<HomeData> {
  const { person, today } = context;
  const query: RecordQuery = { audience: audienceOf(person, context.place) };
  const others = latestOf(records, query, (entry) => !isOwn(entry, person));
  if (!allows('initiative.write', person.roles)) return { others: await others };
  const own = ownership(context);
  const [followUps, latest, rest] = await Promise.all([
    waiting(records.initiatives, { ...query, ...own }, person, today),
    latestOf(records, { ...query, ...own }),
    others,
  ]);
  return { followUps, own: latest, others: rest };
}

function isOwn(entry: Entry<unknown>, { id, administration }: Person): boolean {
  return (
    entry.createdBy.id === id ||
    (administration !== undefined && entry.administrations.includes(administration))
  );
}

/** Whose records are a person's to care for: those of the administration, or for who speaks for none their own. */
function ownership({ person, place }: TurnContext): Partial<RecordQuery> {
  const { id, administration } = person;
  if (administration !== undefined) return { administration };
  return { createdBy: id, audience: ownAudienceOf(person, place) };
}

/** Held and soon to be followed up, or planned for a day that has passed; what waits longest first. */
async function waiting(
  initiatives: RecordRepository<InitiativeContent>,
  own: RecordQuery,
  person: Person,
  today: string,
): Promise<Entry<InitiativeContent>[]> {
  const followUpBy = addDays(today, DAYS_AHEAD);
  // A query for each status: then an index gives the few that have waited longest, in order. One person's own are few enough
  // to be looked through.
  const queries: RecordQuery[] =
    person.administration === undefined
      ? [own]
      : [
          { ...own, statuses: ['held'], followUpBy },
          { ...own, statuses: ['planned'], dateBefore: today },
          { ...own, statuses: ['invited'], dateBefore: today },
        ];
  const size = person.administration === undefined ? OWN : FOLLOW_UPS;
  const pages = await Promise.all(queries.map((one) => initiatives.find(one, { page: 1, size })));
  const found = pages
    .flatMap(({ entries }) => entries)
    .filter((entry) => isWaiting(entry, today, followUpBy));
  return found.sort((a, b) => dueOn(a).localeCompare(dueOn(b))).slice(0, FOLLOW_UPS);
}

function isWaiting(entry: Entry<InitiativeContent>, today: string, followUpBy: string): boolean {
  const day = dueOn(entry);
  if (day === '') return false;
  if (entry.status === 'held') return day <= followUpBy;
  return (entry.status === 'planned' || entry.status === 'invited') && day < today;
}

/** The day it waits since, or for; YYYY-MM-DD. */
export function dueOn({ status, content }: Entry<InitiativeContent>): string {
  return (status === 'held' ? content.followUpOn : content.date) ?? '';
}

async function latestOf(
  { examples, initiatives }: HomeRecords,
  query: RecordQuery,
  wanted?: (entry: Entry<unknown>) => boolean,
): Promise<Logged[]> {
  const [first, second] = await Promise.all([
    newest(examples, { ...query, statuses: ['published'] }, wanted),
    newest(initiatives, query, wanted),
  ]);
  const all: Logged[] = [
    ...first.map((entry): Logged => ({ kind: 'example', entry })),
    ...second.map((entry): Logged => ({ kind: 'initiative', entry })),
  ];
  return all.sort((a, b) => b.entry.createdAt.getTime() - a.entry.createdAt.getTime()).slice(0, ROWS);
}

async function newest<C extends CommonContent>(
  repository: RecordRepository<C>,
  query: RecordQuery,
  wanted: ((entry: Entry<unknown>) => boolean) | undefined,
): Promise<Entry<C>[]> {
  const size = wanted ? PAGE : ROWS;
  const found: Entry<C>[] = [];
  for (let page = 1; page <= PAGES && found.length < ROWS; page++) {
    const { entries, more } = await repository.find(query, { page, size });
    found.push(...(wanted ? entries.filter(wanted) : entries));
    if (!more) break;
  }
  return found.slice(0, ROWS);
}
