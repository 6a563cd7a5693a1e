import type { Binary, BSONRegExp, Code, DBRef, ObjectId, Timestamp } from 'bson';
import { compareNumbers } from './numbers';
import { type Doc, isNumeric, RANK, rankOf } from './values';

/** Compares two values by MongoDB's order of types and, within a type, of values. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const rank = rankOf(a);
  const other = rankOf(b);
  if (rank !== other) return rank - other;
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  return compareSameType(rank, a, b);
}

export const equal = (a: unknown, b: unknown): boolean => compare(a, b) === 0;

function compareSameType(rank: number, a: unknown, b: unknown): number {
  switch (rank) {
    case RANK.number:
      return isNumeric(a) && isNumeric(b) ? compareNumbers(a, b) : 0;
    case RANK.string:
      return compareStrings(String(a), String(b));
    case RANK.object:
      return compareFields(fieldsOf(a), fieldsOf(b));
    case RANK.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case RANK.binary:
      return compareBinaries(a as Binary, b as Binary);
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case RANK.boolean:
    case RANK.date:
      return Number(a) - Number(b);
    case RANK.timestamp:
      return (a as Timestamp).compare(b as Timestamp);
    case RANK.regex:
      return compareRegexes(a as BSONRegExp, b as BSONRegExp);
    case RANK.code:
      return compareCode(a as Code, b as Code);
    default:
      return 0;
  }
}

/** Strings are compared as UTF-8; JavaScript's order differs where a surrogate pair meets U+E000 to U+FFFF. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const surrogates = Number(x >= 0xd800 && x < 0xe000) - Number(y >= 0xd800 && y < 0xe000);
    return surrogates !== 0 && x >= 0xd800 && y >= 0xd800 ? surrogates : x - y;
  }
  return a.length - b.length;
}

/** The fields of an object in their order; a DBRef is an object to the server. */
export function fieldsOf(value: unknown): [string, unknown][] {
  const ref = value as DBRef;
  if (ref._bsontype !== 'DBRef') return Object.entries(value as Doc);
  const named: [string, unknown][] = [
    ['$ref', ref.collection],
    ['$id', ref.oid],
  ];
  if (ref.db) named.push(['$db', ref.db]);
  return [...named, ...Object.entries(ref.fields ?? {})];
}

/** Field by field in their order: first the type, then the name, then the value. */
function compareFields(a: [string, unknown][], b: [string, unknown][]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [name = '', value] = a[i] ?? [];
    const [otherName = '', otherValue] = b[i] ?? [];
    const order =
      rankOf(value) - rankOf(otherValue) || compareStrings(name, otherName) || compare(value, otherValue);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compare(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBinaries(a: Binary, b: Binary): number {
  const x = a.value();
  const y = b.value();
  return x.length - y.length || a.sub_type - b.sub_type || Buffer.compare(x, y);
}

const compareRegexes = (a: BSONRegExp, b: BSONRegExp) =>
  compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options);

const compareCode = (a: Code, b: Code) =>
  Number(Boolean(a.scope)) - Number(Boolean(b.scope)) ||
  compareStrings(a.code, b.code) ||
  (a.scope && b.scope ? compare(a.scope, b.scope) : 0);
