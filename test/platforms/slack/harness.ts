import type { AddressInfo } from 'node:net';
import { createHttpServer } from '../../../src/http/server';
import { createLogger } from '../../../src/log';
import { createSlackPlatform, type SlackOptions, type SlackPlatform } from '../../../src/platforms/slack';
import type { Bot } from '../../../src/turn/bot';
import type { Inbound, Reply } from '../../../src/turn/turn';
import type { FieldOption, View } from '../../../src/views/views';
import { watched } from '../../support/log-watch';
import { BOT, type FakeSlack, startFakeSlack } from '../../support/slack-api';
import { SIGNING_SECRET } from '../../support/slack-request';

/** A bot that answers as it is told and remembers what came in. Like the real one, it handles a redelivery once. */
export interface FakeBot extends Bot {
  readonly inbound: Inbound[];
  /** What the next turns answer; a function may take its time, throw, or look at what came in. */
  reply: (inbound: Inbound) => Reply | undefined | Promise<Reply | undefined>;
  options: readonly FieldOption[];
}

/** A reply of one notice. */
export function notice(text: string): Reply {
  return views({ kind: 'notice', tone: 'info', text });
}

export function views(...list: View[]): Reply {
  return { views: list, language: 'sv' };
}

function createFakeBot(): FakeBot {
  const seen = new Set<string>();
  const bot: FakeBot = {
    inbound: [],
    reply: () => notice('svar'),
    options: [],
    settled: async () => undefined,
    handle: async (inbound, respond) => {
      if (inbound.redelivers && seen.has(inbound.key)) return;
      seen.add(inbound.key);
      bot.inbound.push(inbound);
      const reply = await bot.reply(inbound);
      if (reply !== undefined) await respond(reply);
    },
    opensForm: () => false,
    suggest: (_source, query, limit) =>
      bot.options.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())).slice(0, limit),
  };
  return bot;
}

export interface Harness {
  readonly base: string;
  readonly bot: FakeBot;
  readonly slack: FakeSlack;
  readonly platform: SlackPlatform;
  /** Everything that was logged, as written. */
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
}

/** Slack's platform in a real HTTP server on a random port, against the fake Slack. */
export async function startHarness(
  over: Partial<SlackOptions> & { teamIds?: string[] } = {},
): Promise<Harness> {
  const slack = await startFakeSlack();
  slack.hasSpoken('D00000001');
  const bot = createFakeBot();
  const lines: string[] = [];
  const log = createLogger(
    'debug',
    watched((line) => void lines.push(line)),
  );
  const platform = createSlackPlatform({
    config: {
      botToken: BOT.token,
      signingSecret: SIGNING_SECRET,
      apiUrl: slack.apiUrl,
      teamIds: over.teamIds,
    },
    bot,
    log,
    clock: () => new Date(),
    callTimeoutMs: 300,
    timing: { ack: 250, loading: 100 },
    ...over,
  });
  const server = createHttpServer(log);
  platform.mount?.(server);
  await platform.start?.();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    bot,
    slack,
    platform,
    logged: () => lines.join(''),
    stop: async () => {
      server.server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await platform.stop?.();
      await slack.stop();
    },
  };
}

/** One for all tests of a `describe`, with what came in and what was called forgotten before each. It is there from `before` on. */
export function useHarness(): Harness {
  let started: Harness | undefined;
  before(async () => {
    started = await startHarness();
  });
  after(() => started?.stop());
  beforeEach(() => {
    if (started === undefined) return;
    started.bot.inbound.length = 0;
    started.slack.calls.length = 0;
    started.bot.reply = () => notice('svar');
  });
  return new Proxy({} as Harness, {
    get: (_target, name) => {
      if (started === undefined) throw new Error('the harness is used before it has been started');
      return Reflect.get(started, name);
    },
  });
}
