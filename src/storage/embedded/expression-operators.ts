import { type Decimal128, type Double, Long, ObjectId, Timestamp } from 'bson';
import { calculate, type Numeric, type Operation, toDouble } from './arithmetic';
import { compare, equal } from './compare';
import { CommandError, notSupported } from './errors';
import { typeName } from './types';
import { type Doc, double, isDoc, isNumeric, toNumber } from './values';

/** An operator that wants its operands evaluated, and no more than their values. */
export interface Operator {
  readonly least: number;
  readonly most: number;
  run(operands: readonly unknown[]): unknown;
}

const isNull = (value: unknown): value is null | undefined => value === null || value === undefined;
export const isTrue = (value: unknown): boolean =>
  !isNull(value) && value !== false && !(isNumeric(value) && toDouble(value) === 0);

const fail = (code: number, message: string) => new CommandError(code, message);
const of = (least: number, most: number, run: Operator['run']): Operator => ({ least, most, run });
/** One operand; null and missing give null. */
const unary = (run: (value: unknown) => unknown): Operator =>
  of(1, 1, ([value]) => (isNull(value) ? null : run(value)));

/** A missing field is less than null in an expression, while a query holds them equal. */
function order(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compare(a, b);
}
const comparing = (decide: (order: number) => unknown) => of(2, 2, ([a, b]) => decide(order(a, b)));

function numeric(name: string, value: unknown, code: number): Numeric {
  if (isNumeric(value)) return value;
  throw fail(code, `${name} only supports numeric types, not ${typeName(value)}`);
}

/** MongoDB takes the operands in their order: null ends it, and a wrong one before that is an error. */
function folded<T>(operands: readonly unknown[], start: T, next: (so: T, operand: unknown) => T): T | null {
  let all = start;
  for (const operand of operands) {
    if (isNull(operand)) return null;
    all = next(all, operand);
  }
  return all;
}

const roundAwayFromZero = (n: number) => Math.sign(n) * Math.round(Math.abs(n));
const later = (at: Date, by: Numeric) => new Date(at.getTime() + roundAwayFromZero(toDouble(by)));

/** Numbers, and at most one date, to which milliseconds are added. */
function sum(operands: readonly unknown[]): unknown {
  let at: Date | undefined;
  const total = folded<Numeric>(operands, 0, (all, one) => {
    if (!(one instanceof Date)) return calculate('add', all, numeric('$add', one, 14));
    if (at) throw fail(16612, 'only one date allowed in an $add expression');
    at = one;
    return all;
  });
  return at && total !== null ? later(at, total) : total;
}

function subtract([a, b]: readonly unknown[]): unknown {
  if (isNull(a) || isNull(b)) return null;
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  if (a instanceof Date) return later(a, calculate('subtract', 0, numeric('$subtract', b, 14)));
  return calculate('subtract', numeric('$subtract', a, 14), numeric('$subtract', b, 14));
}

function binary(name: string, operation: Operation | 'divide', zero: number | undefined): Operator {
  return of(2, 2, ([a, b]) => {
    if (isNull(a) || isNull(b)) return null;
    const [x, y] = [numeric(name, a, 14), numeric(name, b, 14)];
    if (zero !== undefined && toDouble(y) === 0) throw fail(zero, `can't ${name} by zero`);
    if (operation !== 'divide') return calculate(operation, x, y);
    calculate('add', x, y);
    return double(toDouble(x) / toDouble(y));
  });
}

/** An int or a long stays what it is; a double is rounded to a double. */
const rounding = (name: string, round: (n: number) => number, whole: (n: Numeric) => Numeric = (n) => n) =>
  unary((value) => {
    const number = numeric(name, value, 28765);
    const isWhole = number instanceof Long || (typeof number === 'number' && Number.isInteger(number));
    return isWhole
      ? whole(number)
      : double(round(toDouble(calculate('add', number as Double | Decimal128, 0))));
  });

const absolute = (n: Numeric) => (toDouble(n) < 0 ? calculate('subtract', 0, n) : n);

function array(name: string, value: unknown, code: number): unknown[] {
  if (Array.isArray(value)) return value;
  throw fail(code, `the argument to ${name} must be an array, but was of type ${typeName(value)}`);
}

function text(name: string, value: unknown, code: number): string {
  if (typeof value === 'string') return value;
  throw fail(code, `${name} requires a string, not ${typeName(value)}`);
}

function whole(name: string, value: unknown, code: number): number {
  const number = toNumber(value);
  if (number === undefined || !Number.isInteger(number))
    throw fail(code, `${name} requires a whole number, not ${typeName(value)}`);
  return number;
}

function elementAt([list, index]: readonly unknown[]): unknown {
  if (isNull(list) || isNull(index)) return null;
  return array('$arrayElemAt', list, 28689).at(whole('$arrayElemAt', index, 28691));
}

function slice([list, first, second]: readonly unknown[], hasThree: boolean): unknown {
  if (isNull(list) || isNull(first) || (hasThree && isNull(second))) return null;
  const elements = array('$slice', list, 28724);
  const at = whole('$slice', first, 28725);
  if (!hasThree) return at < 0 ? elements.slice(at) : elements.slice(0, at);
  const count = whole('$slice', second, 28727);
  if (count <= 0) throw fail(28729, 'Third argument to $slice must be positive');
  const start = at < 0 ? Math.max(0, elements.length + at) : at;
  return elements.slice(start, start + count);
}

function split([value, delimiter]: readonly unknown[]): unknown {
  if (isNull(value) || isNull(delimiter)) return null;
  const separator = text('$split', delimiter, 40086);
  if (separator === '') throw fail(40087, '$split requires a non-empty separator');
  return text('$split', value, 40085).split(separator);
}

/** MongoDB makes text of numbers and dates here; this store takes text and null. */
function convertible(name: string, value: unknown): string {
  if (isNull(value)) return '';
  if (typeof value !== 'string') throw notSupported(`${name} of a value of type ${typeName(value)}`);
  return value;
}

function substring([value, start, length]: readonly unknown[]): unknown {
  const from = whole('$substrCP', start, 34450);
  const count = whole('$substrCP', length, 34452);
  if (from < 0 || count < 0)
    throw fail(from < 0 ? 34455 : 34454, '$substrCP: the start and the length must not be negative');
  return [...convertible('$substrCP', value)].slice(from, from + count).join('');
}

function merge(operands: readonly unknown[]): Doc {
  const parts = operands.filter((one) => !isNull(one));
  if (!parts.every(isDoc)) throw fail(40400, '$mergeObjects requires object inputs');
  return Object.assign({}, ...parts);
}

function date(value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  throw fail(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

const DAY_MS = 86_400_000;

/** The ISO week is that of its Thursday. */
function isoWeek(at: Date): number {
  const thursday = new Date(at.getTime() + (4 - (at.getUTCDay() || 7)) * DAY_MS);
  return Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY_MS / 7) + 1;
}

const datePart = (part: (at: Date) => number) => unary((value) => part(date(value)));

/** MongoDB changes the letters A to Z only. */
const lower = (value: string) => value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
const upper = (value: string) => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

export const OPERATORS: Readonly<Record<string, Operator>> = {
  $add: of(0, 99, sum),
  $subtract: of(2, 2, subtract),
  $multiply: of(0, 99, (all) =>
    folded<Numeric>(all, 1, (product, one) => calculate('multiply', product, numeric('$multiply', one, 14))),
  ),
  $divide: binary('$divide', 'divide', 2),
  $mod: binary('$mod', 'remainder', 16610),
  $abs: rounding('$abs', Math.abs, absolute),
  $ceil: rounding('$ceil', Math.ceil),
  $floor: rounding('$floor', Math.floor),
  $eq: comparing((n) => n === 0),
  $ne: comparing((n) => n !== 0),
  $gt: comparing((n) => n > 0),
  $gte: comparing((n) => n >= 0),
  $lt: comparing((n) => n < 0),
  $lte: comparing((n) => n <= 0),
  $cmp: comparing(Math.sign),
  $not: of(1, 1, ([value]) => !isTrue(value)),
  $in: of(2, 2, ([value, list]) => array('$in', list, 40081).some((one) => equal(one, value))),
  $isArray: of(1, 1, ([value]) => Array.isArray(value)),
  $size: of(1, 1, ([list]) => array('$size', list, 17124).length),
  $first: unary((list) => array('$first', list, 28689)[0]),
  $last: unary((list) => array('$last', list, 28689).at(-1)),
  $reverseArray: unary((list) => array('$reverseArray', list, 34435).toReversed()),
  $arrayElemAt: of(2, 2, elementAt),
  $concatArrays: of(0, 99, (all) =>
    folded<unknown[]>(all, [], (joined, one) => [...joined, ...array('$concatArrays', one, 28664)]),
  ),
  $slice: of(2, 3, (all) => slice(all, all.length === 3)),
  $concat: of(0, 99, (all) => folded(all, '', (joined, one) => joined + text('$concat', one, 16702))),
  $split: of(2, 2, split),
  $strLenCP: of(1, 1, ([value]) => [...text('$strLenCP', value, 34471)].length),
  $substrCP: of(3, 3, substring),
  $toLower: of(1, 1, ([value]) => lower(convertible('$toLower', value))),
  $toUpper: of(1, 1, ([value]) => upper(convertible('$toUpper', value))),
  $mergeObjects: of(0, 99, merge),
  $year: datePart((at) => at.getUTCFullYear()),
  $month: datePart((at) => at.getUTCMonth() + 1),
  $dayOfMonth: datePart((at) => at.getUTCDate()),
  $dayOfWeek: datePart((at) => at.getUTCDay() + 1),
  $isoWeek: datePart(isoWeek),
  $hour: datePart((at) => at.getUTCHours()),
  $minute: datePart((at) => at.getUTCMinutes()),
  $second: datePart((at) => at.getUTCSeconds()),
};
