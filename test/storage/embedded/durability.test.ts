import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { open } from 'lmdb';
import { mongo } from 'mongoose';
import { StoreLockedError, startEmbeddedStore } from '../../../src/storage/embedded';
import { RUNS_SOURCES } from '../../support/sources';
import { seeded } from './random';
import { temporaryDir } from './temporary-dir';

type Doc = mongo.Document & { _id: string };
type Words = {
  ready?: string;
  inserted?: string;
  updated?: string;
  deleted?: string;
  failed?: string;
  message?: string;
};

const start = (mode: string, dir: string, round = 0): ChildProcess =>
  fork(join(__dirname, 'child.ts'), [mode, dir, String(round)], {
    execArgv: [...RUNS_SOURCES],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });

const firstWords = async (child: ChildProcess): Promise<Words> => {
  const [words] = await once(child, 'message');
  return words as Words;
};

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe('the embedded store when things go wrong', function () {
  this.timeout(120_000);

  it('loses nothing acknowledged when its process is killed at a random moment, ten times over', async () => {
    const random = seeded(99);
    const dir = await temporaryDir();
    /** What each document must be: gone, or in one of these states. An operation under way may or may not have happened. */
    const known = new Map<string, 'new' | 'changed' | 'gone'>();
    let acknowledged = 0;
    for (let round = 0; round < 10; round++) {
      const child = start('write', dir, round);
      expect(await firstWords(child)).to.have.property('ready');
      const wanted = 20 + Math.floor(random() * 200);
      let seen = 0;
      const enough = new Promise<void>((resolve) => {
        child.on('message', (words: Words) => {
          acknowledged++;
          if (words.inserted) known.set(words.inserted, 'new');
          if (words.updated) known.set(words.updated, 'changed');
          if (words.deleted) known.set(words.deleted, 'gone');
          if (++seen >= wanted) resolve();
        });
      });
      await enough;
      await new Promise((done) => setTimeout(done, random() * 5));
      await kill(child);
      await checkAgainst(dir, known);
    }
    expect(acknowledged).to.be.above(500);
  });

  async function checkAgainst(dir: string, known: Map<string, string>): Promise<void> {
    const store = await startEmbeddedStore({ dir });
    expect(store.checkIntegrity()).to.deep.equal([]);
    const client = await mongo.MongoClient.connect(store.uri);
    const collection = client.db().collection<Doc>('docs');
    const found = new Map((await collection.find().toArray()).map((doc) => [doc._id, doc]));
    for (const [id, state] of known) {
      const doc = found.get(id);
      const i = Number(id.split('-')[1]);
      if (state === 'gone') expect(doc, `${id} was deleted`).to.equal(undefined);
      else if (doc === undefined) expect(i % 7, `${id} is lost`).to.equal(0);
      else if (state === 'changed') expect(doc.state, id).to.equal('changed');
      const byUniqueKey = await collection.countDocuments({ n: Number(id.split('-')[0]) * 1_000_000 + i });
      expect(byUniqueKey, id).to.equal(doc ? 1 : 0);
    }
    await client.close();
    await store.close();
    // An operation that was under way at the kill has shown by now whether it happened.
    for (const id of known.keys()) if (!found.has(id)) known.set(id, 'gone');
    for (const [id, doc] of found) known.set(id, doc.state === 'changed' ? 'changed' : 'new');
  }

  it('says which document and index disagree, when one entry is taken away or added by hand', async () => {
    const dir = await temporaryDir();
    const first = await startEmbeddedStore({ dir });
    const client = await mongo.MongoClient.connect(first.uri);
    const collection = client.db().collection<mongo.Document & { _id: number }>('docs');
    await collection.createIndex({ a: 1 });
    await collection.insertMany([
      { _id: 1, a: 'x' },
      { _id: 2, a: 'y' },
    ]);
    expect(first.checkIntegrity()).to.deep.equal([]);
    await client.close();
    await first.close();

    const bytes = { keyEncoding: 'binary', encoding: 'binary' } as const;
    const root = open<Buffer, Buffer>({
      path: join(dir, 'store'),
      maxDbs: 4,
      overlappingSync: false,
      ...bytes,
    });
    const entries = root.openDB<Buffer, Buffer>({ name: 'entries', ...bytes });
    const [taken] = Array.from(entries.getRange(), ({ key }) => Buffer.from(key)).filter((key) =>
      key.includes('x'),
    );
    if (!taken) throw new Error('no entry with the value x');
    await entries.remove(taken);
    await entries.put(
      Buffer.concat([taken.subarray(0, 5), Buffer.from('z\0\0'), Buffer.from([0, 0, 0, 0, 0, 9])]),
      Buffer.from([0, 0, 0, 0, 0, 9]),
    );
    await root.close();

    const second = await startEmbeddedStore({ dir });
    expect(second.checkIntegrity()).to.deep.equal([
      'cnatet.docs: a_1 has an entry that no document makes',
      'cnatet.docs: a_1 lacks 1 entries',
    ]);
    await second.close();
  });

  it('answers a full disk with an error, reads on, and writes again when there is room', async function () {
    if (process.platform === 'win32') return this.skip();
    const dir = await temporaryDir();
    // A limit of 4 MB for each file stands for a full disk; Node ignores the signal, so that the write fails.
    const script = 'ulimit -f 4096; exec "$0" "$@"';
    const child = spawn(
      'bash',
      ['-c', script, process.execPath, ...RUNS_SOURCES, join(__dirname, 'child.ts'), 'fill', dir],
      {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
    await firstWords(child);
    const [result] = await once(child, 'message');
    await kill(child);
    expect(result.written).to.be.above(10).and.below(50);
    expect(result).to.include({
      code: 14031,
      readable: result.written,
      stillFull: 14031,
      deletedCount: 4,
      after: 'written',
    });
    expect(result.text).to.contain('disk');
    const store = await startEmbeddedStore({ dir });
    expect(store.checkIntegrity()).to.deep.equal([]);
    await store.close();
  });

  it('lets no second process into the directory, and a new one in when the first was killed', async () => {
    const dir = await temporaryDir();
    const holder = start('hold', dir);
    expect(await firstWords(holder)).to.have.property('ready');
    const error = await startEmbeddedStore({ dir }).catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(StoreLockedError);
    expect(error).to.include({ code: 'STORE_LOCKED', pid: holder.pid });
    expect(String(error))
      .to.contain(dir)
      .and.to.contain(`process ${holder.pid}`)
      .and.to.contain('DATA_DIR')
      .and.to.contain('MONGODB_URI');
    await kill(holder);
    const store = await startEmbeddedStore({ dir });
    const again = await startEmbeddedStore({ dir }).catch((caught: unknown) => caught);
    expect(again).to.have.property('pid', process.pid);
    await store.close();
    await (await startEmbeddedStore({ dir })).close();
  });

  it('lets one of several in that start at once over the lock of a dead one', async () => {
    const dir = await temporaryDir();
    const dead = start('hold', dir);
    await firstWords(dead);
    await kill(dead);
    const children = [1, 2, 3, 4].map(() => start('hold', dir));
    const words = await Promise.all(children.map(firstWords));
    expect(words.filter((one) => one.ready)).to.have.length(1);
    expect(words.filter((one) => one.failed === 'STORE_LOCKED')).to.have.length(3);
    await Promise.all(children.map(kill));
  });

  it('believes the holder in another container alive while its lock is fresh', async () => {
    const dir = await temporaryDir();
    await mkdir(dir, { recursive: true });
    const file = join(dir, 'lock.4');
    await writeFile(file, JSON.stringify({ pid: 1, realm: 'elsewhere', started: '1' }));
    const error = await startEmbeddedStore({ dir }).catch((caught: unknown) => caught);
    expect(String(error)).to.contain('another container').and.to.contain(file);
    await rm(file);
    await (await startEmbeddedStore({ dir })).close();
  });
});
