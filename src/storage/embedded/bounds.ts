import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { equal } from './compare';
import type { Range } from './engine';
import { type Conditions, type Filter, hasOperators, MATCHES } from './filter';
import { encodeOrder } from './keys';
import { isNumeric, rankOf, toNumber } from './values';

interface Limit {
  readonly value: unknown;
  readonly inclusive: boolean;
}

/** What a filter says of one field that an index can use. */
export interface FieldBounds {
  /** The field equals one of these. */
  readonly points?: readonly unknown[];
  readonly low?: Limit;
  readonly high?: Limit;
  /** The field begins so, or is this very regular expression. */
  readonly prefix?: string;
  readonly regex?: BSONRegExp;
  /** The bounds say all that the filter says of the field: what lies within them needs no further test. */
  readonly exact: boolean;
}

export interface FilterBounds {
  readonly fields: ReadonlyMap<string, FieldBounds>;
  /** Nothing of the filter is left out of the bounds. */
  readonly exact: boolean;
}

/** Bounds of each field of the filter, also from within its $and. */
export function filterBounds(filter: Filter): FilterBounds {
  const fields = new Map<string, FieldBounds>();
  let exact = true;
  const add = (field: string, found: FieldBounds | undefined) => {
    // Two conditions on one field may be met by two elements of an array: one narrows the search, both are tested.
    if (!found?.exact || fields.has(field)) exact = false;
    if (found && !fields.has(field)) fields.set(field, found);
  };
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and') {
      for (const part of value as Filter[]) {
        const inner = filterBounds(part);
        for (const [field, found] of inner.fields) add(field, found);
        exact &&= inner.exact;
      }
    } else if (name.startsWith('$')) exact = false;
    else add(name, boundsOf(value as Conditions));
  }
  return { fields, exact };
}

function boundsOf(conditions: Conditions): FieldBounds | undefined {
  const names = Object.keys(conditions);
  if ('$eq' in conditions || '$in' in conditions) {
    const points = '$eq' in conditions ? [conditions.$eq] : (conditions.$in as unknown[]);
    if (!Array.isArray(points) || !points.every(isPoint)) return undefined;
    return { points: distinct(points), exact: names.length === 1 && !points.includes(null) };
  }
  if (conditions[MATCHES] instanceof BSONRegExp) return prefixOf(conditions[MATCHES]);
  const low = limitOf(conditions, '$gt', '$gte');
  const high = limitOf(conditions, '$lt', '$lte');
  if (!low && !high) return undefined;
  const sameType = !low || !high || rankOf(low.value) === rankOf(high.value);
  // NaN lies below all numbers in an index, and is below none of them to a query.
  const withoutNaN = low !== undefined || !isNumeric(high?.value);
  return {
    low,
    high: sameType ? high : undefined,
    exact: names.length === [low, high].filter(Boolean).length && sameType && withoutNaN,
  };
}

/** Arrays are equal as wholes or by an element, and regular expressions match: neither is one key of an index. */
const isPoint = (value: unknown) =>
  value !== undefined && !Array.isArray(value) && !(value instanceof BSONRegExp) && !hasOperators(value);

const distinct = (values: readonly unknown[]) =>
  values.length === 1
    ? values
    : values.filter((value, i) => !values.slice(0, i).some((other) => equal(other, value)));

function limitOf(conditions: Conditions, exclusive: string, inclusive: string): Limit | undefined {
  const name = exclusive in conditions ? exclusive : inclusive;
  const value = conditions[name];
  if (!isPoint(value) || value === null || value instanceof MinKey || value instanceof MaxKey)
    return undefined;
  if (isNumeric(value) && Number.isNaN(toNumber(value))) return undefined;
  return { value, inclusive: name === inclusive };
}

/** The text that all matches of /^abc…/ begin with; a last letter that a quantifier follows is not part of it. */
function prefixOf(regex: BSONRegExp): FieldBounds | undefined {
  if (regex.options !== '' || regex.pattern.includes('|')) return undefined;
  const [, prefix] = /^\^([\p{L}\p{N} _-]+)(?![?*{+])/u.exec(regex.pattern) ?? [];
  return prefix ? { prefix, regex, exact: false } : undefined;
}

/**
 * The ranges of bytes in which a field's part of the key lies. `isArray`: of two limits only one may be used, since
 * two elements of an array may each satisfy one.
 */
export function byteRanges(bounds: FieldBounds, descending: boolean, isArray: boolean): Range[] {
  const bytesOf = (value: unknown) => encodeOrder([value], [descending]);
  const within = (bytes: Buffer): Range => ({ low: bytes, high: after(bytes) });
  if (bounds.points) return bounds.points.map((point) => within(bytesOf(point)));
  // Without the two bytes that end a text.
  if (bounds.prefix !== undefined)
    return [within(bytesOf(bounds.prefix).subarray(0, -2)), within(bytesOf(bounds.regex))];
  const { low } = bounds;
  const high = isArray && low ? undefined : bounds.high;
  const start = (limit: Limit | undefined, whole: Buffer) =>
    limit ? (limit.inclusive ? bytesOf(limit.value) : after(bytesOf(limit.value))) : whole;
  const end = (limit: Limit | undefined, whole: Buffer) =>
    limit ? (limit.inclusive ? after(bytesOf(limit.value)) : bytesOf(limit.value)) : after(whole);
  const type = bytesOf((low ?? high)?.value).subarray(0, 1);
  const [first, last] = descending ? [high, low] : [low, high];
  return [{ low: start(first, type), high: end(last, type) }];
}

/** The least bytes above all that begin with these. */
export function after(bytes: Uint8Array): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 255) end--;
  if (end === 0) return Buffer.alloc(bytes.length + 1, 255);
  const next = Buffer.from(bytes.subarray(0, end));
  next[end - 1] = (next[end - 1] ?? 0) + 1;
  return next;
}
