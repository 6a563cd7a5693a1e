import { badValue, failedToParse, notSupported } from './errors';
import type { Conditions, Filter } from './filter';
import { partsOf, valueAt } from './paths';
import { matcher } from './query';
import type { Positions } from './update-paths';
import { type Doc, isDoc } from './values';

/** @throws CommandError 9 for filters that aren't one each for a name */
export function parseArrayFilters(specs: unknown): Positions['filters'] {
  const filters = new Map<string, (element: unknown) => boolean>();
  if (specs === undefined || specs === null) return filters;
  if (!Array.isArray(specs)) throw failedToParse('arrayFilters must be an array');
  for (const spec of specs) {
    const names = new Set(filterNames(spec));
    const [name = ''] = names;
    if (names.size !== 1 || !/^[a-z][a-zA-Z0-9]*$/.test(name))
      throw failedToParse(
        'Error parsing array filter :: caused by :: Expected a single top-level field name that begins with a lowercase letter',
      );
    if (filters.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    const test = matcher(spec);
    filters.set(name, (element) => test({ [name]: element }));
  }
  return filters;
}

function filterNames(spec: unknown): string[] {
  if (!isDoc(spec)) throw failedToParse('each array filter must be an object');
  return Object.entries(spec).flatMap(([name, value]) =>
    name.startsWith('$') && Array.isArray(value) ? value.flatMap(filterNames) : [name.split('.', 1)[0] ?? ''],
  );
}

/** Each name in a path has its filter, and each filter is used. @throws CommandError 2 or 9 */
export function checkIdentifiers(paths: readonly string[], filters: Positions['filters']): void {
  const used = new Set<string>();
  for (const path of paths) {
    for (const [, name = ''] of path.matchAll(/\$\[(\w+)\]/g)) {
      if (!filters.has(name))
        throw badValue(`No array filter found for identifier '${name}' in path '${path}'`);
      used.add(name);
    }
  }
  for (const name of filters.keys())
    if (!used.has(name))
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
}

/** The element that the filter's one condition on the array is met by; with several MongoDB makes no promise, so they are refused. */
export function matchedPosition(doc: Doc, array: string, filter: Filter): string | undefined {
  const conditions = conditionsOn(array, filter);
  if (conditions.length > 1)
    throw notSupported(`the positional operator where several conditions name '${array}' (use $elemMatch)`);
  const value = valueAt(doc, array);
  const [condition] = conditions;
  if (!condition || !Array.isArray(value)) return undefined;
  const test = matcher(Object.fromEntries([condition]));
  const index = value.findIndex((element) => test(nest(partsOf(array), [element])));
  return index < 0 ? undefined : String(index);
}

function conditionsOn(array: string, filter: Filter): [string, Conditions][] {
  return Object.entries(filter).flatMap(([name, value]): [string, Conditions][] => {
    if (name === '$and') return (value as Filter[]).flatMap((part) => conditionsOn(array, part));
    return name === array || name.startsWith(`${array}.`) ? [[name, value as Conditions]] : [];
  });
}

const nest = (path: readonly string[], value: unknown): Doc =>
  path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Doc;
