import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { mongo } from 'mongoose';
import { StoreLockedError, startEmbeddedStore, startStoreThread } from '../../../src/storage/embedded';
import { temporaryDir } from './temporary-dir';

describe('the embedded store in a thread of its own', () => {
  it('serves the driver, keeps what it acknowledged, and lets the directory go when it is closed', async () => {
    const dir = await temporaryDir();
    const lines: string[] = [];
    const say = (_: object, line: string) => lines.push(line);
    const store = await startStoreThread({ dir, log: { info: say, warn: say, error: say } });
    const client = await mongo.MongoClient.connect(store.uri);
    await client.db().collection<{ _id: string }>('things').insertOne({ _id: 'kept' });
    await client.close();
    await store.close();
    await store.close();
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('embedded store');
    const again = await startEmbeddedStore({ dir });
    const reader = await mongo.MongoClient.connect(again.uri);
    expect(await reader.db().collection('things').countDocuments({})).to.equal(1);
    await reader.close();
    await again.close();
  });

  it('says who has the directory as the store itself does', async () => {
    const dir = await temporaryDir();
    const first = await startEmbeddedStore({ dir });
    const error = await startStoreThread({ dir }).catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(StoreLockedError);
    expect(error).to.include({ pid: process.pid, dataDir: dir });
    expect(String(error)).to.contain('DATA_DIR');
    await first.close();
  });

  it('rejects with the reason when it cannot start', async () => {
    const dir = await temporaryDir();
    await rm(dir, { recursive: true, force: true });
    const error = await startStoreThread({ dir: `${dir}\0` }).catch((caught: unknown) => caught);
    expect(String(error)).to.contain('null bytes');
  });

  it('leaves the event loop free while it waits for the disk', async () => {
    const store = await startStoreThread({ dir: await temporaryDir() });
    const client = await mongo.MongoClient.connect(store.uri);
    const things = client.db().collection('things');
    await things.insertMany(Array.from({ length: 4_000 }, (_, n) => ({ n, text: 'x'.repeat(200) })));
    const before = performance.eventLoopUtilization();
    // Walking 4,000 documents without an index is the store's work, not ours.
    expect(await things.countDocuments({ text: { $regex: 'y' } })).to.equal(0);
    expect(performance.eventLoopUtilization(before).utilization).to.be.lessThan(0.5);
    await client.close();
    await store.close();
  });
});
