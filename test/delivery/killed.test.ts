import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { createOutbox, type Outcome } from '../../src/delivery/outbox';
import { createLogger } from '../../src/log';
import { startEmbeddedStore } from '../../src/storage/embedded';
import { isEmbedded, withStore } from '../storage/with-store';
import { type Connector, startConnector } from '../support/connector';
import { type FakeSlack, startFakeSlack } from '../support/slack-api';
import { RUNS_SOURCES } from '../support/sources';
import { messageTo, teamsAddress } from './world';

/** Three processes need more to be at work when they are killed. */
const TEAMS = isEmbedded() ? 90 : 240;
const SLACK = isEmbedded() ? 30 : 60;
const KILLS = 4;
const BATCH = 'digest:2026-12';

/** Numbers that look random and are the same at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** With the outbox on the store, from outside the replicas. */
async function onStore<T>(
  uri: string,
  work: (outbox: ReturnType<typeof createOutbox>) => Promise<T>,
): Promise<T> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    const log = createLogger('silent');
    return await work(createOutbox({ connection, senders: () => [], log, clock: () => new Date() }));
  } finally {
    await connection.close();
  }
}

describe('replicas that are killed in the middle of a sending', function () {
  this.timeout(180_000);
  let connector: Connector;
  let slack: FakeSlack;
  let replicas: ChildProcess[] = [];
  before(async () => {
    connector = await startConnector();
    slack = await startFakeSlack();
    // Answers that take a moment: a kill then often comes between a message's arrival and the record of it.
    const random = seeded(7);
    slack.behave = () => ({ kind: 'slow', ms: 5 + random() * 60 });
  });
  after(async () => {
    for (const replica of replicas) replica.kill('SIGKILL');
    await Promise.all([connector.close(), slack.stop()]);
  });

  const start = async (store: Record<string, string>): Promise<ChildProcess> => {
    const env = { ...process.env, ...store, CONNECTOR: connector.url, SLACK: slack.apiUrl };
    const child = fork(path.join(__dirname, 'replica.ts'), { env, execArgv: [...RUNS_SOURCES] });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`replica ended with ${code}`)));
    });
    return child;
  };
  const kill = async (child: ChildProcess | undefined): Promise<void> => {
    if (child === undefined) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  const sent = (): number => connector.messages().length + slack.posted().length;

  /** Kills one of them at a random moment, again and again, and starts another in its place. */
  const killAgainAndAgain = async (
    store: Record<string, string>,
    count: number,
    random: () => number,
  ): Promise<void> => {
    replicas = await Promise.all(Array.from({ length: count }, () => start(store)));
    for (let kills = 0; kills < KILLS; kills += 1) {
      const before = sent();
      for (let waited = 0; sent() === before && waited < 2_000; waited += 5) await sleep(5);
      await sleep(random() * 300);
      const victim = Math.floor(random() * count);
      await kill(replicas[victim]);
      replicas[victim] = await start(store);
    }
  };
  const settled = (outcomes: readonly Outcome[]): boolean =>
    outcomes.every(({ state }) => state !== 'queued');
  const enqueueAll = (uri: string): Promise<void> =>
    onStore(uri, async (outbox) => {
      for (let i = 0; i < TEAMS; i += 1) {
        const message = { ...messageTo('teams', `t${i}`), address: teamsAddress(connector, `t${i}`) };
        await outbox.enqueue(message, new Date());
      }
      for (let i = 0; i < SLACK; i += 1) {
        const message = { ...messageTo('slack', `U${i}`), address: { channel: `U${i}` } };
        await outbox.enqueue(message, new Date());
      }
    });

  const check = (outcomes: readonly Outcome[]): void => {
    expect(outcomes).to.have.length(TEAMS + SLACK);
    for (const { recipient, state } of outcomes) {
      const [platform, id] = recipient.split(':');
      const arrived =
        platform === 'teams'
          ? connector.calls.filter(({ accepted, conversation }) => accepted && conversation === `a:${id}`)
              .length
          : slack.posted().filter(({ channel }) => channel === id).length;
      if (platform === 'slack') expect(state, recipient).to.equal('sent');
      if (state === 'sent') expect(arrived, recipient).to.equal(1);
      else {
        expect(state, recipient).to.equal('uncertain');
        expect(arrived, recipient).to.be.at.most(1);
      }
    }
    const uncertain = outcomes.filter(({ state }) => state === 'uncertain').length;
    expect(uncertain, 'each kill leaves at most what was on its way').to.be.at.most(TEAMS / 2);
  };

  it('lose nobody and write to nobody twice: one process with the embedded store', async function () {
    if (!isEmbedded()) this.skip();
    const dir = await mkdtemp(path.join(tmpdir(), 'cnatet-killed-'));
    const store = await startEmbeddedStore({ dir });
    await enqueueAll(store.uri);
    await store.close();
    await killAgainAndAgain({ STORE_DIR: dir }, 1, seeded(42));
    let outcomes: Outcome[] = [];
    while (outcomes.length === 0 || !settled(outcomes)) {
      await sleep(4_000);
      await Promise.all(replicas.map(kill));
      const again = await startEmbeddedStore({ dir });
      outcomes = await onStore(again.uri, (outbox) => outbox.outcomes(BATCH));
      await again.close();
      replicas = settled(outcomes) ? [] : [await start({ STORE_DIR: dir })];
    }
    await rm(dir, { recursive: true, force: true });
    check(outcomes);
  });

  it('lose nobody and write to nobody twice: three processes on one server', async function () {
    if (isEmbedded()) this.skip();
    const store = await withStore();
    await enqueueAll(store.uri);
    await killAgainAndAgain({ STORE_URI: store.uri }, 3, seeded(4711));
    let outcomes: Outcome[] = [];
    while (outcomes.length === 0 || !settled(outcomes)) {
      await sleep(500);
      outcomes = await onStore(store.uri, (outbox) => outbox.outcomes(BATCH));
    }
    await Promise.all(replicas.map(kill));
    await store.stop();
    check(outcomes);
  });
});
