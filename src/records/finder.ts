import type { Entry } from './entry';
import type { RecordDocument, RecordModel } from './models';
import { type Filter, type RecordQuery, toFilter } from './query';
import { searchTokens, toTerm } from './terms';
import type { Words } from './words';

/** One page of a list, newest first; entries come without their history. Pages count from 1. */
export interface Page<C> {
  readonly entries: readonly Entry<C>[];
  readonly page: number;
  readonly more: boolean;
}

export interface SearchPage<C> extends Page<C> {
  /** Words that nothing has been written with, and what they were taken for; empty when nothing is near. */
  readonly corrected: readonly { readonly word: string; readonly terms: readonly string[] }[];
}

export interface Finder<C> {
  /** The record with its history, withdrawn or not; undefined when there is none. */
  byCode(code: string): Promise<Entry<C> | undefined>;
  find(query: RecordQuery, page: { readonly page: number; readonly size: number }): Promise<Page<C>>;
  /** Finds by words too: stemmed, folded, a slip of the key forgiven. Every word must be there. */
  search(
    text: string,
    query: RecordQuery,
    page: { readonly page: number; readonly size: number },
  ): Promise<SearchPage<C>>;
  count(query: RecordQuery): Promise<number>;
  /** The administrations and principles that the records name. */
  coverage(
    query: RecordQuery,
  ): Promise<{ administrations: readonly string[]; principles: readonly string[] }>;
}

const LIST_FIELDS = { history: 0, terms: 0 } as const;

export function createFinder<C>(model: RecordModel, words: Words): Finder<C> {
  const page = async (filter: Filter, at: { page: number; size: number }): Promise<Page<C>> => {
    const found = await model
      .find(filter, LIST_FIELDS)
      // The code settles the order of records logged in the same millisecond, so that pages never overlap.
      .sort({ createdAt: -1, code: -1 })
      .skip((at.page - 1) * at.size)
      .limit(at.size + 1)
      .lean<RecordDocument<C>[]>();
    return { entries: found.slice(0, at.size).map(toEntry), page: at.page, more: found.length > at.size };
  };
  const distinct = async (field: string, query: RecordQuery): Promise<string[]> => {
    const values: unknown[] = await model.distinct(field, toFilter(query));
    return values.filter((value) => typeof value === 'string');
  };
  return {
    byCode: async (code) => {
      const found = await model.findOne({ code }, { terms: 0 }).lean<RecordDocument<C>>();
      return found === null ? undefined : toEntry(found);
    },
    find: (query, at) => page(toFilter(query), at),
    search: async (text, query, at) => {
      const searched = searchTokens(text).slice(0, 12);
      const resolved = await Promise.all(
        searched.map(async ({ written, word }) => ({
          word: written,
          ...(await words.resolve(toTerm(word))),
        })),
      );
      const corrected = resolved.filter((one) => one.corrected).map(({ word, terms }) => ({ word, terms }));
      if (resolved.some(({ terms }) => terms.length === 0)) {
        return { entries: [], page: at.page, more: false, corrected };
      }
      const terms = resolved.map((one) => one.terms);
      return { ...(await page(toFilter(query, terms), at)), corrected };
    },
    count: (query) => model.countDocuments(toFilter(query)).exec(),
    coverage: async (query) => ({
      administrations: await distinct('administrations', query),
      principles: await distinct('content.principles', query),
    }),
  };
}

/** The record without what only the database needs. */
export function toEntry<C>(document: RecordDocument<C>): Entry<C> {
  const { code, version, status, withdrawn, shared, administrations, platform, createdBy } = document;
  const { createdAt, updatedAt, span, content, history = [] } = document;
  return {
    ...{ code, version, status, withdrawn, shared, administrations, platform, createdBy },
    ...{ createdAt, updatedAt, span, content, history },
  };
}
