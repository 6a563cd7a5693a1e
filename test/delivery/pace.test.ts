import { expect } from 'chai';
import mongoose, { type Connection } from 'mongoose';
import { createPace } from '../../src/delivery/pace';
import { createLogger } from '../../src/log';
import { createIndexes } from '../../src/storage/connection';
import { type TestStore, withStore } from '../storage/with-store';
import { mostWithin, START } from './world';

const WIDE = { key: 'all', everyMs: 21 };

describe('the pace', () => {
  let store: TestStore;
  let connection: Connection;
  let now: number;
  before(async () => {
    store = await withStore();
    connection = await mongoose
      .createConnection(store.uri, { monitorCommands: true, autoIndex: false, autoCreate: false })
      .asPromise();
    createPace(connection, { clock: () => new Date(), wait: async () => {} });
    await createIndexes(connection, createLogger('silent'));
  });
  after(async () => {
    await connection.close();
    await store.stop();
  });
  beforeEach(async () => {
    now = START;
    await connection.collection('paces').deleteMany({});
  });
  const wait = async (ms: number): Promise<void> => {
    now += ms;
  };
  const clock = (): Date => new Date(now);

  it('spaces what goes out, for two replicas together', async () => {
    const replicas = [createPace(connection, { clock, wait }), createPace(connection, { clock, wait })];
    const times: number[] = [];
    for (let i = 0; i < 60; i += 1) {
      expect(await replicas[i % 2]?.pass([WIDE])).to.equal(undefined);
      times.push(now);
    }
    expect(mostWithin(times, 1_000)).to.be.at.most(48);
    expect(now - START).to.be.within(59 * 21, 61 * 21);
  });

  it('gets on with a store that takes longer to answer than the slots are apart', async () => {
    const answers = (): void => {
      now += 40;
    };
    connection.getClient().on('commandStarted', answers);
    const pace = createPace(connection, { clock, wait });
    for (let i = 0; i < 20; i += 1) await pace.pass([WIDE]);
    connection.getClient().off('commandStarted', answers);
    // A missed slot costs one more question; without a lead every slot would be missed.
    expect(now - START).to.be.at.most(20 * 150);
  });

  it('says how long a conversation is taken for, without waiting', async () => {
    const pace = createPace(connection, { clock, wait });
    const narrow = { key: 'channel', everyMs: 1_050 };
    await pace.pass([narrow, WIDE]);
    const began = now;
    expect(await pace.pass([narrow, WIDE])).to.deep.equal({ ms: 1_050 - 21, all: false });
    now = began + 1_050;
    expect(await pace.pass([narrow, WIDE])).to.equal(undefined);
  });

  it('counts from when a request goes out that was held up after it had passed', async () => {
    const pace = createPace(connection, { clock, wait });
    const limits = [{ key: 'channel', everyMs: 1_050 }, WIDE];
    await pace.pass(limits);
    now += 600;
    await pace.renew(limits);
    now += 460;
    expect(await pace.pass(limits)).to.deep.equal({ ms: 1_050 - 460, all: false });
  });

  it('lets nothing pass until a Retry-After is over, also what had its slot', async () => {
    const limit = { ...WIDE, stops: true };
    let pausing: Promise<void> | undefined;
    const pace = createPace(connection, {
      clock,
      wait: async (ms) => {
        pausing ??= pace.pause(limit.key, 2_000);
        await pausing;
        now += ms;
      },
    });
    await pace.pass([limit]);
    const began = now;
    await pace.pass([limit]);
    expect(now - began).to.be.at.least(2_000);
    await pace.pause(limit.key, 60_000);
    expect(await pace.pass([limit])).to.deep.include({ all: true });
  });
});
