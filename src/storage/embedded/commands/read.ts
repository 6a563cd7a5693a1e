import { pipelineOf, runPipeline } from '../aggregate';
import { countOf } from '../cursors';
import { CommandError, failedToParse } from '../errors';
import { encodeKey } from '../keys';
import { partsOf, visitPath } from '../paths';
import { compileProjection } from '../projection';
import { ok } from '../reply';
import { parseSort } from '../sorting';
import { encode, isDoc, toNumber } from '../values';
import { type Call, type Command, collectionName, isTrue, type Reply, requireDoc } from './command';

const filterOf = (value: unknown, name: string) =>
  value === undefined || value === null ? {} : requireDoc(value, name);

function find(call: Call): Reply {
  const { store, body, database } = call;
  const name = collectionName(call, 'find');
  const filter = filterOf(body.filter, 'filter');
  const project = compileProjection(body.projection);
  const selection = {
    filter,
    sort: parseSort(body.sort),
    hint: body.hint,
    skip: countOf(body.skip, 'skip'),
    limit: countOf(body.limit, 'limit'),
  };
  const batchSize = countOf(body.batchSize, 'batchSize');
  const found = store.reader.select(store.catalog.find(database, name), selection);
  const documents = mapped(found, (one) => (project ? encode(project(one.doc)) : one.bytes));
  return store.cursors.first(`${database}.${name}`, documents, batchSize, isTrue(body.singleBatch));
}

export function* mapped<T>(items: Iterable<T>, map: (item: T) => Uint8Array): Generator<Uint8Array> {
  for (const item of items) yield map(item);
}

function getMore(call: Call): Reply {
  const name = call.body.collection;
  if (typeof name !== 'string')
    throw failedToParse("BSON field 'getMore.collection' is missing but a required field");
  return call.store.cursors.more(
    `${call.database}.${name}`,
    call.body.getMore,
    countOf(call.body.batchSize, 'batchSize'),
  );
}

function killCursors({ store, body }: Call): Reply {
  const ids = Array.isArray(body.cursors) ? body.cursors : [];
  const killed = ids.filter((id) => store.cursors.kill(id));
  const cursorsNotFound = ids.filter((id) => !killed.includes(id));
  return ok({ cursorsKilled: killed, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] });
}

function count(call: Call): Reply {
  const { store, body, database } = call;
  const collection = store.catalog.find(database, collectionName(call, 'count'));
  const filter = filterOf(body.query, 'query');
  const limit = Math.abs(toNumber(body.limit) ?? 0);
  const skip = countOf(body.skip, 'skip') ?? 0;
  const all = store.reader.count(collection, filter);
  const rest = Math.max(0, all - skip);
  return ok({ n: limit > 0 ? Math.min(limit, rest) : rest });
}

function distinct(call: Call): Reply {
  const { store, body, database } = call;
  const collection = store.catalog.find(database, collectionName(call, 'distinct'));
  const { key } = body;
  if (typeof key !== 'string')
    throw new CommandError(14, "BSON field 'distinct.key' is the wrong type, expected type 'string'");
  const filter = filterOf(body.query, 'query');
  const values = new Map<string, unknown>();
  for (const { doc } of store.reader.select(collection, { filter, hint: body.hint })) {
    visitPath(doc, partsOf(key), (value, whole) => {
      if (value !== undefined && !whole) values.set(encodeKey([value], [false]).toString('latin1'), value);
      return false;
    });
  }
  return ok({ values: [...values.values()] });
}

function aggregate(call: Call): Reply {
  const { store, body, database } = call;
  if (typeof body.aggregate !== 'string')
    throw new CommandError(73, 'aggregate over a whole database is not supported by the embedded store');
  const name = collectionName(call, 'aggregate');
  if (!isDoc(body.cursor))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  const pipeline = pipelineOf(body.pipeline);
  const documents = runPipeline(store, database, store.catalog.find(database, name), pipeline, body.hint);
  return store.cursors.first(
    `${database}.${name}`,
    documents,
    countOf(body.cursor.batchSize, 'cursor.batchSize'),
  );
}

export const READ_COMMANDS: Readonly<Record<string, Command>> = {
  find: {
    fields:
      'filter projection sort hint skip limit batchSize singleBatch noCursorTimeout allowDiskUse allowPartialResults'.split(
        ' ',
      ),
    refused: 'collation let min max returnKey showRecordId tailable awaitData oplogReplay'.split(' '),
    run: find,
  },
  getMore: { fields: ['collection', 'batchSize'], run: getMore },
  killCursors: { fields: ['cursors'], run: killCursors },
  count: { fields: ['query', 'limit', 'skip', 'hint'], refused: ['collation'], run: count },
  distinct: { fields: ['key', 'query', 'hint'], refused: ['collation'], run: distinct },
  aggregate: {
    fields: ['pipeline', 'cursor', 'hint', 'allowDiskUse', 'bypassDocumentValidation'],
    refused: ['collation', 'let', 'explain'],
    run: aggregate,
  },
};
