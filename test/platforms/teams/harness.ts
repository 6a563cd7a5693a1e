import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { TeamsConfig } from '../../../src/config';
import { createHttpServer } from '../../../src/http/server';
import { createLogger } from '../../../src/log';
import type { Platform } from '../../../src/platforms/platform';
import { createTeamsPlatform, type TeamsOptions } from '../../../src/platforms/teams';
import type { Bot } from '../../../src/turn/bot';
import type { Inbound, Reply } from '../../../src/turn/turn';
import type { FieldOption, View } from '../../../src/views/views';
import { type Connector, startConnector } from '../../support/connector';
import { watched } from '../../support/log-watch';

export const ROOT = path.resolve(__dirname, '../../..');

/** A bot that remembers what it was given and answers what the test says; a key that came before gets no answer. */
export class FakeBot implements Bot {
  readonly inbound: Inbound[] = [];
  reply: Reply = say('Hej.');
  suggestions: readonly FieldOption[] = [];
  asked: { source: string; query: string; limit: number } | undefined;
  /** Resolves before the reply is sent; a test holds a turn with it. */
  hold: Promise<void> | undefined;
  failure: Error | undefined;
  /** Called when a turn begins. */
  onTurn: () => void = () => undefined;
  private readonly seen = new Set<string>();

  async settled(): Promise<void> {}

  opensForm(): boolean {
    return false;
  }

  async handle(inbound: Inbound, respond: (reply: Reply) => Promise<void>): Promise<void> {
    if (this.seen.has(inbound.key)) return;
    this.seen.add(inbound.key);
    this.inbound.push(inbound);
    this.onTurn();
    await this.hold;
    if (this.failure !== undefined) throw this.failure;
    try {
      await respond(this.reply);
    } catch (error) {
      this.seen.delete(inbound.key);
      throw error;
    }
  }

  suggest(source: string, query: string, limit: number): readonly FieldOption[] {
    this.asked = { source, query, limit };
    return this.suggestions;
  }
}

export interface Harness {
  readonly url: string;
  readonly bot: FakeBot;
  readonly connector: Connector;
  readonly platform: Platform;
  readonly logs: string[];
  now: Date;
  stop(): Promise<void>;
}

export interface HarnessOptions extends Partial<Pick<TeamsOptions, 'cloud' | 'token' | 'connectorBudgetMs'>> {
  readonly config?: TeamsConfig;
}

/** The Teams platform on the real HTTP server, with a fake bot behind it and a local Bot Connector before it. */
export async function startTeams(options: HarnessOptions = {}): Promise<Harness> {
  const { config, ...rest } = options;
  const bot = new FakeBot();
  const connector = await startConnector();
  const logs: string[] = [];
  const log = createLogger(
    'debug',
    watched((line) => void logs.push(line)),
  );
  const harness = { now: new Date('2026-03-12T08:00:00Z') };
  const platform = createTeamsPlatform({
    config,
    bot,
    log,
    rootDir: ROOT,
    clock: () => harness.now,
    ...rest,
  });
  const server = createHttpServer(log);
  platform.mount?.(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(harness, {
    url: `http://127.0.0.1:${port}`,
    bot,
    connector,
    platform,
    logs,
    stop: async () => {
      await connector.close();
      server.server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

/** A reply of one notice. */
export function say(text: string, more: Partial<Reply> = {}): Reply {
  return show({ kind: 'notice', tone: 'info', text }, more);
}

export function show(view: View, more: Partial<Reply> = {}): Reply {
  return { views: [view], language: 'sv', ...more };
}
