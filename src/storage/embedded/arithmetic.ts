import { Decimal128, Double, Long } from 'bson';
import { CommandError, notSupported } from './errors';
import { typeName } from './types';
import { double, isNumeric } from './values';

export type Numeric = number | Double | Long | Decimal128;
export type Operation = 'add' | 'subtract' | 'multiply' | 'remainder';

const MAX_LONG = 2n ** 63n - 1n;

const isFloating = (v: Numeric) =>
  v instanceof Double ||
  (typeof v === 'number' && (!Number.isInteger(v) || Math.abs(v) > 2 ** 31 || Object.is(v, -0)));
export const toDouble = (v: Numeric): number =>
  v instanceof Double ? v.value : v instanceof Long ? Number(v.toBigInt()) : Number(v);
const toBig = (v: Numeric) => (v instanceof Long ? v.toBigInt() : BigInt(Number(v)));

/**
 * Calculates as MongoDB does: int while it fits, then long; double when either is one.
 * @throws CommandError 238 for a Decimal128, which JavaScript has no arithmetic for, 2 beyond a long
 */
export function calculate(operation: Operation, a: Numeric, b: Numeric): number | Double | Long {
  if (a instanceof Decimal128 || b instanceof Decimal128) throw notSupported('arithmetic with a Decimal128');
  if (isFloating(a) || isFloating(b)) return double(inDoubles(operation, toDouble(a), toDouble(b)));
  const result = inIntegers(operation, toBig(a), toBig(b));
  if (result > MAX_LONG || result < -MAX_LONG - 1n)
    throw new CommandError(2, 'the result of the arithmetic is beyond a long');
  const fitsInt = result >= -(2n ** 31n) && result < 2n ** 31n;
  return a instanceof Long || b instanceof Long || !fitsInt ? Long.fromBigInt(result) : Number(result);
}

function inDoubles(operation: Operation, a: number, b: number): number {
  if (operation === 'add') return a + b;
  if (operation === 'subtract') return a - b;
  return operation === 'multiply' ? a * b : a % b;
}

function inIntegers(operation: Operation, a: bigint, b: bigint): bigint {
  if (operation === 'add') return a + b;
  if (operation === 'subtract') return a - b;
  return operation === 'multiply' ? a * b : a % b;
}

export function requireNumber(operator: string, value: unknown, where: string): Numeric {
  if (isNumeric(value)) return value;
  throw new CommandError(
    14,
    `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${where}: ${typeName(value)}}`,
  );
}
