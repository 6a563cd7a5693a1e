import { expect } from 'chai';
import mongoose, { type Connection } from 'mongoose';
import { startAgenda } from '../../src/jobs/agenda';
import type { Job } from '../../src/jobs/job';
import { createLogger } from '../../src/log';
import { type TestStore, withStore } from '../storage/with-store';

/** Agenda keeps its own time, so these tests run in real seconds. */
describe('agenda', () => {
  let store: TestStore;
  const connections: Connection[] = [];
  const connect = async (): Promise<Connection> => {
    const options = { serverSelectionTimeoutMS: 500, bufferCommands: false };
    const connection = await mongoose.createConnection(store.uri, options).asPromise();
    connections.push(connection);
    return connection;
  };
  const everySecond: Job = { name: 'tick', schedule: '* * * * * *', run: async () => {} };
  const log = createLogger('silent');
  const timezone = 'Europe/Stockholm';
  beforeEach(async () => {
    store = await withStore();
  });
  afterEach(async () => {
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
    await store.stop();
  });

  it('wakes a job of several replicas from one document, and stops when what runs has ended', async () => {
    const started: number[] = [];
    let ended = 0;
    const runs = [1, 2, 3].map(async (number) => {
      const connection = await connect();
      const run = async (): Promise<void> => {
        started.push(number);
        await new Promise((resolve) => setTimeout(resolve, 300));
        ended += 1;
      };
      return startAgenda({ connection, jobs: [everySecond], timezone, run, log, processEveryMs: 200 });
    });
    const replicas = await Promise.all(runs);
    while (started.length < 3) await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all(replicas.map((replica) => replica.stop()));
    expect(ended).to.equal(started.length);
    const [first] = connections;
    const jobs = await first?.collection('agenda-jobs').find({}).toArray();
    expect(jobs).to.have.length(1);
    expect(jobs?.[0]).to.include({ name: 'tick', repeatTimezone: timezone });
  });

  it('gives what it was about to start back when it stops', async () => {
    const connection = await connect();
    const soon: Job = { ...everySecond, schedule: '*/3 * * * * *' };
    const replica = startAgenda({
      ...{ connection, timezone, log, processEveryMs: 60_000, jobs: [soon] },
      run: async () => {},
    });
    const jobs = connection.collection('agenda-jobs');
    while ((await jobs.countDocuments({ lockedAt: { $ne: null } })) === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await replica.stop();
    expect(await jobs.countDocuments({ lockedAt: { $ne: null } })).to.equal(0);
  });

  it('survives a store that goes away before it has started, or after', async () => {
    const rejected: unknown[] = [];
    const note = (error: unknown): void => void rejected.push(error);
    process.on('unhandledRejection', note);
    const gone = await connect();
    await gone.close();
    const waiting = startAgenda({
      connection: gone,
      timezone,
      log,
      jobs: [everySecond],
      run: async () => {},
    });
    const connection = await connect();
    let woken = 0;
    const replica = startAgenda({
      ...{ connection, timezone, log, processEveryMs: 100, jobs: [everySecond] },
      run: async () => {
        woken += 1;
      },
    });
    while (woken === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await connection.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await Promise.all([waiting.stop(), replica.stop()]);
    process.off('unhandledRejection', note);
    expect(rejected).to.deep.equal([]);
  });
});
