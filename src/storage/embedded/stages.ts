import { CommandError, failedToParse, notSupported } from './errors';
import { compileExpression, type Expression } from './expressions';
import { group } from './group';
import { own } from './paths';
import { compileProjection } from './projection';
import { matcher } from './query';
import { parseSort, sortBy } from './sorting';
import { type Doc, isDoc, toNumber } from './values';

export type Stage = (docs: Iterable<Doc>) => Iterable<Doc>;

/** What a stage that reads elsewhere needs. */
export interface Source {
  lookUp(collection: string, field: string, values: readonly unknown[]): Doc[];
}

type MakeStage = (operand: unknown, source: Source) => Stage;

const mapping = (map: (doc: Doc) => Doc): Stage =>
  function* (docs) {
    for (const doc of docs) yield map(doc);
  };

function match(operand: unknown): Stage {
  const matches = matcher(operand);
  return function* (docs) {
    for (const doc of docs) if (matches(doc)) yield doc;
  };
}

function sort(operand: unknown): Stage {
  const order = parseSort(operand);
  if (order.length === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
  return (docs) => sortBy(docs, order, (doc) => doc);
}

export function wholeNumber(operand: unknown, stage: string, least: number): number {
  const number = toNumber(operand);
  if (number === undefined || !Number.isInteger(number) || number < least)
    throw new CommandError(
      stage === '$limit' ? 15958 : 15956,
      `invalid argument to ${stage} stage: expected a number from ${least} on`,
    );
  return number;
}

function skip(operand: unknown): Stage {
  const count = wholeNumber(operand, '$skip', 0);
  return function* (docs) {
    let at = 0;
    for (const doc of docs) if (at++ >= count) yield doc;
  };
}

function limit(operand: unknown): Stage {
  const count = wholeNumber(operand, '$limit', 1);
  return function* (docs) {
    let at = 0;
    for (const doc of docs) {
      yield doc;
      if (++at >= count) return;
    }
  };
}

function count(operand: unknown): Stage {
  if (typeof operand !== 'string' || operand === '' || /[$.\0]/.test(operand))
    throw new CommandError(40156, 'the count field must be a non-empty string without $ and .');
  return function* (docs) {
    let n = 0;
    for (const _ of docs) n++;
    if (n > 0) yield { [operand]: n };
  };
}

/** The dotted paths of a specification whose objects may be nested; an operator or a value ends a path. */
function leaves(spec: Doc, above = ''): [string, unknown][] {
  return Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    const path = above + name;
    const isNested = isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$');
    return isNested ? leaves(value, `${path}.`) : [[path, value]];
  });
}

function addFields(operand: unknown): Stage {
  if (!isDoc(operand)) throw new CommandError(40272, '$addFields specification must be an object');
  return mapping(assigner(leaves(operand).map(([path, value]) => [path, compileExpression(value)])));
}

/** All values are computed from the document as it came, then set; one that is missing takes the field away. */
function assigner(fields: readonly (readonly [string, Expression])[]): (doc: Doc, into?: Doc) => Doc {
  return (doc, into = doc) => {
    let result = into;
    for (const [path, expression] of fields) result = assign(result, path.split('.'), expression(doc)) as Doc;
    return result;
  };
}

function assign(target: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(target)) return target.map((element) => assign(element, [name, ...rest], value));
  const doc = isDoc(target) ? target : {};
  const next = rest.length === 0 ? value : assign(own(doc, name), rest, value);
  const { [name]: _, ...others } = doc;
  if (next === undefined) return others;
  return { ...doc, [name]: next };
}

function project(operand: unknown): Stage {
  if (!isDoc(operand) || Object.keys(operand).length === 0)
    throw new CommandError(51272, '$project specification must have at least one field');
  const all = leaves(operand);
  const isFlag = (value: unknown) => typeof value === 'boolean' || toNumber(value) !== undefined;
  const computed = all.filter(([, value]) => !isFlag(value));
  const flags = Object.fromEntries(all.filter(([, value]) => isFlag(value)));
  const excluded = Object.entries(flags).find(
    ([path, value]) => path !== '_id' && (value === false || toNumber(value) === 0),
  );
  if (computed.length > 0 && excluded)
    throw new CommandError(31254, `Cannot do exclusion on field ${excluded[0]} in inclusion projection`);
  // With computed fields alone, only _id is kept beside them.
  const isOnlyId = Object.keys(flags).every((path) => path === '_id');
  const keepsId = flags._id === undefined || flags._id === true || Boolean(toNumber(flags._id));
  const choose =
    computed.length > 0 && isOnlyId
      ? (doc: Doc): Doc => (keepsId && '_id' in doc ? { _id: doc._id } : {})
      : (compileProjection(flags) ?? ((doc: Doc) => doc));
  const set = assigner(computed.map(([path, value]) => [path, compileExpression(value)]));
  return mapping((doc) => set(doc, choose(doc)));
}

function unset(operand: unknown): Stage {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string'))
    throw new CommandError(31002, '$unset specification must be a string or an array of strings');
  return mapping(compileProjection(Object.fromEntries(paths.map((path) => [path, 0]))) ?? ((doc) => doc));
}

function replaceWith(operand: unknown): Stage {
  const expression = compileExpression(operand);
  return mapping((doc) => {
    const root = expression(doc);
    if (!isDoc(root)) throw new CommandError(40228, "'newRoot' expression must evaluate to an object");
    return root;
  });
}

function unwind(operand: unknown): Stage {
  const spec = isDoc(operand) ? operand : { path: operand };
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: keep } = spec;
  if (typeof path !== 'string' || !/^\$[^$]/.test(path))
    throw new CommandError(28818, "path option to $unwind stage should be prefixed with a '$'");
  if (
    Object.keys(spec).some(
      (name) => !['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name),
    )
  )
    throw new CommandError(28811, 'unrecognized option to $unwind stage');
  const parts = path.slice(1).split('.');
  const read = compileExpression(path);
  const withIndex = (doc: Doc, at: number | null) =>
    typeof index === 'string' ? (assign(doc, index.split('.'), at) as Doc) : doc;
  return function* (docs) {
    for (const doc of docs) {
      const value = read(doc);
      if (Array.isArray(value) && value.length > 0) {
        for (const [at, element] of value.entries()) yield withIndex(assign(doc, parts, element) as Doc, at);
      } else if (value !== undefined && value !== null && !Array.isArray(value)) yield withIndex(doc, null);
      else if (keep === true)
        yield withIndex(Array.isArray(value) ? (assign(doc, parts, undefined) as Doc) : doc, null);
    }
  };
}

function lookup(operand: unknown, source: Source): Stage {
  const spec = isDoc(operand) ? operand : {};
  const { from, localField, foreignField, as } = spec;
  if ('pipeline' in spec || 'let' in spec) throw notSupported('$lookup with a pipeline');
  if (![from, localField, foreignField, as].every((field) => typeof field === 'string'))
    throw failedToParse('$lookup needs from, localField, foreignField and as');
  const read = compileExpression(`$${String(localField)}`);
  return mapping((doc) => {
    const value = read(doc) ?? null;
    const values = Array.isArray(value) ? value : [value];
    return assign(
      doc,
      String(as).split('.'),
      source.lookUp(String(from), String(foreignField), values),
    ) as Doc;
  });
}

function facet(operand: unknown, source: Source): Stage {
  if (!isDoc(operand) || Object.keys(operand).length === 0)
    throw new CommandError(40169, 'the $facet specification must be a non-empty object');
  const branches = Object.entries(operand).map(
    ([name, stages]) => [name, makeStages(stages, source)] as const,
  );
  return function* (docs) {
    const all = [...docs];
    yield Object.fromEntries(branches.map(([name, stages]) => [name, [...runStages(all, stages)]]));
  };
}

const sortByCount = (operand: unknown): Stage => {
  const counted = group({ _id: operand, count: { $sum: 1 } });
  return (docs) => sortBy(counted(docs), [['count', -1]], (doc) => doc);
};

/** The published list of stages. */
const STAGES: Readonly<Record<string, MakeStage>> = {
  $match: match,
  $sort: sort,
  $skip: skip,
  $limit: limit,
  $count: count,
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceWith: replaceWith,
  $replaceRoot: (operand) => replaceWith(isDoc(operand) ? operand.newRoot : undefined),
  $group: group,
  $sortByCount: sortByCount,
  $unwind: unwind,
  $lookup: lookup,
  $facet: facet,
};
export const STAGE_NAMES = Object.keys(STAGES);

/** @throws CommandError 40323 or 40324 for what isn't a stage of the published list */
export function makeStages(pipeline: unknown, source: Source): Stage[] {
  if (!Array.isArray(pipeline)) throw new CommandError(14, 'a pipeline must be an array');
  return pipeline.map((stage) => {
    if (!isDoc(stage) || Object.keys(stage).length !== 1)
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [[name, operand] = ['']] = Object.entries(stage);
    const make = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
    if (!make) throw new CommandError(40324, `Unrecognized or unsupported pipeline stage name: '${name}'`);
    return make(operand, source);
  });
}

export const runStages = (docs: Iterable<Doc>, stages: readonly Stage[]): Iterable<Doc> =>
  stages.reduce<Iterable<Doc>>((input, stage) => stage(input), docs);
