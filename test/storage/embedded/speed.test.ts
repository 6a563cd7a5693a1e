import { expect } from 'chai';
import { mongo } from 'mongoose';
import { startEmbeddedStore } from '../../../src/storage/embedded';
import { temporaryDir } from './temporary-dir';

interface Row {
  _id: number;
  code: string;
  status: string;
  at: Date;
  text: string;
}

const COUNT = 10_000;
const row = (_id: number): Row => ({
  _id,
  code: `E-${_id}`,
  status: ['draft', 'published', 'withdrawn'][_id % 3] ?? '',
  at: new Date(((_id * 7919) % COUNT) * 1000),
  text: 'x'.repeat(300),
});

/** The middle of 41 times, in milliseconds, so that one hiccup of a busy machine fails nothing. */
async function median(run: (i: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 41; i++) {
    const start = performance.now();
    await run(i);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[20] ?? Number.NaN;
}

describe('the embedded store with 10,000 documents', function () {
  this.timeout(60_000);

  it('starts within 300 ms, reads a point within 2 ms and a sorted list within 50 ms', async () => {
    const dir = await temporaryDir();
    const first = await startEmbeddedStore({ dir });
    const filling = await mongo.MongoClient.connect(first.uri);
    const rows = filling.db().collection<Row>('rows');
    await rows.createIndex({ code: 1 }, { unique: true });
    await rows.createIndex({ status: 1, at: -1 });
    for (let i = 0; i < COUNT; i += 1000)
      await rows.insertMany(Array.from({ length: 1000 }, (_, j) => row(i + j)));
    await filling.close();
    await first.close();

    const start = performance.now();
    const told: string[] = [];
    const store = await startEmbeddedStore({ dir, onSlowPath: (info) => told.push(info.shape) });
    expect(performance.now() - start, 'start').to.be.below(300);
    const client = await mongo.MongoClient.connect(store.uri);
    const found = client.db().collection<Row>('rows');
    expect(await median((i) => found.findOne({ _id: i * 97 })), 'by _id').to.be.below(2);
    expect(await median((i) => found.findOne({ code: `E-${i * 89}` })), 'by unique key').to.be.below(2);
    const list = () =>
      found
        .find({ status: 'published', at: { $lt: new Date(5_000_000) } }, { sort: { at: -1 }, limit: 100 })
        .toArray();
    expect(await list()).to.have.length(100);
    expect(await median(list), 'list').to.be.below(50);
    expect(await median(() => found.countDocuments({ status: 'draft' })), 'count').to.be.below(50);
    expect(told).to.deep.equal([]);
    await client.close();
    await store.close();
  });
});
