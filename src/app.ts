import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Config, isLoopback } from './config';
import type { OutboxOptions } from './delivery/outbox';
import { queueAge } from './delivery/queue-age';
import { mountDownloads } from './downloads/routes';
import { assembleFeatures } from './features';
import type { Settings } from './features/settings/settings';
import { limitAddresses } from './http/flood';
import { mountMetrics } from './http/metrics';
import { createHttpServer, type HttpServer, mountHealth } from './http/server';
import { createBackground } from './jobs/background';
import type { Job } from './jobs/job';
import { type LoadedKnowledge, loadKnowledge } from './knowledge';
import type { Logger } from './log';
import { observeBot, observeSender } from './metrics/observe';
import { createPrometheus, type Prometheus } from './metrics/prometheus';
import type { Platform } from './platforms/platform';
import { createSlackPlatform } from './platforms/slack';
import { createTeamsPlatform } from './platforms/teams';
import type { DataDeclaration } from './privacy/personal-data';
import { openStore, type Store } from './storage/connection';
import type { Ticks } from './ticks';
import type { Bot } from './turn/bot';
import type { Command } from './turn/command';
import { limitPeople } from './turn/flood';

export interface AppOptions {
  readonly config: Config;
  readonly storeUri: string;
  /** Where adaptive-cards/ and knowledge/ lie. */
  readonly rootDir: string;
  readonly log: Logger;
  readonly clock?: () => Date;
  /** Left out: a registry of its own, which `GET /metrics` shows. */
  readonly metrics?: Prometheus;
  readonly ticks?: Ticks;
  /** How often queued messages are looked for; a test leaves it out and sweeps itself. */
  readonly sweepEveryMs?: number;
  /** For what shares one pack between several apps; else it is read from its directory. */
  readonly loadKnowledge?: (dir: string) => Promise<LoadedKnowledge>;
  /** For tests, whose clock stands still: how the outbox waits and paces. */
  readonly delivery?: Pick<OutboxOptions, 'wait' | 'pace'>;
}

export interface App {
  readonly bot: Bot;
  readonly commands: readonly Command[];
  readonly settings: Settings;
  readonly server: HttpServer;
  readonly store: Store;
  readonly pack: { readonly name: string; readonly entries: number };
  /** What is done at times of the calendar. */
  readonly jobs: readonly Job[];
  /** What is kept about people, by whoever keeps it. */
  readonly declarations: readonly DataDeclaration[];
  /** Does all chores that are due, such as sending what is queued. */
  sweep(): Promise<void>;
  /** Opens the platforms and listens. @returns the address as a URL. */
  listen(): Promise<string>;
  /** Takes no new turns, finishes those under way, and closes the store. */
  stop(): Promise<void>;
}

/**
 * Puts the parts together; the only place where all of them meet.
 * @throws PackError when the knowledge pack has mistakes.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, log, rootDir } = options;
  const clock = options.clock ?? (() => new Date());
  const load = options.loadKnowledge ?? loadKnowledge;
  const ticks = options.ticks ?? (() => performance.now());
  const { knowledge, entries } = await load(path.resolve(rootDir, config.knowledgeDir));
  const metrics = options.metrics ?? createPrometheus();
  const store = openStore(options.storeUri, log, metrics);
  const platforms: Platform[] = [];
  let address: string | undefined;
  const { chores, jobs, outbox, commands, settings, ...assembled } = assembleFeatures({
    config,
    knowledge,
    connection: store.connection,
    senders: () => platforms.map((platform) => observeSender(platform, metrics)),
    // Run after this turn has been answered, not within it.
    nudge: () => void setImmediate(() => void background.sweep()),
    delivery: options.delivery,
    // A link to an address that others reach would send a secret over the network in the open.
    listensAt: () => (isLoopback(config.host) ? address : undefined),
    clock,
    ticks,
    log,
  });
  const observed = observeBot(assembled.bot, metrics, ticks);
  const bot = limitPeople(observed, { perPerson: config.flood.perPerson, metrics });
  metrics.watch({ queueAge: () => queueAge(store.connection, clock()), ready: store.ready });
  const { connection } = store;
  const { timezone } = config;
  const background = createBackground({
    ...{ jobs, chores, outbox, connection, timezone, clock, log },
    newId: randomUUID,
  });

  // Without credentials nobody is authenticated: then Teams' door is open to this machine alone.
  if (config.teams !== undefined || isLoopback(config.host)) {
    platforms.push(createTeamsPlatform({ config: config.teams, bot, log, rootDir, clock }));
  }
  if (config.slack !== undefined) {
    platforms.push(createSlackPlatform({ config: config.slack, bot, log, clock, opensForm: bot.opensForm }));
  }

  const server = createHttpServer(log);
  limitAddresses(server, { perAddress: config.flood.perAddress, proxies: config.proxies, metrics, log });
  mountHealth(server, async () => ({ store: await store.ready(), pack: true }));
  mountMetrics(server, { ...metrics, token: config.metricsToken });
  mountDownloads(server, { downloads: assembled.downloads, clock, log });
  for (const platform of platforms) platform.mount?.(server);

  return {
    bot,
    commands,
    settings,
    server,
    store,
    pack: { name: knowledge.name.sv, entries },
    jobs,
    declarations: assembled.declarations(),
    sweep: background.sweep,
    listen: async () => {
      await startAll(platforms, log);
      const { sweepEveryMs } = options;
      if (sweepEveryMs !== undefined) void store.opened.then(() => background.start(sweepEveryMs));
      address = await listen(server, config);
      return address;
    },
    stop: async () => {
      await close(server);
      await Promise.all(platforms.map((platform) => platform.stop?.()));
      await bot.settled();
      await background.stop();
      await store.close();
    },
  };
}

/** How long a platform that is away may hold up the start; it goes on trying afterwards. */
const START_PATIENCE_MS = 3_000;

/** Opens the platforms. One that is away, or fails, keeps neither the others nor the bot's own door closed. */
async function startAll(platforms: readonly Platform[], log: Logger): Promise<void> {
  const starting = platforms.map(async (platform) =>
    platform.start?.().catch((error: unknown) => {
      log.error({ err: error, platform: platform.name }, 'platform not started');
    }),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, START_PATIENCE_MS);
  });
  await Promise.race([Promise.all(starting), late]);
  clearTimeout(timer);
}

/** Rejects when the port is taken, instead of an event that nobody hears. */
function listen(server: HttpServer, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      const { port: bound } = server.address();
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });
}

/** How often, while the server closes, connections are ended that have become idle. */
const IDLE_EVERY_MS = 50;

function close(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    if (!server.server.listening) return resolve();
    // Connections that are kept alive would hold the server open: those without a request, and the others once theirs is answered.
    const idle = setInterval(() => server.server.closeIdleConnections(), IDLE_EVERY_MS);
    server.close(() => {
      clearInterval(idle);
      resolve();
    });
    server.server.closeIdleConnections();
  });
}
