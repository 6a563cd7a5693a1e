import { BSONRegExp } from 'bson';
import type { Catalog } from './catalog';
import type { Collection } from './collection';
import { CommandError, notSupported } from './errors';
import type { Found, Reader } from './reader';
import { parseSort } from './sorting';
import { makeStages, runStages, type Source, wholeNumber } from './stages';
import { type Doc, encode, isDoc, toNumber } from './values';

interface Parts {
  readonly catalog: Catalog;
  readonly reader: Reader;
}

export function pipelineOf(value: unknown): Doc[] {
  if (!Array.isArray(value))
    throw new CommandError(14, "BSON field 'aggregate.pipeline' is the wrong type, expected type 'array'");
  return value.map((stage) => {
    if (!isDoc(stage)) throw new CommandError(14, 'Each element of the pipeline must be an object');
    return stage;
  });
}

/** Runs a pipeline; its first $match, $sort, $skip and $limit are read through the indexes. */
export function runPipeline(
  parts: Parts,
  database: string,
  collection: Collection | undefined,
  pipeline: Doc[],
  hint: unknown,
): Iterable<Uint8Array> {
  const head = headOf(pipeline);
  const rest = pipeline.slice(head.length);
  const source = sourceIn(parts, database);
  const stages = makeStages(rest, source);
  const { filter, sort, skip, limit } = head;
  const count = countedAs(rest);
  if (count && skip === undefined && limit === undefined && hint === undefined) {
    const n = parts.reader.count(collection, filter);
    return n === 0 ? [] : [encode({ ...count.id, [count.field]: n })];
  }
  const found = parts.reader.select(collection, { filter, sort: parseSort(sort), skip, limit, hint });
  return stages.length === 0 ? bytesOf(found) : encoded(runStages(docsOf(found), stages));
}

function* bytesOf(found: Iterable<Found>): Generator<Uint8Array> {
  for (const one of found) yield one.bytes;
}

function* docsOf(found: Iterable<Found>): Generator<Doc> {
  for (const one of found) yield one.doc;
}

function* encoded(docs: Iterable<Doc>): Generator<Uint8Array> {
  for (const doc of docs) yield encode(doc);
}

interface PipelineHead {
  readonly length: number;
  readonly filter: unknown;
  readonly sort?: unknown;
  readonly skip?: number;
  readonly limit?: number;
}

/** The stages that a find could do, when they come first and in the order in which a find does them. */
function headOf(pipeline: readonly Doc[]): PipelineHead {
  let length = 0;
  const next = (name: string): unknown => {
    const stage = pipeline[length];
    if (!stage || !(name in stage) || Object.keys(stage).length !== 1) return undefined;
    length++;
    return stage[name];
  };
  const filter = next('$match') ?? {};
  const sort = next('$sort');
  if (isDoc(sort) && Object.keys(sort).length === 0)
    throw new CommandError(15976, '$sort stage must have at least one sort key');
  const skip = next('$skip');
  const limit = next('$limit');
  return {
    filter,
    sort,
    skip: skip === undefined ? undefined : wholeNumber(skip, '$skip', 0),
    limit: limit === undefined ? undefined : wholeNumber(limit, '$limit', 1),
    length,
  };
}

/** How countDocuments counts: a group of all with the sum of ones. */
function countedAs(rest: readonly Doc[]): { id: Doc; field: string } | undefined {
  const spec = rest.length === 1 ? rest[0]?.$group : undefined;
  if (!isDoc(spec) || isDoc(spec._id) || typeof spec._id === 'string') return undefined;
  const [field, more] = Object.keys(spec).filter((name) => name !== '_id');
  const sum = field === undefined ? undefined : spec[field];
  if (
    field === undefined ||
    more !== undefined ||
    !isDoc(sum) ||
    Object.keys(sum).join() !== '$sum' ||
    toNumber(sum.$sum) !== 1
  )
    return undefined;
  return { id: { _id: spec._id ?? null }, field };
}

function sourceIn({ catalog, reader }: Parts, database: string): Source {
  return {
    lookUp(name, field, values) {
      if (values.some((value) => value instanceof BSONRegExp))
        throw notSupported('$lookup by a regular expression');
      const filter = { [field]: { $in: values } };
      return [...docsOf(reader.select(catalog.find(database, name), { filter }))];
    },
  };
}

const UPDATE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceWith', '$replaceRoot']);
const NO_SOURCE: Source = { lookUp: () => [] };

/** An update given as a pipeline. @throws CommandError 72 for a stage that has no place in an update */
export function applyPipelineUpdate(pipeline: unknown[], doc: Doc): Doc {
  for (const stage of pipelineOf(pipeline)) {
    const [name = ''] = Object.keys(stage);
    if (!UPDATE_STAGES.has(name))
      throw new CommandError(72, `${name} is not allowed to be used within an update`);
  }
  const [result] = runStages([doc], makeStages(pipeline, NO_SOURCE));
  return result ?? {};
}
