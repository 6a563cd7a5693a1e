import { isDoc } from './values';

/** A path that leads nowhere: equal to null in a query, absent to $exists. */
export const MISSING = undefined;

export const own = (doc: object, name: string): unknown =>
  Object.hasOwn(doc, name) ? (doc as Record<string, unknown>)[name] : MISSING;

/** Called with each value a path leads to; `whole` marks an array that was also visited element by element. */
export type Visit = (value: unknown, whole: boolean) => boolean;

/**
 * Visits what a dotted path means to a query, as MongoDB's ElementIterator does: through arrays on the way to their
 * objects and to a numeric position, at the end each element and then the array itself. Stops when `visit` says true.
 */
export function visitPath(value: unknown, path: readonly string[], visit: Visit, from = 0): boolean {
  let at = value;
  for (let i = from; i < path.length; i++) {
    if (!isDoc(at)) return visit(MISSING, false);
    at = own(at, path[i] ?? '');
    if (at === undefined) return visit(MISSING, false);
    if (Array.isArray(at)) return visitArray(at, path, i + 1, visit);
  }
  return visit(at, false);
}

function visitArray(array: unknown[], path: readonly string[], next: number, visit: Visit): boolean {
  if (next === path.length) {
    for (const element of array) if (visit(element, false)) return true;
    return visit(array, true);
  }
  const position = path[next] ?? '';
  for (let i = 0; i < array.length; i++) {
    const element = array[i];
    if (isDoc(element) && visitPath(element, path, visit, next)) return true;
    if (String(i) === position && visitPosition(element, path, next + 1, visit)) return true;
  }
  return false;
}

function visitPosition(element: unknown, path: readonly string[], next: number, visit: Visit): boolean {
  if (next === path.length) return visit(element, false);
  if (Array.isArray(element)) return visitArray(element, path, next, visit);
  return isDoc(element) && visitPath(element, path, visit, next);
}

const split = new Map<string, readonly string[]>();

/** The parts of a dotted path, remembered because the same few paths come again with every command. */
export function partsOf(path: string): readonly string[] {
  let parts = split.get(path);
  if (!parts) {
    parts = path.split('.');
    if (split.size < 10_000) split.set(path, parts);
  }
  return parts;
}

/** The value at a dotted path without going through arrays. */
export function valueAt(doc: unknown, path: string): unknown {
  let at = doc;
  for (const part of partsOf(path)) {
    if (!isDoc(at)) return undefined;
    at = own(at, part);
  }
  return at;
}
