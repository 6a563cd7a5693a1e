import type { CommonContent, Draft, Entry } from './entry';
import { toEntry } from './finder';
import type { RecordDocument, RecordModel } from './models';
import { type Audience, toFilter } from './query';
import { searchTerms } from './terms';

/** A longer title is compared by its first words. */
const MOST_TERMS = 8;
/** Looked at, newest first; those with another day or partner are left out of these. */
const MOST_FOUND = 20;
const MOST_SHOWN = 3;

/** How alike two titles are: the share of their words that they have in common. */
export function likeness(one: string, other: string): number {
  const a = new Set(searchTerms([one]));
  const b = new Set(searchTerms([other]));
  const common = [...a].filter((term) => b.has(term)).length;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

type DayOf<C> = (content: C) => { readonly from?: string };

/**
 * The same title, or nearly the same and a partner in common. What is held again, on another day or with others, is not the
 * same although it is called the same.
 */
function isAlike<C extends CommonContent>(content: C, other: C, period: DayOf<C>): boolean {
  const [day, otherDay] = [period(content).from, period(other).from];
  if (day !== undefined && otherDay !== undefined && day !== otherDay) return false;
  const together = content.partners.some((name) => other.partners.includes(name));
  if (!together && content.partners.length > 0 && other.partners.length > 0) return false;
  const alike = likeness(content.title, other.title);
  return alike >= 0.75 || (alike >= 0.5 && together);
}

/**
 * Keys of a title: its words in one order, and those without one of them when they are several. Titles that differ by one word,
 * more or less or another, have a key in common, so that one look into an index finds them.
 */
export function titleKeys(title: string): string[] {
  const terms = searchTerms([title]).slice(0, MOST_TERMS).sort();
  if (terms.length === 0) return [];
  const but = terms.length < 3 ? [] : terms.map((left) => terms.filter((term) => term !== left));
  return [terms, ...but].map((some) => some.join(' '));
}

/** Finds records that may be the same as a new one. */
export async function findSimilar<C extends CommonContent>(
  model: RecordModel,
  draft: Draft<C>,
  audience: Audience,
  origin: string,
  period: DayOf<C>,
): Promise<Entry<C>[]> {
  const keys = titleKeys(draft.content.title);
  if (keys.length === 0) return [];
  const found = await model
    .find({ alike: { $in: keys }, ...toFilter({ audience }), origin: { $ne: origin } }, { history: 0 })
    .sort({ createdAt: -1, code: -1 })
    .limit(MOST_FOUND)
    .lean<RecordDocument<C>[]>()
    .exec();
  return found
    .map((document) => toEntry<C>(document))
    .filter(({ content }) => isAlike(draft.content, content, period))
    .slice(0, MOST_SHOWN);
}
