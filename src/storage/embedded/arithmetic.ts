import { Decimal128, Double, Long } from 'bson';
import { CommandError, notSupported } from './errors';
import { typeName } from './types';
import { double, isNumeric } from './values';

type Numeric = number | Double | Long | Decimal128;

const isFloating = (v: Numeric) =>
  v instanceof Double ||
  (typeof v === 'number' && (!Number.isInteger(v) || Math.abs(v) > 2 ** 31 || Object.is(v, -0)));
const toDouble = (v: Numeric) =>
  v instanceof Double ? v.value : v instanceof Long ? Number(v.toBigInt()) : Number(v);
const toBig = (v: Numeric) => (v instanceof Long ? v.toBigInt() : BigInt(Number(v)));
const MAX_LONG = 2n ** 63n - 1n;

/** What $inc and $mul make of two numbers: int while it fits, then long; double when either is. */
export function calculate(operator: '$inc' | '$mul', a: Numeric, b: Numeric): number | Double | Long {
  if (a instanceof Decimal128 || b instanceof Decimal128) throw notSupported(`${operator} with a Decimal128`);
  if (isFloating(a) || isFloating(b))
    return double(operator === '$inc' ? toDouble(a) + toDouble(b) : toDouble(a) * toDouble(b));
  const result = operator === '$inc' ? toBig(a) + toBig(b) : toBig(a) * toBig(b);
  if (result > MAX_LONG || result < -MAX_LONG - 1n)
    throw new CommandError(
      2,
      `Failed to apply ${operator} operations to current value: the result is beyond a long`,
    );
  const fitsInt = result >= -(2n ** 31n) && result < 2n ** 31n;
  const isLong = a instanceof Long || b instanceof Long || !fitsInt;
  return isLong ? Long.fromBigInt(result) : Number(result);
}

export function requireNumber(operator: string, value: unknown, where: string): Numeric {
  if (isNumeric(value)) return value;
  throw new CommandError(
    14,
    `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${where}: ${typeName(value)}}`,
  );
}
