import { CommandError } from './errors';
import { typeName } from './types';
import { type Doc, isDoc } from './values';

/** One place in a document that an update writes: a field of an object or a position in an array. */
export interface Place {
  readonly parent: Doc | unknown[];
  readonly name: string;
  /** The path with its positions resolved. */
  readonly path: string;
}

/** Which elements `$`, `$[]` and `$[name]` stand for. */
export interface Positions {
  /** The position that the filter matched in an array, for `$`. */
  readonly matched: string | undefined;
  readonly filters: ReadonlyMap<string, (element: unknown) => boolean>;
  /** The document before the update: filters choose among its elements, whatever an earlier step has written to them. */
  readonly original: Doc;
}

/** One field of one operator of an update. */
export interface Step {
  readonly path: string;
  readonly onlyOnInsert: boolean;
  /** Returns the paths it touched, with their positions resolved. */
  apply(doc: Doc, positions: Positions, id: unknown): string[];
}

const MAX_ARRAY_GAP = 1_500_000;

/**
 * The places a path means, made on the way when `create`; none when it leads nowhere and `create` is false.
 * @throws CommandError 28 where a scalar is in the way, 2 where a position has no meaning
 */
export function placesOf(doc: Doc, path: string, positions: Positions, create: boolean): Place[] {
  let places: Place[] = [];
  let parents: { at: unknown; path: string }[] = [{ at: doc, path: '' }];
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw new CommandError(
      56,
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  for (const [i, part] of parts.entries()) {
    places = parents.flatMap(({ at, path: above }) => expand(at, above, part, positions, create));
    if (i === parts.length - 1) break;
    parents = places.flatMap((place) => step(place, create, parts[i + 1] ?? ''));
  }
  return places;
}

function expand(at: unknown, above: string, part: string, positions: Positions, create: boolean): Place[] {
  const place = (name: string): Place => ({
    parent: at as Doc,
    name,
    path: above === '' ? name : `${above}.${name}`,
  });
  if (part === '$') {
    if (positions.matched === undefined)
      throw new CommandError(2, 'The positional operator did not find the match needed from the query.');
    return expand(at, above, positions.matched, positions, create);
  }
  if (part.startsWith('$[')) {
    if (!Array.isArray(at))
      throw new CommandError(2, `Cannot apply array updates to non-array element ${above || 'the document'}`);
    const test = part === '$[]' ? undefined : positions.filters.get(part.slice(2, -1));
    const before = elementsAt(positions.original, above) ?? at;
    return at.flatMap((element, i) =>
      !test || test(i < before.length ? before[i] : element) ? [place(String(i))] : [],
    );
  }
  if (isDoc(at)) return [place(part)];
  if (Array.isArray(at) && /^(0|[1-9]\d*)$/.test(part)) return [place(part)];
  if (!create) return [];
  throw new CommandError(28, `Cannot create field '${part}' in element {${above}: ${typeName(at)}}`);
}

function elementsAt(doc: Doc, path: string): unknown[] | undefined {
  let at: unknown = doc;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Doc)[name];
  }
  return Array.isArray(at) ? at : undefined;
}

/** Into the value at a place, which is made an object when nothing is there. */
function step(place: Place, create: boolean, next: string): { at: unknown; path: string }[] {
  const value = read(place);
  if (value !== undefined) return [{ at: value, path: place.path }];
  if (next.startsWith('$['))
    throw new CommandError(
      2,
      `The path '${place.path}' must exist in the document in order to apply array updates.`,
    );
  if (!create) return [];
  write(place, {});
  return [{ at: read(place), path: place.path }];
}

export function read({ parent, name }: Place): unknown {
  return Object.hasOwn(parent, name) ? (parent as Doc)[name] : undefined;
}

/** Writes a value; positions that an array skips become null. */
export function write({ parent, name }: Place, value: unknown): void {
  if (Array.isArray(parent)) {
    const index = Number(name);
    if (index - parent.length > MAX_ARRAY_GAP)
      throw new CommandError(2, `cannot backfill the array up to ${name}`);
    while (parent.length < index) parent.push(null);
    parent[index] = value;
  } else Object.defineProperty(parent, name, { value, enumerable: true, writable: true, configurable: true });
}

/** In an array the position stays and becomes null, as MongoDB has it. */
export function unset({ parent, name }: Place): void {
  if (Array.isArray(parent)) {
    if (Number(name) < parent.length) parent[Number(name)] = null;
  } else delete parent[name];
}
