import { createHash } from 'node:crypto';
import type { Binary, BSONRegExp, Code, Decimal128, Double, Long, ObjectId, Timestamp } from 'bson';
import { fieldsOf } from './compare';
import { approximate, beyondDouble } from './numbers';
import { isNumeric, RANK, rankOf } from './values';

/** lmdb's keys end at 1,978 bytes: a longer one keeps its beginning and a hash, which serves equality but not order. */
const MAX_VALUE_BYTES = 1800;
const PREFIX_BYTES = 1700;

/** What an index and a sort see in an empty array: less than null. */
export const NOTHING = Symbol('nothing');

let buffer = Buffer.allocUnsafe(4096);
let length = 0;

/** Bytes whose order is that of the values; equal values, whatever their numeric type, give equal bytes. */
export function encodeKey(values: readonly unknown[], descending: readonly boolean[]): Buffer {
  const bytes = encodeOrder(values, descending);
  if (bytes.length <= MAX_VALUE_BYTES) return bytes;
  return Buffer.concat([bytes.subarray(0, PREFIX_BYTES), createHash('sha256').update(bytes).digest()]);
}

/** The same without a limit, for sorting in memory. */
export function encodeOrder(values: readonly unknown[], descending: readonly boolean[]): Buffer {
  length = 0;
  for (let i = 0; i < values.length; i++) {
    const start = length;
    writeValue(values[i]);
    if (descending[i]) for (let at = start; at < length; at++) buffer[at] = ~(buffer[at] ?? 0);
  }
  return Buffer.from(buffer.subarray(0, length));
}

export const isTruncated = (key: Uint8Array) => key.length === PREFIX_BYTES + 32;
export const MAX_KEY_PREFIX = PREFIX_BYTES;

function reserve(bytes: number): void {
  if (length + bytes <= buffer.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + bytes));
  buffer.copy(larger, 0, 0, length);
  buffer = larger;
}

function byte(value: number): void {
  reserve(1);
  buffer[length++] = value;
}

function raw(bytes: Uint8Array): void {
  reserve(bytes.length);
  buffer.set(bytes, length);
  length += bytes.length;
}

/** Ends with two zero bytes and writes a zero inside as 0 255, so that no text is the beginning of another. */
function text(value: string): void {
  reserve(value.length * 3 + 2);
  const start = length;
  length += buffer.write(value, length, 'utf8');
  if (value.includes('\0')) {
    const bytes = Buffer.from(buffer.subarray(start, length));
    length = start;
    for (const one of bytes) {
      byte(one);
      if (one === 0) byte(255);
    }
  }
  byte(0);
  byte(0);
}

function uint(value: number, bytes: 2 | 4): void {
  reserve(bytes);
  length = buffer.writeUIntBE(value, length, bytes);
}

function float(value: number): void {
  reserve(8);
  buffer.writeDoubleBE(Number.isNaN(value) || value === 0 ? 0 : value, length);
  // The sign bit is set for positive numbers and all bits of negative ones are turned, so that bytes sort as numbers.
  if (Number.isNaN(value)) buffer.fill(0, length, length + 8);
  else if (value < 0) for (let i = length; i < length + 8; i++) buffer[i] = ~(buffer[i] ?? 0);
  else buffer[length] = (buffer[length] ?? 0) | 0x80;
  length += 8;
}

function number(value: number | Double | Long | Decimal128): void {
  const more = typeof value === 'number' ? undefined : beyondDouble(value);
  const nearest = approximate(value);
  float(more ? Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, nearest)) : nearest);
  byte(more ? 2 + more.order : 2);
  if (!more) return;
  const start = length;
  uint(more.exponent + 0x8000, 2);
  text(more.digits);
  if (value.toString().startsWith('-')) for (let i = start; i < length; i++) buffer[i] = ~(buffer[i] ?? 0);
}

function writeValue(value: unknown): void {
  const rank = value === NOTHING ? RANK.undefined : rankOf(value);
  byte(rank);
  writeBody(rank, value);
}

function writeBody(rank: number, value: unknown): void {
  if (typeof value === 'string') text(value);
  else if (isNumeric(value)) number(value);
  else if (typeof value === 'boolean') byte(value ? 1 : 0);
  else if (value instanceof Date) date(value);
  else if (rank === RANK.objectId) raw((value as ObjectId).id);
  else if (rank === RANK.array) array(value as unknown[]);
  else if (rank === RANK.object) object(value);
  else writeRareBody(rank, value);
}

function writeRareBody(rank: number, value: unknown): void {
  if (rank === RANK.binary) {
    const bytes = (value as Binary).value();
    uint(bytes.length, 4);
    byte((value as Binary).sub_type);
    raw(bytes);
  } else if (rank === RANK.string) text(String(value));
  else if (rank === RANK.timestamp) {
    uint((value as Timestamp).t, 4);
    uint((value as Timestamp).i, 4);
  } else if (rank === RANK.regex) {
    text((value as BSONRegExp).pattern);
    text((value as BSONRegExp).options);
  } else if (rank === RANK.code) {
    byte((value as Code).scope ? 1 : 0);
    text((value as Code).code);
    if ((value as Code).scope) object((value as Code).scope);
  }
}

function date(value: Date): void {
  reserve(8);
  buffer.writeBigInt64BE(BigInt(value.getTime()), length);
  buffer[length] = (buffer[length] ?? 0) ^ 0x80;
  length += 8;
}

function array(values: unknown[]): void {
  for (const value of values) writeValue(value);
  byte(0);
}

/** As MongoDB compares objects: each field by its type, then its name, then its value. */
function object(value: unknown): void {
  for (const [name, field] of fieldsOf(value)) {
    const rank = rankOf(field);
    byte(rank);
    text(name);
    writeBody(rank, field);
  }
  byte(0);
}
