import { Decimal128, Double, Long } from 'bson';
import { RANK, rankOf } from './values';

type TypeTest = (value: unknown) => boolean;

const ranked =
  (rank: number): TypeTest =>
  (value) =>
    rankOf(value) === rank;
const isInt: TypeTest = (v) =>
  typeof v === 'number' && Number.isInteger(v) && !Object.is(v, -0) && v >= -(2 ** 31) && v < 2 ** 31;
const isDouble: TypeTest = (v) => v instanceof Double || (typeof v === 'number' && !isInt(v));

/** Number, name and test of each BSON type, as $type takes them. */
const TYPES: readonly [number, string, TypeTest][] = [
  [1, 'double', isDouble],
  [2, 'string', (v) => typeof v === 'string'],
  [3, 'object', ranked(RANK.object)],
  [4, 'array', Array.isArray],
  [5, 'binData', ranked(RANK.binary)],
  [7, 'objectId', ranked(RANK.objectId)],
  [8, 'bool', (v) => typeof v === 'boolean'],
  [9, 'date', (v) => v instanceof Date],
  [10, 'null', (v) => v === null],
  [11, 'regex', ranked(RANK.regex)],
  [13, 'javascript', (v) => rankOf(v) === RANK.code && !(v as { scope?: unknown }).scope],
  [14, 'symbol', (v) => rankOf(v) === RANK.string && typeof v !== 'string'],
  [15, 'javascriptWithScope', (v) => rankOf(v) === RANK.code && Boolean((v as { scope?: unknown }).scope)],
  [16, 'int', isInt],
  [17, 'timestamp', ranked(RANK.timestamp)],
  [18, 'long', (v) => v instanceof Long && rankOf(v) === RANK.number],
  [19, 'decimal', (v) => v instanceof Decimal128],
  [-1, 'minKey', ranked(RANK.minKey)],
  [127, 'maxKey', ranked(RANK.maxKey)],
];

export const TYPE_TESTS: ReadonlyMap<string | number, TypeTest> = new Map<string | number, TypeTest>([
  ...TYPES.flatMap(([code, name, test]): [string | number, TypeTest][] => [
    [code, test],
    [name, test],
  ]),
  ['number', ranked(RANK.number)],
]);

/** The name that MongoDB's messages and $type give a value's type. */
export function typeName(value: unknown): string {
  return value === undefined ? 'missing' : (TYPES.find(([, , test]) => test(value))?.[1] ?? 'undefined');
}
