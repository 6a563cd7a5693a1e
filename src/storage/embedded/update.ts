import { BSONRegExp, ObjectId } from 'bson';
import { equal } from './compare';
import { badValue, CommandError, failedToParse, notSupported } from './errors';
import { type Conditions, type Filter, prepareFilter } from './filter';
import { partsOf, valueAt } from './paths';
import { matcher } from './query';
import { typeName } from './types';
import { type Change, UPDATE_OPERATORS } from './update-operators';
import { type Positions, placesOf, read, unset, write } from './update-paths';
import { type Doc, isDoc } from './values';

/** A checked update; `apply` may change the document it is given. */
export interface Update {
  readonly isReplacement: boolean;
  apply(doc: Doc, isInsert: boolean): Doc;
}

export type RunPipeline = (stages: unknown[], doc: Doc) => Doc;

interface Step {
  readonly path: string;
  readonly onlyOnInsert: boolean;
  apply(doc: Doc, positions: Positions, id: unknown): void;
}

const REFUSED = new Set(['$bit', '$pushAll']);

/**
 * Checks an update: a replacement, operators, or a pipeline.
 * @throws CommandError 9 for an unknown modifier, 40 for paths that conflict, 238 for what MongoDB has and this store hasn't
 */
export function parseUpdate(
  spec: unknown,
  filter: unknown,
  arrayFilters: unknown,
  now: Date,
  pipeline: RunPipeline,
): Update {
  if (Array.isArray(spec)) {
    if (arrayFilters !== undefined)
      throw failedToParse('arrayFilters may not be specified for pipeline-style updates');
    return { isReplacement: false, apply: (doc) => keepId(doc, pipeline(spec, doc)) };
  }
  if (!isDoc(spec)) throw failedToParse('Update argument must be either an object or an array');
  const names = Object.keys(spec);
  if (!names[0]?.startsWith('$')) return replacement(spec, names);
  const filters = parseArrayFilters(arrayFilters);
  const steps = names.flatMap((name) => parseOperator(name, spec[name], now));
  checkConflicts(steps.map((step) => step.path));
  checkIdentifiers(steps, filters);
  // MongoDB makes new fields in the order of their names, whatever the order in the update.
  steps.sort((a, b) => comparePaths(a.path, b.path));
  const prepared = prepareFilter(filter);
  return {
    isReplacement: false,
    apply: (doc, isInsert) => applySteps(doc, isInsert, steps, filters, prepared),
  };
}

function replacement(spec: Doc, names: readonly string[]): Update {
  const dollar = names.find((name) => name.startsWith('$'));
  if (dollar)
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  return { isReplacement: true, apply: (doc) => keepId(doc, { ...spec }) };
}

/** @throws CommandError 66 when the result has another _id */
function keepId(before: Doc, after: Doc): Doc {
  if (before._id === undefined) return after;
  if (after._id !== undefined && !equal(after._id, before._id))
    throw new CommandError(
      66,
      "After applying the update, the (immutable) field '_id' was found to have been altered",
    );
  const { _id, ...rest } = after;
  return { _id: before._id, ...rest };
}

function parseOperator(name: string, fields: unknown, now: Date): Step[] {
  if (REFUSED.has(name)) throw notSupported(`the update operator ${name}`);
  const operator = UPDATE_OPERATORS[name];
  if (!operator && name !== '$rename')
    throw failedToParse(
      `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  if (!isDoc(fields))
    throw failedToParse(
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${String(fields)}}`,
    );
  return Object.entries(fields).flatMap(([path, operand]): Step[] => {
    checkPath(path);
    if (!operator) return renameSteps(path, operand);
    const change = operator.prepare(operand, path, now);
    const apply: Step['apply'] = (doc, positions, id) =>
      applyChange(doc, path, positions, operator.creates, change, id);
    return [{ path, onlyOnInsert: name === '$setOnInsert', apply }];
  });
}

function applyChange(
  doc: Doc,
  path: string,
  positions: Positions,
  creates: boolean,
  change: Change,
  id: unknown,
): void {
  for (const place of placesOf(doc, path, positions, creates)) change(place, id);
}

function checkPath(path: string): void {
  if (path === '') throw new CommandError(56, 'An empty update path is not valid.');
  const dollar = path
    .split('.')
    .find((part, i) => part.startsWith('$') && (i === 0 || !/^\$(\[\w*\])?$/.test(part)));
  if (dollar)
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`,
    );
}

function renameSteps(from: string, to: unknown): Step[] {
  if (typeof to !== 'string')
    throw badValue(`The 'to' field for $rename must be a string: ${from}: ${String(to)}`);
  checkPath(to);
  if (`${from}.${to}`.includes('$'))
    throw badValue(`The source and target fields for $rename may not be dynamic: ${from} to ${to}`);
  const apply: Step['apply'] = (doc, positions) => {
    const [source] = placesOf(doc, from, positions, false);
    const value = source && read(source);
    if (!source || value === undefined) return;
    if (Array.isArray(source.parent))
      throw badValue(`The source field for $rename cannot be an array element, '${from}'`);
    unset(source);
    const [target] = placesOf(doc, to, positions, true);
    if (Array.isArray(target?.parent))
      throw badValue(`The destination field for $rename cannot be an array element, '${to}'`);
    if (target) write(target, value);
  };
  return [
    { path: from, onlyOnInsert: false, apply },
    { path: to, onlyOnInsert: false, apply: () => undefined },
  ];
}

function checkConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort((a, b) => comparePaths(a, b));
  for (let i = 1; i < sorted.length; i++) {
    const [before = '', path = ''] = [sorted[i - 1], sorted[i]];
    if (path === before || path.startsWith(`${before}.`))
      throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${before}'`);
  }
}

/** By their parts, numbers as numbers; so a path comes just before those that lead through it. */
function comparePaths(a: string, b: string): number {
  const x = partsOf(a);
  const y = partsOf(b);
  for (let i = 0; i < x.length && i < y.length; i++) {
    const [p = '', q = ''] = [x[i], y[i]];
    if (p === q) continue;
    return /^\d+$/.test(p) && /^\d+$/.test(q) ? Number(p) - Number(q) : p < q ? -1 : 1;
  }
  return x.length - y.length;
}

function parseArrayFilters(specs: unknown): Positions['filters'] {
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

function checkIdentifiers(steps: readonly Step[], filters: Positions['filters']): void {
  const used = new Set<string>();
  for (const { path } of steps) {
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

function applySteps(
  doc: Doc,
  isInsert: boolean,
  steps: readonly Step[],
  filters: Positions['filters'],
  filter: Filter,
): Doc {
  const id = doc._id;
  const original = structureOf(doc, steps);
  for (const step of steps) {
    if (step.onlyOnInsert && !isInsert) continue;
    const at = step.path.split('.').indexOf('$');
    const matched =
      at < 0 ? undefined : matchedPosition(original, step.path.split('.').slice(0, at).join('.'), filter);
    step.apply(doc, { matched, filters }, id);
  }
  return isInsert && id === undefined ? doc : checkId(doc, id);
}

/** The filter matched the document as it was before the first step, so `$` is looked for in that. */
const structureOf = (doc: Doc, steps: readonly Step[]): Doc =>
  steps.some((step) => step.path.includes('$')) ? (structuredCopy(doc) as Doc) : doc;

function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (!isDoc(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, structuredCopy(inner)]));
}

function checkId(doc: Doc, id: unknown): Doc {
  if (doc._id === undefined || !equal(doc._id, id))
    throw new CommandError(
      66,
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  return doc;
}

/** The element that the filter's one condition on the array is met by; with several MongoDB makes no promise, so they are refused. */
function matchedPosition(doc: Doc, array: string, filter: Filter): string | undefined {
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

/** What an upsert inserts before the update is applied: the fields that the filter sets equal to something. */
export function upsertBase(filter: unknown, isReplacement: boolean): Doc {
  const doc: Doc = {};
  for (const [path, value] of equalities(prepareFilter(filter))) {
    if (isReplacement && path !== '_id') continue;
    const [place] = placesOf(doc, path, { matched: undefined, filters: new Map() }, true);
    if (place && read(place) !== undefined)
      throw new CommandError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    if (place) write(place, value);
  }
  return doc;
}

function equalities(filter: Filter): [string, unknown][] {
  return Object.entries(filter).flatMap(([name, value]): [string, unknown][] => {
    if (name === '$and' || (name === '$or' && (value as Filter[]).length === 1))
      return (value as Filter[]).flatMap(equalities);
    const conditions = value as Conditions;
    return !name.startsWith('$') && '$eq' in conditions && !(conditions.$eq instanceof BSONRegExp)
      ? [[name, conditions.$eq]]
      : [];
  });
}

/** With an _id, in the first place. @throws CommandError 53 for an _id of a type that MongoDB refuses */
export function withId(doc: Doc): Doc {
  const { _id = new ObjectId(), ...rest } = doc;
  if (Array.isArray(_id) || _id instanceof BSONRegExp)
    throw new CommandError(53, `The '_id' value cannot be of type ${typeName(_id)}`);
  return { _id, ...rest };
}
