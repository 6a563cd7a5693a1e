import mongoose, { type Connection } from 'mongoose';
import { createOutbox, type Message, type Outbox, type OutboxOptions } from '../../src/delivery/outbox';
import { createPace } from '../../src/delivery/pace';
import type { Sender } from '../../src/delivery/sender';
import { createLogger } from '../../src/log';
import { createSlackPlatform } from '../../src/platforms/slack';
import { createTeamsPlatform } from '../../src/platforms/teams';
import { createIndexes } from '../../src/storage/connection';
import { FakeBot, ROOT } from '../platforms/teams/harness';
import { type TestStore, withStore } from '../storage/with-store';
import { type Connector, startConnector } from '../support/connector';
import { BOT, type FakeSlack, startFakeSlack } from '../support/slack-api';
import { VirtualTime } from '../support/virtual-time';

/** The outbox with the real senders of both platforms, against fakes that note when each request came, in virtual time. */
export interface World {
  readonly time: VirtualTime;
  readonly connection: Connection;
  readonly connector: Connector;
  readonly slack: FakeSlack;
  readonly outbox: Outbox;
  /** Another replica on the same store. */
  replica(): Outbox;
  enqueue(...messages: Message[]): Promise<void>;
  /** Sweeps every 15 seconds, as the process does, or when something falls due, until nothing is left to do. @returns how long it took, in milliseconds. */
  settle(...replicas: Outbox[]): Promise<number>;
  teams(id: string, more?: Partial<Message>): Message;
  slackTo(id: string, more?: Partial<Message>): Message;
  stop(): Promise<void>;
}

export const START = Date.parse('2026-12-01T08:00:00Z');
const SWEEP_MS = 15_000;
/** A call that hangs is given up after this much real time. */
const TIMEOUT_MS = 3_000;

export async function startWorld(options: Partial<OutboxOptions> = {}): Promise<World> {
  const time = new VirtualTime(START);
  const store: TestStore = await withStore();
  const connection = await mongoose
    .createConnection(store.uri, { monitorCommands: true, autoIndex: false, autoCreate: false })
    .asPromise();
  const connector = await startConnector(time.now);
  const slack = await startFakeSlack(time.now);
  const senders = platforms(connector, slack).map((sender) => inTime(sender, time));
  let ids = 0;
  const replica = (): Outbox =>
    createOutbox({
      connection,
      senders: () => senders,
      log: createLogger('silent'),
      clock: time.clock,
      wait: time.wait,
      random: () => 0.5,
      newId: () => `claim-${++ids}`,
      pace: createPace(connection, time),
      ...options,
    });
  const outbox = replica();
  await createIndexes(connection, createLogger('silent'));
  time.watch(connection);
  return {
    ...{ time, connection, connector, slack, outbox, replica },
    enqueue: async (...messages) => {
      await Promise.all(messages.map((message) => outbox.enqueue(message, time.clock())));
    },
    settle: async (...replicas) => {
      const all = replicas.length > 0 ? replicas : [outbox];
      const begin = time.now();
      let end = begin;
      const open = { state: { $in: ['queued', 'claimed', 'sending'] } };
      for (;;) {
        await time.run(Promise.all(all.map((one) => one.sweep())));
        end = time.now();
        if ((await connection.collection('deliveries').countDocuments(open)) === 0) return end - begin;
        const [next] = await connection
          .collection('deliveries')
          .find(open, { sort: { due: 1 }, limit: 1 })
          .toArray();
        time.advance(Math.max(SWEEP_MS, new Date(next?.due ?? 0).getTime() - time.now()));
      }
    },
    teams: (id, more) => ({ ...messageTo('teams', id), address: teamsAddress(connector, id), ...more }),
    slackTo: (id, more) => ({ ...messageTo('slack', id), address: { channel: id }, ...more }),
    stop: async () => {
      await connection.close();
      await Promise.all([connector.close(), slack.stop(), store.stop()]);
    },
  };
}

/** The two platforms as they send in production, but that a call is given up sooner. */
export function platforms(_connector: Pick<Connector, 'url'>, slack: Pick<FakeSlack, 'apiUrl'>): Sender[] {
  const bot = new FakeBot();
  const log = createLogger('silent');
  const clock = (): Date => new Date();
  return [
    createTeamsPlatform({
      ...{ config: undefined, bot, log, clock, rootDir: ROOT, connectorBudgetMs: TIMEOUT_MS },
      token: async () => 'token',
    }),
    createSlackPlatform({
      config: { botToken: BOT.token, signingSecret: 'secret', apiUrl: slack.apiUrl },
      ...{ bot, log, clock, callTimeoutMs: TIMEOUT_MS },
    }),
  ];
}

export function teamsAddress({ url }: Pick<Connector, 'url'>, id: string): Record<string, unknown> {
  return { serviceUrl: url, conversation: `a:${id}`, bot: '28:bot', tenant: 'tenant' };
}

export function messageTo(platform: 'teams' | 'slack', id: string): Omit<Message, 'address'> {
  const _id = `digest:2026-12:${platform}:${id}`;
  const reply = { views: [{ kind: 'notice', tone: 'info', text: `Hej ${id}.` }], language: 'sv' } as const;
  return { _id, kind: 'digest', batch: 'digest:2026-12', recipient: `${platform}:${id}`, platform, reply };
}

/** Requests take no time of their own. */
function inTime(sender: Sender, time: VirtualTime): Sender {
  const { opening, find } = sender;
  return {
    ...sender,
    send: (...args) => time.during(sender.send(...args)),
    update: (...args) => time.during(sender.update(...args)),
    remove: (...args) => time.during(sender.remove(...args)),
    ...(find !== undefined && { find: (...args) => time.during(find(...args)) }),
    ...(opening !== undefined && {
      opening: (address) => {
        const opened = opening(address);
        return opened && { ...opened, run: () => time.during(opened.run()) };
      },
    }),
  };
}

/** The most that came within any window of so many milliseconds. */
export function mostWithin(times: readonly number[], windowMs: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [index, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) >= windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
