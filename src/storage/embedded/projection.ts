import { badValue, notSupported } from './errors';
import { elementTest, QUERY_OPTIONS } from './query-operators';
import { type Doc, isDoc, toNumber } from './values';

export type Projection = (doc: Doc) => Doc;

/** A tree of the paths named: true at a leaf, a function where elements are picked from an array. */
type Pick = (value: unknown) => unknown;
interface Tree extends Map<string, Tree | Pick | true> {}

/**
 * What find's `projection` makes of a document: fields in or out, $slice and $elemMatch. Undefined when it leaves the
 * document as it is. @throws CommandError for expressions and positional projections, which are refused by name
 */
export function compileProjection(spec: unknown): Projection | undefined {
  if (spec === undefined || spec === null) return undefined;
  if (!isDoc(spec)) throw badValue('projection must be an object');
  const entries = Object.entries(spec);
  if (entries.length === 0) return undefined;
  const picks: [string, Pick][] = [];
  const flags: [string, boolean][] = [];
  let includesByPick = false;
  for (const [path, value] of entries) {
    if (path.endsWith('.$') || path.includes('.$.'))
      throw notSupported(`the positional projection '${path}'`);
    if (isDoc(value)) {
      picks.push([path, pickOf(path, value)]);
      includesByPick ||= '$elemMatch' in value;
    } else flags.push([path, isTrue(path, value)]);
  }
  const others = flags.filter(([path]) => path !== '_id');
  const first = others[0]?.[1];
  const inclusive = first ?? includesByPick;
  const contrary = others.find(([, included]) => included !== first);
  if (contrary)
    throw inclusive
      ? badValueAt(31254, `Cannot do exclusion on field ${contrary[0]} in inclusion projection`)
      : badValueAt(31253, `Cannot do inclusion on field ${contrary[0]} in exclusion projection`);
  const onlyId = others.length === 0 && picks.length === 0 && flags[0]?.[1] === true;
  const tree: Tree = new Map();
  for (const [path, pick] of picks) plant(tree, path, pick);
  if (inclusive || onlyId) {
    if (!flags.some(([path, included]) => path === '_id' && !included)) plant(tree, '_id', true);
    for (const [path, included] of flags) if (included && path !== '_id') plant(tree, path, true);
    return (doc) => include(doc, tree);
  }
  for (const [path, included] of flags) if (!included) plant(tree, path, true);
  return (doc) => exclude(doc, tree);
}

function badValueAt(code: number, message: string) {
  return Object.assign(badValue(message), { code });
}

function isTrue(path: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const number = toNumber(value);
  if (number === undefined) throw notSupported(`the projection expression of '${path}'`);
  return number !== 0;
}

function pickOf(path: string, spec: Doc): Pick {
  const [[name, operand] = ['']] = Object.entries(spec);
  if (name === '$elemMatch' && Object.keys(spec).length === 1) {
    const test = elementTest(operand, QUERY_OPTIONS);
    return (value) => {
      const found = Array.isArray(value) ? value.find(test) : undefined;
      return found === undefined ? undefined : [found];
    };
  }
  if (name === '$slice' && Object.keys(spec).length === 1) return slice(operand);
  throw name.startsWith('$')
    ? notSupported(`the projection operator ${name}`)
    : notSupported(`the nested projection of '${path}'`);
}

function slice(operand: unknown): Pick {
  const [first, second] = (Array.isArray(operand) ? operand : [operand]).map(toNumber);
  if (first === undefined || (Array.isArray(operand) && (second === undefined || second <= 0)))
    throw badValue('$slice takes a number or [skip, positive limit]');
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (second === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + second);
  };
}

/** @throws CommandError 31249 or 31250 when one path is part of another, which MongoDB refuses too */
function plant(tree: Tree, path: string, leaf: Pick | true): void {
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw badValueAt(40353, `FieldPath must not have empty parts: '${path}'`);
  let at = tree;
  for (const part of parts.slice(0, -1)) {
    const next = at.get(part) ?? new Map();
    if (!(next instanceof Map)) throw badValueAt(31249, `Path collision at ${path}`);
    at.set(part, next);
    at = next;
  }
  const last = parts.at(-1) ?? '';
  if (at.has(last)) throw badValueAt(31250, `Path collision at ${path}`);
  at.set(last, leaf);
}

/** Fields keep the order of the document, whatever that of the projection. */
function include(doc: Doc, tree: Tree): Doc {
  const result: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const node = tree.get(name);
    if (node === undefined) continue;
    const kept =
      node === true
        ? value
        : node instanceof Map
          ? throughArrays(value, (inner) => include(inner, node), true)
          : node(value);
    if (kept !== undefined) define(result, name, kept);
  }
  return result;
}

function exclude(doc: Doc, tree: Tree): Doc {
  const result: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const node = tree.get(name);
    if (node === true) continue;
    if (node === undefined) define(result, name, value);
    else
      define(
        result,
        name,
        node instanceof Map ? throughArrays(value, (inner) => exclude(inner, node), false) : node(value),
      );
  }
  return result;
}

/** A plain assignment to __proto__ would change the object's prototype. */
function define(doc: Doc, name: string, value: unknown): void {
  Object.defineProperty(doc, name, { value, enumerable: true, writable: true, configurable: true });
}

function throughArrays(value: unknown, project: (doc: Doc) => Doc, dropScalars: boolean): unknown {
  if (isDoc(value)) return project(value);
  if (!Array.isArray(value)) return dropScalars ? undefined : value;
  const inner = value.map((element) => throughArrays(element, project, dropScalars));
  return dropScalars ? inner.filter((element) => element !== undefined) : inner;
}
