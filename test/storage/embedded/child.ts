import type { mongo } from 'mongoose';
import { startEmbeddedStore } from '../../../src/storage/embedded';
import { messageOf } from '../../../src/storage/embedded/errors';

/** One line to the parent; written before the next operation begins, so that a kill leaves it said or not said. */
const say = (words: object) => process.send?.(words);

/**
 * A process of its own for the tests that kill it. `hold` opens the store and waits; `write` opens it and writes
 * without end, telling the parent of each acknowledged operation; `fill` writes until the disk is full and tells what
 * still works then.
 */
async function main([mode = '', dir = '', round = '0']: string[]): Promise<void> {
  const store = await startEmbeddedStore({ dir });
  say({ ready: store.uri });
  if (mode === 'hold') return;
  // Those that only hold the store start sooner without it.
  const { MongoClient } = (await import('mongoose')).mongo;
  const client = await MongoClient.connect(store.uri);
  const collection = client.db().collection<mongo.Document & { _id: string }>('docs');
  if (mode === 'fill') return fill(collection);
  await collection.createIndex({ n: 1 }, { unique: true });
  await collection.createIndex({ group: 1, at: -1 });
  const base = Number(round) * 1_000_000;
  const writer = async (lane: number) => {
    for (let i = lane; ; i += 4) {
      const _id = `${round}-${i}`;
      await collection.insertOne({
        _id,
        n: base + i,
        group: i % 5,
        at: i,
        state: 'new',
        text: 'x'.repeat(i % 900),
      });
      say({ inserted: _id });
      if (i % 3 === 0) {
        await collection.updateOne({ _id }, { $set: { state: 'changed', group: 9, at: -i } });
        say({ updated: _id });
      }
      if (i % 7 === 0) {
        await collection.deleteOne({ n: base + i });
        say({ deleted: _id });
      }
    }
  };
  await Promise.all([0, 1, 2, 3].map(writer));
}

async function fill(collection: mongo.Collection<mongo.Document & { _id: string }>): Promise<void> {
  const insert = (_id: string, kilobytes: number) =>
    collection.insertOne({ _id, text: 'x'.repeat(kilobytes * 1024) });
  let written = 0;
  let error: mongo.MongoServerError | undefined;
  while (!error && written < 1000) {
    await insert(`a${written}`, 100).then(
      () => written++,
      (caught: mongo.MongoServerError) => {
        error = caught;
      },
    );
  }
  const readable = await collection.countDocuments({ text: /^x/ });
  const stillFull = await insert('b', 100).catch((caught: mongo.MongoServerError) => caught.code);
  const { deletedCount } = await collection.deleteMany({ _id: { $in: ['a0', 'a1', 'a2', 'a3'] } });
  const after = await insert('c', 1).then(
    () => 'written',
    (caught: mongo.MongoServerError) => caught.message,
  );
  say({ written, code: error?.code, text: error?.message, readable, stillFull, deletedCount, after });
}

main(process.argv.slice(2)).catch((error: { code?: string }) => {
  say({ failed: error.code ?? '', message: messageOf(error) });
  process.disconnect?.();
});
