import type { Collection } from '../collection';
import { equal } from '../compare';
import { CommandError, failedToParse, notSupported } from '../errors';
import { prepareFilter } from '../filter';
import type { Index } from '../indexes';
import { sameKey } from '../planner';
import { compileFilter, matcher } from '../query';
import { ok } from '../reply';
import { type Doc, encode, isDoc, toNumber } from '../values';
import { type Call, type Command, collectionName, isTrue, type Reply, requireDoc } from './command';

const INDEX_FIELDS = new Set(
  'v key name unique sparse partialFilterExpression expireAfterSeconds background ns'.split(' '),
);

/** @throws CommandError 67, 197 or 238 for what can't be an index here */
function checkedSpec(given: unknown): Doc {
  const spec = requireDoc(given, 'indexes');
  if (!isDoc(spec.key) || Object.keys(spec.key).length === 0)
    throw new CommandError(67, 'Index keys cannot be an empty object');
  if (typeof spec.name !== 'string' || spec.name === '')
    throw failedToParse("The 'name' field is a required property of an index specification");
  for (const [field, direction] of Object.entries(spec.key)) {
    if (toNumber(direction) === undefined || toNumber(direction) === 0 || field.includes('$') || field === '')
      throw notSupported(`the index type ${String(direction)} on '${field}'`);
  }
  for (const [name, value] of Object.entries(spec)) {
    if (!INDEX_FIELDS.has(name) && value !== undefined && value !== false)
      throw notSupported(`the index option ${name}`);
  }
  const { v: _v, background: _b, ns: _ns, ...rest } = spec;
  const stored: Doc = {
    v: 2,
    ...Object.fromEntries(
      Object.entries(rest).filter(([name, value]) => INDEX_FIELDS.has(name) && value !== false),
    ),
  };
  if (stored.expireAfterSeconds !== undefined) checkExpiry(stored);
  if (stored.partialFilterExpression !== undefined) {
    if (stored.sparse)
      throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(prepareFilter(stored.partialFilterExpression));
  }
  return stored;
}

function checkExpiry(spec: Doc): void {
  const seconds = toNumber(spec.expireAfterSeconds);
  if (Object.keys(spec.key as Doc).length > 1)
    throw new CommandError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  if (seconds === undefined || seconds < 0 || seconds > 2 ** 31 - 1)
    throw new CommandError(
      67,
      "TTL index 'expireAfterSeconds' option must be within an acceptable range, try a number between 0 and 2147483647",
    );
}

/** True when this index is there already. @throws CommandError 85 or 86 when another stands in its way */
function existsAlready(collection: Collection, spec: Doc): boolean {
  for (const { spec: other } of collection.indexes) {
    const isSameKey = sameKey(other.key, spec.key);
    if (other.name === spec.name && !isSameKey)
      throw new CommandError(
        86,
        `An existing index has the same name as the requested index. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(other)}`,
      );
    if (
      !isSameKey ||
      (other.name !== spec.name && !equal(other.partialFilterExpression, spec.partialFilterExpression))
    )
      continue;
    const isSame = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'].every((option) =>
      equal(other[option], spec[option]),
    );
    if (spec.name !== '_id_' && other.name !== '_id_' && !isSame)
      throw new CommandError(
        other.name === spec.name ? 86 : 85,
        `An equivalent index already exists with the same name but different options: ${String(other.name)}`,
      );
    if (other.name !== spec.name && other.name !== '_id_')
      throw new CommandError(85, `Index already exists with a different name: ${String(other.name)}`);
    return true;
  }
  return false;
}

function createIndexes(call: Call): Promise<Reply> {
  const name = collectionName(call, 'createIndexes');
  const { catalog, engine } = call.store;
  if (!Array.isArray(call.body.indexes) || call.body.indexes.length === 0)
    throw failedToParse('Must specify at least one index to create');
  const specs = call.body.indexes.map(checkedSpec);
  return engine.write(() => {
    const existed = catalog.find(call.database, name);
    const collection = existed ?? catalog.create(call.database, name);
    const numIndexesBefore = collection.indexes.length;
    const added = specs.filter((spec) => !existsAlready(collection, spec));
    addAll(call, collection, added);
    const note = added.length === 0 ? { note: 'all indexes already exist' } : {};
    return ok({
      numIndexesBefore,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: !existed,
      ...note,
    });
  });
}

/** All of them or, when one breaks on the documents there, none. */
function addAll({ store }: Call, collection: Collection, specs: readonly Doc[]): void {
  const before = collection.indexes.length;
  try {
    store.catalog.addIndexes(collection, specs);
  } catch (error) {
    for (const index of collection.indexes.slice(before)) store.catalog.dropIndex(collection, index);
    throw error;
  }
}

function requireCollection(call: Call, command: string): Collection {
  const name = collectionName(call, command);
  const found = call.store.catalog.find(call.database, name);
  if (!found) throw new CommandError(26, `ns does not exist: ${call.database}.${name}`);
  return found;
}

function dropIndexes(call: Call): Promise<Reply> {
  return call.store.engine.write(() => {
    const collection = requireCollection(call, 'dropIndexes');
    const nIndexesWas = collection.indexes.length;
    for (const index of indexesNamed(collection, call.body.index))
      call.store.catalog.dropIndex(collection, index);
    return ok({ nIndexesWas });
  });
}

function indexesNamed(collection: Collection, wanted: unknown): Index[] {
  if (wanted === '*') return collection.indexes.filter((index) => index.name !== '_id_');
  return (Array.isArray(wanted) ? wanted : [wanted]).map((one) => {
    const index = collection.indexes.find((other) =>
      isDoc(one) ? sameKey(other.spec.key, one) : other.name === one,
    );
    if (!index)
      throw new CommandError(
        27,
        isDoc(one)
          ? `can't find index with key: ${JSON.stringify(one)}`
          : `index not found with name [${String(one)}]`,
      );
    if (index.name === '_id_') throw new CommandError(72, 'cannot drop _id index');
    return index;
  });
}

function listIndexes(call: Call): Reply {
  const collection = requireCollection(call, 'listIndexes');
  return call.store.cursors.first(
    collection.namespace,
    collection.indexes.map((index) => encode(index.spec)),
    undefined,
  );
}

function create(call: Call): Promise<Reply> {
  const name = collectionName(call, 'create');
  return call.store.engine.write(() => {
    // As MongoDB 7: making again what is there already succeeds; there are no options here that could differ.
    call.store.catalog.require(call.database, name);
    return ok();
  });
}

function drop(call: Call): Promise<Reply> {
  const name = collectionName(call, 'drop');
  return call.store.engine.write(() => {
    const collection = call.store.catalog.find(call.database, name);
    if (!collection) return ok();
    call.store.catalog.drop(collection);
    return ok({ nIndexesWas: collection.indexes.length, ns: collection.namespace });
  });
}

function dropDatabase({ store, database }: Call): Promise<Reply> {
  return store.engine.write(() => {
    for (const collection of store.catalog.in(database)) store.catalog.drop(collection);
    return ok({ dropped: database });
  });
}

function listCollections({ store, body, database }: Call): Reply {
  const matches = matcher(body.filter ?? {});
  const all = store.catalog.in(database).map((collection): Doc => {
    const brief = { name: collection.name, type: 'collection' };
    return isTrue(body.nameOnly)
      ? brief
      : { ...brief, options: {}, info: { readOnly: false }, idIndex: collection.indexes[0]?.spec };
  });
  return store.cursors.first(`${database}.$cmd.listCollections`, all.filter(matches).map(encode), undefined);
}

function listDatabases({ store, body }: Call): Reply {
  const matches = matcher(body.filter ?? {});
  const sizes = new Map<string, number>();
  for (const collection of store.catalog.all())
    sizes.set(
      collection.database,
      (sizes.get(collection.database) ?? 0) + store.engine.count(store.engine.documents, collection.range),
    );
  const databases = [...sizes].map(
    ([name, count]): Doc =>
      isTrue(body.nameOnly) ? { name } : { name, sizeOnDisk: count * 4096, empty: count === 0 },
  );
  return ok({ databases: databases.filter(matches) });
}

export const ADMIN_COMMANDS: Readonly<Record<string, Command>> = {
  createIndexes: { fields: ['indexes', 'commitQuorum'], run: createIndexes },
  dropIndexes: { fields: ['index'], run: dropIndexes },
  listIndexes: { fields: ['cursor'], run: listIndexes },
  create: {
    fields: ['autoIndexId', 'idIndex', 'flags'],
    refused:
      'capped size max timeseries clusteredIndex viewOn pipeline validator validationLevel validationAction collation expireAfterSeconds storageEngine indexOptionDefaults changeStreamPreAndPostImages encryptedFields'.split(
        ' ',
      ),
    run: create,
  },
  drop: { fields: [], run: drop },
  dropDatabase: { fields: [], run: dropDatabase },
  listCollections: {
    fields: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
    run: listCollections,
  },
  listDatabases: { fields: ['filter', 'nameOnly', 'authorizedDatabases'], run: listDatabases },
};
