import { after, byteRanges, type FieldBounds, type FilterBounds, filterBounds } from './bounds';
import { type Collection, idPrefix } from './collection';
import { equal } from './compare';
import type { Range } from './engine';
import { badValue } from './errors';
import type { Conditions, Filter } from './filter';
import type { Index } from './indexes';
import { MAX_KEY_PREFIX } from './keys';
import type { Sort } from './sorting';
import { type Doc, isDoc } from './values';

export interface OrderedRange extends Range {
  /** Where in the key the fields begin that give the order. */
  readonly from: number;
}

/** How the documents are found. */
export interface Plan {
  /** Undefined: the whole collection is read, in the order of insertion. */
  readonly index: Index | undefined;
  readonly ranges: readonly OrderedRange[];
  readonly reverse: boolean;
  readonly sorted: boolean;
  /** The filter needs no further test. */
  readonly exact: boolean;
  /** For $or: a plan for each part. */
  readonly parts?: readonly Plan[];
  /** Bounds narrow the search; false for a collection or an index that is read from end to end. */
  readonly bounded: boolean;
  /** Equality on all fields of a unique index: the one range is the one key. */
  readonly single: boolean;
  /** No document has two keys within the ranges: keys can be counted in place of documents. */
  readonly once: boolean;
}

const MAX_RANGES = 200;

const scanAll = (filter: Filter): Plan => ({
  index: undefined,
  ranges: [],
  reverse: false,
  sorted: false,
  exact: Object.keys(filter).length === 0,
  bounded: false,
  single: false,
  once: false,
});

/** Chooses the index that narrows the search most and, among equals, gives the order asked for. */
export function makePlan(collection: Collection, filter: Filter, sort: Sort = [], hint?: unknown): Plan {
  const bounds = filterBounds(filter);
  const hinted = hint === undefined || hint === null ? undefined : findHinted(collection, hint);
  if (hinted === 'natural') return scanAll(filter);
  let best: { plan: Plan; score: number } | undefined;
  for (const index of hinted ? [hinted] : collection.indexes) {
    if (!serves(index, filter, bounds)) continue;
    const candidate = planFor(index, bounds, sort);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  if (best?.plan.bounded || hinted) return best?.plan ?? scanAll(filter);
  return planParts(collection, filter) ?? best?.plan ?? scanAll(filter);
}

function findHinted(collection: Collection, hint: unknown): Index | 'natural' {
  if (isDoc(hint) && '$natural' in hint) return 'natural';
  const index = collection.indexes.find((one) =>
    isDoc(hint) ? sameKey(one.spec.key, hint) : one.name === hint,
  );
  if (!index)
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  return index;
}

export const sameKey = (a: unknown, b: unknown) =>
  isDoc(a) && isDoc(b) && equal(a, b) && Object.keys(a).join() === Object.keys(b).join();

/** A sparse index lacks the documents without its fields, a partial one those its filter leaves out. */
function serves(index: Index, filter: Filter, bounds: FilterBounds): boolean {
  if (index.sparse && !index.fields.some((field) => excludesNull(bounds.fields.get(field)))) return false;
  return !index.partial || implies(filter, bounds, index.partial);
}

const excludesNull = (bounds: FieldBounds | undefined) =>
  bounds !== undefined && (bounds.points === undefined || !bounds.points.includes(null));

/** Whether all that match the filter surely match the partial index's; what isn't plain counts as no. */
function implies(filter: Filter, bounds: FilterBounds, partial: Filter): boolean {
  return Object.entries(partial).every(([field, wanted]) => {
    if (field === '$and') return (wanted as Filter[]).every((part) => implies(filter, bounds, part));
    if (field.startsWith('$')) return equal(filter[field], wanted) && filter[field] !== undefined;
    const found = bounds.fields.get(field);
    const conditions = wanted as Conditions;
    if (isDoc(filter[field]) && equal(filter[field], conditions)) return true;
    const [[operator, operand] = []] = Object.entries(conditions);
    if (Object.keys(conditions).length !== 1) return false;
    if (operator === '$exists') return operand === true && excludesNull(found);
    const allowed = operator === '$eq' ? [operand] : operator === '$in' ? (operand as unknown[]) : undefined;
    return Boolean(allowed && found?.points?.every((point) => allowed.some((value) => equal(value, point))));
  });
}

function planFor(
  index: Index,
  { fields, exact }: FilterBounds,
  sort: Sort,
): { plan: Plan; score: number } | undefined {
  const start = idPrefix(index.id);
  let ranges: OrderedRange[] = [{ low: start, high: after(start), from: start.length }];
  let used = 0;
  let points = 0;
  for (const [i, field] of index.fields.entries()) {
    const bounds = fields.get(field);
    if (!bounds || sharesArray(index, i)) break;
    const found = byteRanges(bounds, index.descending[i] ?? false, hasArray(index, i));
    if (found.length * ranges.length > MAX_RANGES) break;
    used++;
    const isPoint = bounds.points !== undefined;
    ranges = ranges.flatMap((outer) => found.map((inner) => within(outer, inner, isPoint)));
    if (!isPoint) break;
    points++;
  }
  const direction = index.truncated ? undefined : orderGiven(index, fields, points, sort);
  const sorted = sort.length === 0 || direction !== undefined;
  if (used === 0 && (sort.length === 0 || !sorted)) return undefined;
  const cut = ranges.some((range) => range.low.length > MAX_KEY_PREFIX);
  const wholeKey = index.unique && points === index.fields.length;
  const plan: Plan = {
    index,
    ranges: cut ? ranges.map(shorten) : ranges,
    reverse: direction === -1,
    sorted,
    exact:
      exact &&
      used === fields.size &&
      !cut &&
      !index.truncated &&
      (points === used || !hasArray(index, used - 1)),
    bounded: used > 0,
    single: wholeKey && ranges.length === 1 && !cut,
    once:
      !cut &&
      index.fields.every((field, i) => !hasArray(index, i) || (i < points && isOne(fields.get(field)))),
  };
  return {
    plan,
    score: (wholeKey ? 1000 : 0) + points * 10 + (used - points) * 5 + (sort.length > 0 && sorted ? 7 : 0),
  };
}

/** A point is the beginning of the next field's keys; the keys within a range are in the order of their own field. */
function within(outer: OrderedRange, inner: Range, isPoint: boolean): OrderedRange {
  const low = Buffer.concat([outer.low, inner.low]);
  return { low, high: Buffer.concat([outer.low, inner.high]), from: isPoint ? low.length : outer.low.length };
}

const isOne = (bounds: FieldBounds | undefined) => bounds?.points?.length === 1;

const hasArray = (index: Index, i: number) => (index.arrays & (1 << i)) !== 0;

/** Two fields of one array may be met in different elements, which no single key shows. */
function sharesArray(index: Index, i: number): boolean {
  const top = (field = '') => field.split('.', 1)[0];
  const same = (j: number) => top(index.fields[j]) === top(index.fields[i]);
  return index.fields.slice(0, i).some((_, j) => same(j) && (hasArray(index, i) || hasArray(index, j)));
}

const shorten = (range: OrderedRange): OrderedRange => ({
  ...range,
  low: range.low.subarray(0, MAX_KEY_PREFIX),
  high: range.high.length > MAX_KEY_PREFIX ? after(range.high.subarray(0, MAX_KEY_PREFIX)) : range.high,
});

/** 1 or -1: reading the index so gives the order; fields that have one value don't count in it. */
function orderGiven(
  index: Index,
  fields: ReadonlyMap<string, FieldBounds>,
  points: number,
  sort: Sort,
): 1 | -1 | undefined {
  const fixed = new Set(
    index.fields.filter(
      (field, i) => i < points && !hasArray(index, i) && fields.get(field)?.points?.length === 1,
    ),
  );
  let direction: 1 | -1 | undefined;
  let at = points;
  for (const [field, wanted] of sort) {
    if (fixed.has(field)) continue;
    if (index.fields[at] !== field || hasArray(index, at)) return undefined;
    const given = index.descending[at] ? -1 : 1;
    const needed = given === wanted ? 1 : -1;
    if (direction !== undefined && direction !== needed) return undefined;
    direction = needed;
    at++;
  }
  return direction ?? 1;
}

/** A plan for each part of $or, when every one of them has an index. */
function planParts(collection: Collection, filter: Filter): Plan | undefined {
  const { $or, ...rest } = filter as Doc;
  if (!Array.isArray($or)) return undefined;
  const parts = $or.map((part) => makePlan(collection, { $and: [part, rest] }));
  return parts.every((part) => part.bounded)
    ? { ...scanAll(filter), exact: false, parts, bounded: true }
    : undefined;
}
