import { Decimal128, Double, deserialize, Int32, Long, serialize } from 'bson';

/** A decoded document. Int32 is a number; see `decode` for the other numeric types. */
export type Doc = Record<string, unknown>;

const INT32_MAX = 2 ** 31 - 1;
const DECODE = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;

/**
 * Decodes BSON so that encoding it again gives the same types: Int32 and most doubles become numbers, while Long,
 * Decimal128 and doubles that would come back as Int32 keep their classes.
 */
export function decode(bytes: Uint8Array): Doc {
  return unwrap(deserialize(bytes, DECODE), 0) as Doc;
}

export function encode(doc: Doc): Uint8Array {
  return serialize(doc, { ignoreUndefined: true });
}

/** MongoDB's limit of nesting; without one a hostile document would exhaust the stack. */
const MAX_DEPTH = 200;

/** Plain numbers in place of Int32, and of Double where nothing is lost by it; changes the value in place. */
function unwrap(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > MAX_DEPTH) throw new Error(`BSON nested more than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = unwrap(value[i], depth + 1);
    return value;
  }
  if (value instanceof Int32) return value.value;
  if (value instanceof Double) return looksLikeInt32(value.value) ? value : value.value;
  if ('_bsontype' in value) return value;
  const doc = value as Doc;
  for (const key of Object.keys(doc)) {
    const field = doc[key];
    if (typeof field === 'object' && field !== null) doc[key] = unwrap(field, depth + 1);
  }
  return doc;
}

const looksLikeInt32 = (n: number) =>
  Number.isInteger(n) && Math.abs(n) <= INT32_MAX + 1 && !Object.is(n, -0);

/** A double that stays one when it is encoded. */
export const double = (n: number): number | Double => (looksLikeInt32(n) ? new Double(n) : n);

export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !('_bsontype' in value) && !(value instanceof Date);
}

export const isNumeric = (v: unknown): v is number | Double | Long | Decimal128 =>
  typeof v === 'number' || v instanceof Double || v instanceof Long || v instanceof Decimal128;

/** The JavaScript number of an option such as limit or batchSize; undefined when it isn't a number. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  return value instanceof Decimal128 ? Number(value.toString()) : undefined;
}

/** MongoDB's order of the types; the steps between them are as in its canonicalizeBSONType. */
export const RANK = {
  minKey: 1,
  undefined: 2,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  dbRef: 55,
  code: 60,
  maxKey: 127,
} as const;

const CLASS_RANKS: Readonly<Record<string, number>> = {
  MinKey: RANK.minKey,
  MaxKey: RANK.maxKey,
  Double: RANK.number,
  Int32: RANK.number,
  Long: RANK.number,
  Decimal128: RANK.number,
  BSONSymbol: RANK.string,
  Binary: RANK.binary,
  ObjectId: RANK.objectId,
  Timestamp: RANK.timestamp,
  BSONRegExp: RANK.regex,
  Code: RANK.code,
  DBRef: RANK.object,
};

export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return RANK.string;
    case 'number':
      return RANK.number;
    case 'boolean':
      return RANK.boolean;
    case 'undefined':
      return RANK.null;
  }
  if (value === null) return RANK.null;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Date) return RANK.date;
  const type = (value as { _bsontype?: string })._bsontype;
  return type === undefined ? RANK.object : (CLASS_RANKS[type] ?? RANK.code);
}
