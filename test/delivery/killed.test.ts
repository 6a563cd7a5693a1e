import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { createOutbox, type Outcome } from '../../src/delivery/outbox';
import { batchOf, createIssueModel } from '../../src/features/digest/issue';
import { createIssueStore } from '../../src/features/digest/issue-store';
import { createLogger } from '../../src/log';
import { startEmbeddedStore } from '../../src/storage/embedded';
import { month } from '../features/digest/months';
import { catalog, milestones } from '../records/catalog';
import { isEmbedded, withStore } from '../storage/with-store';
import { type Connector, startConnector } from '../support/connector';
import { type FakeSlack, startFakeSlack } from '../support/slack-api';
import { RUNS_SOURCES } from '../support/sources';

/** Three processes need more to be at work when they are killed. */
const TEAMS = isEmbedded() ? 90 : 240;
const SLACK = isEmbedded() ? 30 : 60;
const KILLS = 4;
const KEY = '2026-12';

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
    const counts = { TEAMS: String(TEAMS), SLACKS: String(SLACK) };
    const env = { ...process.env, ...store, ...counts, CONNECTOR: connector.url, SLACK: slack.apiUrl };
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
    begin: () => Promise<void> = async () => undefined,
  ): Promise<void> => {
    replicas = await Promise.all(Array.from({ length: count }, () => start(store)));
    await begin();
    for (let kills = 0; kills < KILLS; kills += 1) {
      const before = sent();
      // The first comes while the messages are being queued, the others while they are being sent.
      for (let waited = 0; kills > 0 && sent() === before && waited < 2_000; waited += 5) await sleep(5);
      await sleep(random() * (kills > 0 ? 300 : 200 * count));
      const victim = Math.floor(random() * count);
      await kill(replicas[victim]);
      replicas[victim] = await start(store);
    }
  };
  /** Waits until one of them finds nothing more to do, and ends them all. */
  const over = async (): Promise<void> => {
    await Promise.race(replicas.map((replica) => new Promise((resolve) => replica.once('message', resolve))));
    await Promise.all(replicas.map(kill));
    replicas = [];
  };
  /** A digest that somebody has just pressed "Skicka nu" for: to whom it goes isn't noted yet, and nothing is queued. */
  const beginSending = async (uri: string): Promise<void> => {
    const connection = await mongoose.createConnection(uri).asPromise();
    const view = month('empty', 'channel', { catalog, milestones });
    const views = { channel: view, person: view, own: {} };
    const inBoth = { sv: views, en: views };
    const at = new Date();
    await createIssueStore(createIssueModel(connection)).insert({
      ...{
        _id: KEY,
        state: 'sending',
        version: 1,
        from: at,
        until: at,
        composedAt: at,
        sendOn: '2026-12-01',
      },
      ...{ content: { teams: inBoth, slack: inBoth }, preparedBy: 'teams:sara', history: [] },
    });
    await connection.close();
  };

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
    await beginSending(store.uri);
    await store.close();
    await killAgainAndAgain({ STORE_DIR: dir }, 1, seeded(42));
    await over();
    const again = await startEmbeddedStore({ dir });
    const outcomes = await onStore(again.uri, (outbox) => outbox.outcomes(batchOf(KEY)));
    await again.close();
    await rm(dir, { recursive: true, force: true });
    check(outcomes);
  });

  it('lose nobody and write to nobody twice: three processes on one server', async function () {
    if (isEmbedded()) this.skip();
    const store = await withStore();
    await killAgainAndAgain({ STORE_URI: store.uri }, 3, seeded(4711), () => beginSending(store.uri));
    await over();
    const outcomes = await onStore(store.uri, (outbox) => outbox.outcomes(batchOf(KEY)));
    await store.stop();
    check(outcomes);
  });
});
