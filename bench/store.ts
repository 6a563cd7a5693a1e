import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { startEmbeddedStore } from '../src/storage/embedded';

interface Example {
  _id: string;
  title: string;
  status: string;
  administration: string;
  principles: string[];
  createdAt: Date;
  text: string;
  n: number;
}

const STATUSES = ['draft', 'published', 'withdrawn'];
const START = Date.UTC(2024, 0, 1);

const example = (i: number): Example => ({
  _id: `E-2026-${String(i).padStart(6, '0')}`,
  title: `Läxhjälp i stadsdelen ${i % 97}`,
  status: STATUSES[i % 3] ?? '',
  administration: `förvaltning-${i % 14}`,
  principles: ['dialog', 'öppenhet', 'kvalitet'].slice(0, 1 + (i % 3)),
  createdAt: new Date(START + ((i * 7919) % 50_000) * 60_000),
  text: 'En mötesplats där föreningar och förvaltningar prövar något nytt. '.repeat(4),
  n: i,
});

const print = (text: string) => process.stdout.write(`${text}\n`);

/** Times in microseconds: the middle one and the 99th of a hundred. */
async function measure(name: string, times: number, run: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < Math.min(50, times); i++) await run(i);
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = process.hrtime.bigint();
    await run(50 + i);
    taken.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => Math.round(taken[Math.floor(taken.length * share)] ?? 0);
  print(`${name.padEnd(56)} p50 ${String(at(0.5)).padStart(7)} µs   p99 ${String(at(0.99)).padStart(7)} µs`);
}

/** Many at once: what each costs when group commit can gather them. */
async function measureTogether(
  name: string,
  times: number,
  run: (i: number) => Promise<unknown>,
): Promise<void> {
  const start = process.hrtime.bigint();
  let next = 0;
  const worker = async () => {
    while (next < times) await run(next++);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  print(
    `${name.padEnd(56)} ${(Number(process.hrtime.bigint() - start) / 1000 / times).toFixed(0).padStart(11)} µs each`,
  );
}

async function benchmark(count: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'cnatet-bench-'));
  let store = await startEmbeddedStore({ dir });
  let client = await mongo.MongoClient.connect(store.uri);
  let examples = client.db().collection<Example>('examples');
  await examples.createIndex({ status: 1, createdAt: -1 });
  await examples.createIndex({ administration: 1, status: 1, createdAt: -1 });
  await examples.createIndex({ principles: 1, createdAt: -1 });
  await examples.createIndex({ n: 1 }, { unique: true });
  const fill = process.hrtime.bigint();
  for (let i = 0; i < count; i += 1000)
    await examples.insertMany(Array.from({ length: 1000 }, (_, j) => example(i + j)));
  print(
    `\n${count} documents with four indexes beside _id, filled in ${(Number(process.hrtime.bigint() - fill) / 1e9).toFixed(1)} s`,
  );
  await client.close();
  await store.close();

  const start = process.hrtime.bigint();
  store = await startEmbeddedStore({ dir });
  print(`start ${(Number(process.hrtime.bigint() - start) / 1e6).toFixed(0)} ms`);
  client = await mongo.MongoClient.connect(store.uri);
  examples = client.db().collection<Example>('examples');

  const some = (i: number) => (i * 7919) % count;
  await measure('find by _id', 1000, (i) => examples.findOne({ _id: example(some(i))._id }));
  await measure('find by unique key', 1000, (i) => examples.findOne({ n: some(i) }));
  await measure('list of 20, filtered and sorted', 300, (i) =>
    examples.find({ status: STATUSES[i % 3] }, { sort: { createdAt: -1 }, limit: 20 }).toArray(),
  );
  await measure('list of 20, two filters, sorted', 300, (i) =>
    examples
      .find(
        { administration: `förvaltning-${i % 14}`, status: { $in: ['draft', 'published'] } },
        { sort: { createdAt: -1 }, limit: 20 },
      )
      .toArray(),
  );
  await measure('list of 20 by an element of an array, page 10', 300, () =>
    examples.find({ principles: 'kvalitet' }, { sort: { createdAt: -1 }, skip: 200, limit: 20 }).toArray(),
  );
  await measure('all drafts, sorted by an index', 10, () =>
    examples.find({ status: 'draft' }, { sort: { createdAt: -1 } }).toArray(),
  );
  await measure('countDocuments of a status', 50, () => examples.countDocuments({ status: 'published' }));
  await measure('insert', 500, (i) => examples.insertOne(example(count + i)));
  await measure('updateOne $set of an indexed field', 500, (i) =>
    examples.updateOne({ n: some(i) }, { $set: { status: 'withdrawn', createdAt: new Date(START + i) } }),
  );
  await measure('findOneAndUpdate', 500, (i) =>
    examples.findOneAndUpdate(
      { _id: example(some(i))._id },
      { $set: { title: `x${i}` } },
      { returnDocument: 'after' },
    ),
  );
  await measureTogether('find by _id, 16 at once', 5000, (i) =>
    examples.findOne({ _id: example(some(i))._id }),
  );
  await measureTogether('insert, 16 at once', 2000, (i) => examples.insertOne(example(count + 10_000 + i)));
  await measureTogether('updateOne, 16 at once', 2000, (i) =>
    examples.updateOne({ n: some(i) }, { $inc: { 'seen.times': 1 } }),
  );
  await client.close();
  await store.close();
  await rm(dir, { recursive: true, force: true });
}

async function main(): Promise<void> {
  for (const count of [10_000, 50_000]) await benchmark(count);
}

main().catch((error) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
