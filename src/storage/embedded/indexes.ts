import { CommandError } from './errors';
import type { Filter } from './filter';
import { encodeKey, isTruncated, NOTHING } from './keys';
import { partsOf, valueAt, visitPath } from './paths';
import type { Matcher } from './query-operators';
import { type Doc, isDoc } from './values';

export interface Index {
  readonly id: number;
  /** As listIndexes shows it. */
  readonly spec: Doc;
  readonly name: string;
  readonly fields: readonly string[];
  readonly descending: readonly boolean[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Filter | undefined;
  readonly covers: Matcher;
  readonly expireAfterSeconds: number | undefined;
  /** A bit for each field that an array was found in; such a field serves fewer queries. */
  arrays: number;
  /** Some key was too long and is kept by its hash: the index no longer gives an order. */
  truncated: boolean;
}

export interface IndexKey {
  readonly bytes: Buffer;
  readonly values: readonly unknown[];
}

export interface IndexKeys {
  readonly keys: readonly IndexKey[];
  readonly arrays: number;
}

const NO_KEYS: IndexKeys = { keys: [], arrays: 0 };

/** What an index holds for a document. @throws CommandError 171 when two of its fields are arrays */
export function keysOf(index: Index, doc: Doc): IndexKeys {
  if (index.partial && !index.covers(doc)) return NO_KEYS;
  const perField = index.fields.map((field) => fieldValues(doc, field));
  if (index.sparse && perField.every((field) => field.values.every((value) => value === undefined)))
    return NO_KEYS;
  const arrays = perField.reduce((bits, field, i) => (field.array === undefined ? bits : bits | (1 << i)), 0);
  if (arrays === 0)
    return {
      keys: [
        makeKey(
          index,
          perField.map((field) => field.values[0]),
        ),
      ],
      arrays,
    };
  return {
    keys: distinct(combinations(index, doc, perField).map((values) => makeKey(index, values))),
    arrays,
  };
}

function makeKey(index: Index, values: readonly unknown[]): IndexKey {
  return { bytes: encodeKey(values, index.descending), values };
}

export const hasTruncated = (keys: readonly IndexKey[]): boolean =>
  keys.some((key) => isTruncated(key.bytes));

interface FieldValues {
  readonly values: readonly unknown[];
  /** The path of the first array on the way. */
  readonly array: string | undefined;
}

function fieldValues(doc: Doc, field: string): FieldValues {
  const array = arrayOn(doc, partsOf(field));
  const values: unknown[] = [];
  visitPath(doc, partsOf(field), (value, whole) => {
    if (!whole) values.push(value);
    else if ((value as unknown[]).length === 0) values.push(NOTHING);
    return false;
  });
  return { values: values.length > 0 ? values : [undefined], array };
}

function arrayOn(doc: Doc, path: readonly string[]): string | undefined {
  let at: unknown = doc;
  for (let i = 0; i < path.length; i++) {
    if (!isDoc(at) || !Object.hasOwn(at, path[i] ?? '')) return undefined;
    at = at[path[i] ?? ''];
    if (Array.isArray(at)) return path.slice(0, i + 1).join('.');
  }
  return undefined;
}

/** The keys of a document with an array: those of each of its elements alone, so that fields of one element keep together. */
function combinations(index: Index, doc: Doc, perField: readonly FieldValues[]): unknown[][] {
  const paths = new Set(perField.flatMap((field) => field.array ?? []));
  if (paths.size > 1)
    throw new CommandError(171, `cannot index parallel arrays [${[...paths].reverse().join('] [')}]`);
  const [path = ''] = paths;
  const array = valueAt(doc, path) as unknown[];
  const positional = index.fields.some((field) => field.startsWith(`${path}.`) && /\.\d+(\.|$)/.test(field));
  if (array.length === 0 || positional) return product(perField.map((field) => field.values));
  return array.flatMap((element) => {
    const single = replaceAt(doc, partsOf(path), [element]);
    return product(index.fields.map((field) => fieldValues(single, field).values));
  });
}

function replaceAt(doc: Doc, [name = '', ...rest]: readonly string[], value: unknown): Doc {
  return { ...doc, [name]: rest.length === 0 ? value : replaceAt(doc[name] as Doc, rest, value) };
}

const product = (choices: readonly (readonly unknown[])[]): unknown[][] =>
  choices.reduce<unknown[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );

function distinct(keys: IndexKey[]): IndexKey[] {
  if (keys.length < 2) return keys;
  return [...new Map(keys.map((key) => [key.bytes.toString('latin1'), key])).values()];
}
