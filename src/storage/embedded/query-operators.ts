import { BSONRegExp } from 'bson';
import { Context } from 'mingo/core';
import { Query } from 'mingo/query';
import { compare, equal } from './compare';
import { badValue, notSupported } from './errors';
import { type FIELD_OPERATORS, hasOperators, MATCHES, prepareConditions, prepareFilter } from './filter';
import { partsOf, visitPath } from './paths';
import { TYPE_TESTS } from './types';
import { type Doc, isDoc, isNumeric, RANK, rankOf, toNumber } from './values';

export type Matcher = (doc: Doc) => boolean;
type Test = (value: unknown, whole: boolean) => boolean;
/** mingo compiles a filter by calling these with a path, an operand and its own options. */
type Operator = (path: string, operand: unknown, options: object) => Matcher;

const some =
  (path: string, test: Test): Matcher =>
  (doc) =>
    visitPath(doc, partsOf(path), test);
const none =
  (path: string, test: Test): Matcher =>
  (doc) =>
    !visitPath(doc, partsOf(path), test);

/** Equality as a query means it: null also means a field that isn't there, a regular expression means a match. */
const equalTo = (operand: unknown): Test =>
  operand instanceof BSONRegExp ? matching(operand) : (value) => equal(value, operand);

/** Comparison within the operand's type, so that 5 is neither above nor below "a". */
function ordered(accept: (order: number) => boolean): (operand: unknown) => Test {
  return (operand) => {
    if (operand instanceof BSONRegExp) throw badValue("Can't have RegEx as arg to predicate over field");
    const rank = rankOf(operand);
    const isExtreme = rank === RANK.minKey || rank === RANK.maxKey;
    const isNotANumber = isNumeric(operand) && Number.isNaN(toNumber(operand));
    return (value) => {
      if (!isExtreme && rankOf(value) !== rank) return false;
      if (isNumeric(value) && isNotANumber !== Number.isNaN(toNumber(value))) return false;
      return accept(compare(value, operand));
    };
  };
}

/**
 * JavaScript's form of a regular expression. What PCRE has beyond it is refused rather than read otherwise, which the
 * strict syntax of the flag u makes sure of; it only minds an escape that isn't needed, as of a hyphen.
 */
export function toRegExp(source: BSONRegExp): RegExp {
  const unsupported = [...source.options].find((flag) => !'imsu'.includes(flag));
  if (unsupported) throw notSupported(`the regular expression option '${unsupported}'`);
  const pattern = source.pattern.replace(/\\([\s\S])/gu, (sequence, character: string) => {
    if (/[A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(character)) return sequence;
    return character === '-' ? '\\x2d' : character;
  });
  try {
    return new RegExp(pattern, [...new Set(`${source.options}u`)].join(''));
  } catch {
    throw notSupported(`the regular expression /${source.pattern}/`);
  }
}

function matching(operand: unknown): Test {
  if (!(operand instanceof BSONRegExp)) throw badValue('$regex has to be a string');
  const regex = toRegExp(operand);
  return (value) =>
    (typeof value === 'string' && regex.test(value)) ||
    (value instanceof BSONRegExp && equal(value, operand));
}

function anyOf(operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue('$in needs an array');
  if (operand.some(hasOperators)) throw badValue('cannot nest $ under $in');
  const tests = operand.map(equalTo);
  return (value, whole) => tests.some((test) => test(value, whole));
}

/** Each of the values is met somewhere on the path, or by an element for {$elemMatch}. */
function all(path: string, operand: unknown, options: object): Matcher {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  const parts = operand.map((one) =>
    isDoc(one) && '$elemMatch' in one ? elemMatch(path, one.$elemMatch, options) : some(path, equalTo(one)),
  );
  return (doc) => parts.length > 0 && parts.every((part) => part(doc));
}

/** Tests one element of an array: by operators on the element itself, or as a document. */
export function elementTest(operand: unknown, options: object): (element: unknown) => boolean {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object');
  const first = Object.keys(operand)[0] ?? '';
  if (first.startsWith('$') && !['$and', '$or', '$nor'].includes(first)) {
    const query = new Query({ value: prepareConditions(operand) }, options);
    // An array inside the array is one value here, so it is wrapped to be met as an element and not element by element.
    return (element) => query.test({ value: Array.isArray(element) ? [element] : element });
  }
  const query = new Query(prepareFilter(operand), options);
  return (element) =>
    Array.isArray(element) ? query.test({ ...element }) : isDoc(element) && query.test(element);
}

function elemMatch(path: string, operand: unknown, options: object): Matcher {
  const test = elementTest(operand, options);
  return arrays(path, (array) => array.some(test));
}

/** Tests the arrays themselves that the path leads to, not what is in them. */
function arrays(path: string, test: (array: unknown[]) => boolean): Matcher {
  const positional = /\.\d+$/.test(path);
  return some(path, (value, whole) => Array.isArray(value) && (whole || positional) && test(value));
}

function ofType(operand: unknown): Test {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((name) => {
    const test = TYPE_TESTS.get(typeof name === 'string' ? name : (toNumber(name) ?? ''));
    if (!test) throw badValue(`Unknown type name alias: ${String(name)}`);
    return test;
  });
  return (value) => value !== undefined && tests.some((test) => test(value));
}

function modulo(operand: unknown): Test {
  const [divisor, remainder] = Array.isArray(operand) && operand.length === 2 ? operand.map(toNumber) : [];
  if (divisor === undefined || remainder === undefined)
    throw badValue('malformed mod, needs to be an array of two numbers');
  if (Math.trunc(divisor) === 0) throw badValue('divisor cannot be 0');
  return (value) => {
    const number = toNumber(value);
    return number !== undefined && Math.trunc(number) % Math.trunc(divisor) === Math.trunc(remainder);
  };
}

function size(path: string, operand: unknown): Matcher {
  const length = toNumber(operand);
  if (length === undefined || !Number.isInteger(length) || length < 0)
    throw badValue(`Failed to parse $size. Expected a non-negative integer in: $size: ${String(operand)}`);
  return arrays(path, (array) => array.length === length);
}

function exists(path: string, operand: unknown): Matcher {
  const wanted = operand !== null && operand !== false && toNumber(operand) !== 0;
  return (doc) => visitPath(doc, partsOf(path), (value) => value !== undefined) === wanted;
}

function negate(path: string, operand: unknown, options: object): Matcher {
  if (!(operand instanceof BSONRegExp) && !hasOperators(operand))
    throw badValue('$not needs a regex or a document');
  const query = new Query({ [path]: prepareConditions(operand) }, options);
  return (doc) => !query.test(doc);
}

const onValues =
  (test: (operand: unknown) => Test): Operator =>
  (path, operand) =>
    some(path, test(operand));

type FieldOperator = Exclude<(typeof FIELD_OPERATORS)[number], '$regex'> | typeof MATCHES;

const FIELDS: Readonly<Record<FieldOperator, Operator>> = {
  $eq: onValues(equalTo),
  $ne: (path, operand) => none(path, equalTo(operand)),
  $gt: onValues(ordered((order) => order > 0)),
  $gte: onValues(ordered((order) => order >= 0)),
  $lt: onValues(ordered((order) => order < 0)),
  $lte: onValues(ordered((order) => order <= 0)),
  $in: onValues(anyOf),
  $nin: (path, operand) => none(path, anyOf(operand)),
  $exists: exists,
  $type: onValues(ofType),
  [MATCHES]: onValues(matching),
  $mod: onValues(modulo),
  $size: size,
  $all: all,
  $elemMatch: elemMatch,
  $not: negate,
};

const combining =
  (decide: (queries: Query[], doc: Doc) => boolean): Operator =>
  (_, parts, options) => {
    const queries = (parts as Doc[]).map((part) => new Query(part, options));
    return (doc) => decide(queries, doc);
  };

const LOGICAL: Readonly<Record<string, Operator>> = {
  $and: combining((queries, doc) => queries.every((query) => query.test(doc))),
  $or: combining((queries, doc) => queries.some((query) => query.test(doc))),
  $nor: combining((queries, doc) => !queries.some((query) => query.test(doc))),
};

/** mingo with no operator but those of the published list, each in MongoDB's meaning. */
export const QUERY_OPTIONS = { context: Context.init({ query: { ...FIELDS, ...LOGICAL } as never }) };
