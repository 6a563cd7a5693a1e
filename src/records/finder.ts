import type { Entry } from './entry';
import type { RecordDocument, RecordModel } from './models';
import { type Interval, type RecordQuery, toFilter } from './query';
import { searchTokens, toTerm } from './terms';
import type { Words } from './words';

/** One page of a list; entries come without their history. Pages count from 1. */
export interface Page<C> {
  readonly entries: readonly Entry<C>[];
  readonly page: number;
  readonly more: boolean;
}

/** Which page, from 1, of how many entries. */
export interface PageRequest {
  readonly page: number;
  readonly size: number;
}

export interface SearchPage<C> extends Page<C> {
  /** Words that nothing has been written with, and what they were taken for; empty when nothing is near. */
  readonly corrected: readonly { readonly word: string; readonly terms: readonly string[] }[];
}

/** Ids of administrations and principles. */
export interface Covered {
  readonly administrations: readonly string[];
  readonly principles: readonly string[];
}

export interface Finder<C> {
  /** The record with its history, withdrawn or not; undefined when there is none. */
  byCode(code: string): Promise<Entry<C> | undefined>;
  find(query: RecordQuery, page: PageRequest): Promise<Page<C>>;
  /** Finds by words too: stemmed, folded, a slip of the key forgiven. Every word must be there. */
  search(text: string, query: RecordQuery, page: PageRequest): Promise<SearchPage<C>>;
  count(query: RecordQuery): Promise<number>;
  /** Which of the administrations and principles some record names that was logged in the interval. */
  coverage(created: Interval, ids: Covered): Promise<Covered>;
}

/** A search of more words than this is cut: each is a condition. */
const MOST_WORDS = 12;
/** What only the indexes need. */
const WITHOUT_MARKS = { terms: 0, periods: 0, dated: 0, audience: 0, alike: 0 } as const;
/** What a list needs not. */
export const LIST_FIELDS = { ...WITHOUT_MARKS, history: 0 } as const;

export function createFinder<C>(model: RecordModel, words: Words): Finder<C> {
  return {
    byCode: async (code) => {
      const found = await model.findOne({ code }, WITHOUT_MARKS).lean<RecordDocument<C>>();
      return found === null ? undefined : toEntry(found);
    },
    find: (query, at) => readPage(model, query, [], at),
    search: async (text, query, at) => {
      const meanings = (typed: string) =>
        Promise.all(
          searchTokens(typed)
            .slice(0, MOST_WORDS)
            .map(async ({ written, word }) => ({ word: written, ...(await words.resolve(toTerm(word))) })),
        );
      const [resolved, named] = await Promise.all([meanings(text), meanings(query.partner ?? '')]);
      const corrected = resolved.filter((one) => one.corrected).map(({ word, terms }) => ({ word, terms }));
      if (resolved.some(({ terms }) => terms.length === 0)) {
        return { entries: [], page: at.page, more: false, corrected };
      }
      // Every word is a condition, and the first one leads the search: the rarest leaves least to look through.
      // A partner's name is among the words of its records, and often rarer than what is asked for besides.
      const known = named.filter((one) => one.terms.length > 0 && !one.corrected);
      const terms = [...resolved, ...known].sort((a, b) => a.uses - b.uses).map((one) => one.terms);
      return { ...(await readPage<C>(model, query, terms, at)), corrected };
    },
    count: (query) => model.countDocuments(toFilter(query)).exec(),
    coverage: async (created, ids) => ({
      administrations: await named(model, 'administrations', ids.administrations, created),
      principles: await named(model, 'content.principles', ids.principles, created),
    }),
  };
}

async function readPage<C>(
  model: RecordModel,
  query: RecordQuery,
  terms: readonly (readonly string[])[],
  at: PageRequest,
): Promise<Page<C>> {
  const found = await model
    .find(toFilter(query, terms), LIST_FIELDS)
    .sort(orderOf(query))
    .skip((at.page - 1) * at.size)
    .limit(at.size + 1)
    .lean<RecordDocument<C>[]>();
  return { entries: found.slice(0, at.size).map(toEntry), page: at.page, more: found.length > at.size };
}

/** The ids that some record names: one look into an index for each, since `distinct` would read every record. */
async function named(
  model: RecordModel,
  field: string,
  ids: readonly string[],
  created: Interval,
): Promise<string[]> {
  const createdAt = { $gte: created.from, $lt: created.until };
  const found = await Promise.all(
    ids.map((id) =>
      model.exists({ [field]: id, withdrawn: false, createdAt, status: { $ne: 'draft' } }).exec(),
    ),
  );
  return ids.filter((_, index) => found[index] !== null);
}

/**
 * Newest first, what waits longest first. The order is by what was asked for, so that one index gives both.
 * The code settles the order of records of the same moment, so that pages never overlap.
 */
function orderOf(query: RecordQuery): Record<string, 1 | -1> {
  if (query.dateBefore !== undefined || query.dateFrom !== undefined) return { 'content.date': 1, code: 1 };
  if (query.followUpBy !== undefined) return { 'content.followUpOn': 1, code: 1 };
  return query.updated === undefined ? { createdAt: -1, code: -1 } : { updatedAt: -1, code: -1 };
}

/** The record without what only the database needs. */
export function toEntry<C>(document: RecordDocument<C>): Entry<C> {
  const { code, version, status, withdrawn, shared, administrations, platform, createdBy } = document;
  const { createdAt, updatedAt, content, responses = [], history = [] } = document;
  return {
    ...{ code, version, status, withdrawn, shared, administrations, platform, createdBy },
    ...{ createdAt, updatedAt, content, responses, history },
  };
}
