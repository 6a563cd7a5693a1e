import { badValue } from './errors';
import { encodeOrder, NOTHING } from './keys';
import { partsOf, visitPath } from './paths';
import { type Doc, isDoc, toNumber } from './values';

export type Sort = readonly (readonly [field: string, direction: 1 | -1])[];

/** Sorts by MongoDB's order of types and values; those that are equal keep their order. */
export function sortBy<T>(items: Iterable<T>, sort: Sort, docOf: (item: T) => Doc): T[] {
  const descending = sort.map(([, direction]) => direction === -1);
  return Array.from(items, (item) => ({ item, key: encodeOrder(sortValues(docOf(item), sort), descending) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ item }) => item);
}

/** Of an array the least element counts when ascending and the greatest when descending. */
function sortValues(doc: Doc, sort: Sort): unknown[] {
  return sort.map(([field, direction]) => {
    const values: unknown[] = [];
    visitPath(doc, partsOf(field), (value, whole) => {
      if (!whole) values.push(value);
      else if ((value as unknown[]).length === 0) values.push(NOTHING);
      return false;
    });
    if (values.length < 2) return values[0];
    const keyed = values.map((value) => ({ value, key: encodeOrder([value], [false]) }));
    const best = keyed.reduce((a, b) => (Buffer.compare(b.key, a.key) * direction < 0 ? b : a));
    return best.value;
  });
}

/** @throws CommandError 2 for anything but 1 and -1 */
export function parseSort(spec: unknown): Sort {
  if (spec === undefined || spec === null) return [];
  if (!isDoc(spec)) throw badValue('sort must be an object');
  return Object.entries(spec).map(([field, direction]) => {
    const number = toNumber(direction);
    if (number !== 1 && number !== -1)
      throw badValue(`Illegal value in sort for ${field}: only 1 and -1 are supported`);
    return [field, number] as const;
  });
}
