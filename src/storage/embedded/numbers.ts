import { type Decimal128, Double, Long } from 'bson';

type Numeric = number | Double | Long | Decimal128;
/** An exact number: numerator over a positive denominator. */
type Fraction = readonly [bigint, bigint];

/** Compares numbers of any BSON type by their exact value; NaN is equal to itself and below all others. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const x = approximate(a);
  const y = approximate(b);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  if (x !== y) return x < y ? -1 : 1;
  if (isExact(a) && isExact(b)) return 0;
  if (isInfinite(a) || isInfinite(b))
    return Number(isInfinite(a)) * Math.sign(x) - Number(isInfinite(b)) * Math.sign(y);
  const [n1, d1] = fraction(a);
  const [n2, d2] = fraction(b);
  return sign(n1 * d2 - n2 * d1);
}

/** The nearest double; equal numbers have equal ones, and it never decreases as the number grows. */
export function approximate(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  return value instanceof Long ? Number(value.toBigInt()) : Number(value.toString());
}

const isExact = (v: Numeric) => typeof v === 'number' || v instanceof Double;
const isInfinite = (v: Numeric) =>
  isExact(v) ? Math.abs(approximate(v)) === Number.POSITIVE_INFINITY : v.toString().endsWith('Infinity');
const sign = (n: bigint) => (n > 0n ? 1 : n < 0n ? -1 : 0);

function fraction(value: Numeric): Fraction {
  if (value instanceof Long) return [value.toBigInt(), 1n];
  if (isExact(value)) return fractionOfDouble(approximate(value));
  const { digits, exponent } = decimalParts(value.toString());
  return exponent >= 0 ? [digits * 10n ** BigInt(exponent), 1n] : [digits, 10n ** BigInt(-exponent)];
}

function fractionOfDouble(value: number): Fraction {
  if (value === 0) return [0n, 1n];
  let mantissa = value;
  let power = 0n;
  // Doubling and halving are exact, so this ends with the very same number as an integer over a power of two.
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    power++;
  }
  return [BigInt(mantissa), 2n ** power];
}

function decimalParts(text: string): { digits: bigint; exponent: number } {
  const [mantissa = '0', exponent = '0'] = text.toUpperCase().split('E');
  const [whole = '0', fractional = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fractional), exponent: Number(exponent) - fractional.length };
}

/**
 * The decimal digits and exponent that tell numbers with the same nearest double apart, for index keys:
 * undefined when the double is the number itself.
 */
export function beyondDouble(
  value: Numeric,
): { order: -1 | 1; digits: string; exponent: number } | undefined {
  const nearest = approximate(value);
  if (isExact(value) || Number.isNaN(nearest) || isInfinite(value)) return undefined;
  const clamped = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, nearest));
  const order = compareNumbers(value, clamped);
  if (order === 0 && clamped === nearest) return undefined;
  const { digits, exponent } = decimalParts(value instanceof Long ? value.toString() : value.toString());
  const text = (digits < 0n ? -digits : digits).toString();
  return { order: order < 0 ? -1 : 1, digits: text.replace(/0+$/, ''), exponent: exponent + text.length };
}
