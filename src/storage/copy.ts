import { createHash } from 'node:crypto';
import { mongo } from 'mongoose';
import type { StoreLog } from './embedded';

const { BSON, MongoClient } = mongo;

/** Types as they are stored, so that a whole double stays a double and a long a long. */
export const EXACT = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const;
const BATCH = 500;
const SYSTEM_DATABASES = new Set(['admin', 'local', 'config']);

type Doc = mongo.Document;
type Collection = mongo.Collection<Doc>;

export interface CopyOptions {
  /** With a database name only that database is copied, without one all of them. */
  readonly fromUri: string;
  /** A database name here is that of the copy; without one it keeps its name. */
  readonly toUri: string;
  readonly log: StoreLog;
}

export interface CopiedCollection {
  readonly name: string;
  readonly documents: number;
  /** How many of them were not there yet. */
  readonly copied: number;
  readonly indexes: number;
  /** SHA-256 of all documents in the order of their _id; the same on both sides. */
  readonly sha256: string;
}

/** The target holds something else; nothing was written to it. */
export class CopyRefusedError extends Error {
  readonly code = 'STORE_COPY_REFUSED';
}

/** What arrived is not what was sent. */
export class CopyMismatchError extends Error {
  readonly code = 'STORE_COPY_MISMATCH';
}

/**
 * Copies collections with their indexes from one MongoDB server to another and compares counts and content hashes.
 * May be run again after it was interrupted: what is there already is compared and left. Nobody may write to the
 * source meanwhile.
 * @throws CopyRefusedError when the target holds a document that the source has not, or has otherwise
 * @throws CopyMismatchError when the two differ afterwards
 */
export async function copyStore({ fromUri, toUri, log }: CopyOptions): Promise<CopiedCollection[]> {
  const from = new MongoClient(fromUri);
  const to = new MongoClient(toUri);
  try {
    await Promise.all([from.connect(), to.connect()]);
    const pairs = await collectionPairs(from, to);
    for (const { source, target } of pairs) await refuseOtherContent(source, target);
    const copied: CopiedCollection[] = [];
    for (const { source, target } of pairs) {
      const result = await copyCollection(source, target);
      log.info(result, 'store copy: collection copied and verified');
      copied.push(result);
    }
    return copied;
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
}

interface Pair {
  readonly source: Collection;
  readonly target: Collection;
}

/** Every collection of either side, so that a target with others of its own is noticed. */
async function collectionPairs(from: mongo.MongoClient, to: mongo.MongoClient): Promise<Pair[]> {
  const named = from.options.dbName;
  const hasName = named !== undefined && named !== 'test';
  const databases = hasName
    ? [named]
    : (await from.db().admin().listDatabases()).databases.map((one) => one.name);
  const targetName = to.options.dbName === 'test' ? undefined : to.options.dbName;
  const pairs: Pair[] = [];
  for (const database of databases.filter((name) => !SYSTEM_DATABASES.has(name))) {
    const source = from.db(database);
    const target = to.db(databases.length === 1 ? (targetName ?? database) : database);
    const names = new Set([...(await collectionNames(source)), ...(await collectionNames(target))]);
    for (const name of [...names].sort())
      pairs.push({ source: source.collection(name), target: target.collection(name) });
  }
  return pairs;
}

async function collectionNames(db: mongo.Db): Promise<string[]> {
  const all = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  return all.map((one) => one.name).filter((name) => !name.startsWith('system.'));
}

async function* batches(collection: Collection): AsyncGenerator<Doc[]> {
  let batch: Doc[] = [];
  for await (const doc of collection.find({}, { ...EXACT, sort: { _id: 1 }, batchSize: BATCH })) {
    batch.push(doc);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

const keyOf = (doc: Doc) => BSON.EJSON.stringify(doc._id, { relaxed: false });
const bytesOf = (doc: Doc) => Buffer.from(BSON.serialize(doc));

/** The documents of these _ids in the other collection. */
async function counterparts(collection: Collection, batch: readonly Doc[]): Promise<Map<string, Buffer>> {
  const filter = { _id: { $in: batch.map((doc) => doc._id) } };
  const found = await collection.find(filter, EXACT).toArray();
  return new Map(found.map((doc) => [keyOf(doc), bytesOf(doc)]));
}

async function refuseOtherContent(source: Collection, target: Collection): Promise<void> {
  for await (const batch of batches(target)) {
    const known = await counterparts(source, batch);
    const strange = batch.filter((doc) => !known.get(keyOf(doc))?.equals(bytesOf(doc)));
    if (strange.length > 0)
      throw new CopyRefusedError(
        `The target collection ${target.namespace} is not empty and holds documents that the source has not or has otherwise ` +
          `(${strange.length} of the first ${batch.length}). Nothing was copied. Name an empty database, or drop that collection.`,
      );
  }
}

async function copyCollection(source: Collection, target: Collection): Promise<CopiedCollection> {
  let copied = 0;
  for await (const batch of batches(source)) {
    const there = await counterparts(target, batch);
    const missing = batch.filter((doc) => !there.has(keyOf(doc)));
    if (missing.length > 0) await target.insertMany(missing, { ordered: false });
    copied += missing.length;
  }
  const [sent, arrived] = await Promise.all([digest(source), digest(target)]);
  if (sent.count !== arrived.count || sent.sha256 !== arrived.sha256)
    throw new CopyMismatchError(
      `The copy of ${source.namespace} differs: ${sent.count} documents (${sent.sha256}) were sent, ${arrived.count} (${arrived.sha256}) are there.`,
    );
  // Last, because a TTL index begins to remove what has expired.
  const indexes = await copyIndexes(source, target);
  return { name: source.collectionName, documents: sent.count, copied, indexes, sha256: sent.sha256 };
}

/** How many documents, and SHA-256 of all of them in the order of their _id. */
export async function digest(collection: Collection): Promise<{ count: number; sha256: string }> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const batch of batches(collection)) {
    for (const doc of batch) hash.update(bytesOf(doc));
    count += batch.length;
  }
  return { count, sha256: hash.digest('hex') };
}

async function copyIndexes(source: Collection, target: Collection): Promise<number> {
  const indexes = await source.indexes().catch((error: { code?: number }) => {
    // NamespaceNotFound: the collection is one of the target's own, and empty.
    if (error.code === 26) return [];
    throw error;
  });
  const wanted = indexes
    .filter((index) => index.name !== '_id_')
    .map(({ v: _v, ns: _ns, ...index }) => index as mongo.IndexDescription);
  if (wanted.length > 0) await target.createIndexes(wanted);
  return wanted.length;
}
