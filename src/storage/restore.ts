import { createHash } from 'node:crypto';
import { mongo } from 'mongoose';
import { z } from 'zod';
import { CopyMismatchError, CopyRefusedError, digest, EXACT } from './copy';
import { ERASURES, erasuresSince } from './forget-again';

const { BSON, MongoClient } = mongo;

const exported = z.object({
  format: z.literal('cnatet-export'),
  version: z.literal(1),
  scope: z.string(),
  collections: z.record(z.string().regex(/^[a-z][a-z-]{0,60}$/), z.array(z.record(z.string(), z.unknown()))),
  sums: z.record(z.string(), z.object({ documents: z.number().int(), sha256: z.string() })),
});

/** The file is no export, has broken off, or has been changed; nothing was written. */
export class NotAnExportError extends Error {
  readonly code = 'STORE_RESTORE_NOT_AN_EXPORT';
}

export interface RestoreOptions {
  /** A newer export of everything: those who have been forgotten since are forgotten again. */
  readonly forgotten?: string;
}

export interface RestoredCollection {
  readonly name: string;
  readonly documents: number;
  /** How many of them were not there yet. */
  readonly restored: number;
  readonly sha256: string;
}

/**
 * Puts the documents of an export into a database, and checks that what is there afterwards is what was exported, to the byte.
 * May be run again after it was interrupted. Nobody may write to the database meanwhile; the indexes come when the bot starts.
 * Whoever is forgotten in a newer export is forgotten in what was restored, as soon as the bot starts.
 * @throws NotAnExportError when a file isn't whole
 * @throws CopyRefusedError when a collection holds something else; nothing was written
 * @throws CopyMismatchError when what is there afterwards differs
 */
export async function restoreExport(
  text: string,
  toUri: string,
  options: RestoreOptions = {},
): Promise<readonly RestoredCollection[]> {
  const collections = readExport(text);
  const since = options.forgotten === undefined ? [] : forgottenSince(collections, options.forgotten);
  const client = new MongoClient(toUri);
  try {
    await client.connect();
    const db = client.db();
    const erasures = db.collection(ERASURES);
    // From a restore that was interrupted; they come again last.
    await erasures.deleteMany({ _id: { $in: since.map(({ _id }) => _id) } });
    for (const one of collections) await refuseOther(db.collection(one.name), one);
    const done: RestoredCollection[] = [];
    for (const one of collections) done.push(await restore(db.collection(one.name), one));
    if (since.length > 0) await erasures.insertMany([...since]);
    return done;
  } finally {
    await client.close();
  }
}

/** The erasures that the export knows nothing of. */
function forgottenSince(collections: readonly Exported[], newer: string): readonly mongo.Document[] {
  const erasuresOf = (all: readonly Exported[]): Iterable<mongo.Document> =>
    all.find(({ name }) => name === ERASURES)?.documents.values() ?? [];
  const restored = collections.map(({ documents }) => documents.values());
  return erasuresSince(erasuresOf(readExport(newer)), erasuresOf(collections), restored);
}

interface Exported {
  readonly name: string;
  /** By the _id as text. */
  readonly documents: ReadonlyMap<string, mongo.Document>;
  readonly sha256: string;
}

function readExport(text: string): readonly Exported[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new NotAnExportError('The file is not a whole export: it is no JSON, or it has broken off.');
  }
  const read = exported.safeParse(json);
  if (!read.success) throw new NotAnExportError('The file is not an export in JSON of this version.');
  const { collections, sums } = read.data;
  return Object.entries(collections).map(([name, lines]) => {
    const documents = lines.map((line) => BSON.EJSON.deserialize(line, { relaxed: false }) as mongo.Document);
    const hash = createHash('sha256');
    for (const document of documents) hash.update(BSON.serialize(document));
    const sha256 = hash.digest('hex');
    if (sums[name]?.sha256 !== sha256 || sums[name]?.documents !== documents.length)
      throw new NotAnExportError(
        `The file has been changed: ${name} is not what was exported. Nothing was restored.`,
      );
    return { name, sha256, documents: new Map(documents.map((document) => [keyOf(document), document])) };
  });
}

const keyOf = (document: mongo.Document): string => BSON.EJSON.stringify(document._id, { relaxed: false });

async function refuseOther(collection: mongo.Collection, { documents }: Exported): Promise<void> {
  for await (const there of collection.find({}, { ...EXACT, sort: { _id: 1 } })) {
    const wanted = documents.get(keyOf(there));
    if (
      wanted === undefined ||
      !Buffer.from(BSON.serialize(wanted)).equals(Buffer.from(BSON.serialize(there)))
    )
      throw new CopyRefusedError(
        `The collection ${collection.namespace} holds something that the export has not or has otherwise. Nothing was restored. Name an empty database.`,
      );
  }
}

async function restore(collection: mongo.Collection, one: Exported): Promise<RestoredCollection> {
  const there = new Set<string>();
  for await (const { _id } of collection.find({}, { ...EXACT, projection: { _id: 1 } }))
    there.add(keyOf({ _id }));
  const missing = [...one.documents].filter(([key]) => !there.has(key)).map(([, document]) => document);
  if (missing.length > 0) await collection.insertMany(missing, { ordered: false });
  const { count, sha256 } = await digest(collection);
  if (count !== one.documents.size || sha256 !== one.sha256)
    throw new CopyMismatchError(`What was restored of ${collection.namespace} differs from the export.`);
  return { name: one.name, documents: count, restored: missing.length, sha256 };
}
