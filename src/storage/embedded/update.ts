import { equal } from './compare';
import { CommandError, failedToParse, notSupported } from './errors';
import { type Filter, prepareFilter } from './filter';
import { partsOf } from './paths';
import { typeName } from './types';
import { checkConflicts, checkPath, comparePaths } from './update-conflicts';
import { UPDATE_OPERATORS } from './update-operators';
import { type Positions, placesOf, type Step } from './update-paths';
import { checkIdentifiers, matchedPosition, parseArrayFilters } from './update-positions';
import { renameSteps } from './update-rename';
import { type Doc, decode, encode, isDoc } from './values';

/** A checked update; `apply` may change the document it is given. */
export interface Update {
  readonly isReplacement: boolean;
  apply(doc: Doc, isInsert: boolean): Doc;
}

export type RunPipeline = (stages: unknown[], doc: Doc) => Doc;

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
  checkIdentifiers(
    steps.map((step) => step.path),
    filters,
  );
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
      placesOf(doc, path, positions, operator.creates).map((place) => {
        change(place, id);
        return place.path;
      });
    return [{ path, onlyOnInsert: name === '$setOnInsert', apply }];
  });
}

function applySteps(
  doc: Doc,
  isInsert: boolean,
  steps: readonly Step[],
  filters: Positions['filters'],
  filter: Filter,
): Doc {
  const id = doc._id;
  const isDynamic = steps.some((step) => step.path.includes('$'));
  // Filters match the document as it was before the first step, so `$` and `$[name]` are looked for in that.
  const original = isDynamic ? copy(doc) : doc;
  const touched: string[] = [];
  for (const { path, onlyOnInsert, apply } of steps) {
    if (onlyOnInsert && !isInsert) continue;
    const at = partsOf(path).indexOf('$');
    const matched =
      at < 0 ? undefined : matchedPosition(original, partsOf(path).slice(0, at).join('.'), filter);
    touched.push(...apply(doc, { matched, filters, original }, id));
  }
  if (isDynamic) checkConflicts(touched);
  return isInsert && id === undefined ? doc : checkId(doc, id);
}

const copy = (doc: Doc): Doc => decode(encode(doc));

function checkId(doc: Doc, id: unknown): Doc {
  if (doc._id === undefined || !equal(doc._id, id))
    throw new CommandError(
      66,
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  return doc;
}
