import path from 'node:path';
import type { Writable } from 'node:stream';
import { type App, createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { type LoadedKnowledge, loadKnowledge } from '../../src/knowledge';
import { createLogger } from '../../src/log';
import { createPrometheus } from '../../src/metrics/prometheus';
import type { SlowPath } from '../../src/storage/embedded';
import type { Ticks } from '../../src/ticks';
import { withStore } from '../storage/with-store';
import { logWatch, watched } from './log-watch';

export interface TestApp {
  readonly app: App;
  readonly url: string;
  /** For another replica on the same store. */
  readonly storeUri: string;
  /** Every log line so far, as it was written. */
  readonly logs: string[];
  /** The bot's clock, which stands still until it is set. */
  now(): Date;
  setNow(instant: string | Date): void;
  /** Resolves with the next log line that is wanted; rejects when none comes within ten seconds. */
  logged(wanted: (line: string) => boolean): Promise<string>;
  /** @throws Error naming the queries that no index narrowed, so that a test which causes one fails. */
  stop(): Promise<void>;
}

export interface TestAppOptions {
  readonly now?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A store of an earlier app, to start again on it or to run several on the same. */
  readonly storeUri?: string;
  /** False to start while the store is away. */
  readonly waitForStore?: boolean;
  /** Left out: the machine's own. */
  readonly ticks?: Ticks;
}

/** The root of the repository, where the packs and cards lie. */
export const ROOT = path.resolve(__dirname, '../..');

const packs = new Map<string, Promise<LoadedKnowledge>>();

/** Reading a pack takes longer than all the rest of starting an app, and it never changes: once for all tests of a process. */
function sharedKnowledge(dir: string): Promise<LoadedKnowledge> {
  const known = packs.get(dir) ?? loadKnowledge(dir);
  packs.set(dir, known);
  return known;
}

/** The whole bot as it runs in production, on a port and in a database of its own, with a clock that a test sets. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  let now = new Date(options.now ?? '2026-03-12T09:00:00+01:00');
  const slow: SlowPath[] = [];
  const onSlowPath = (path: SlowPath): void => void slow.push(path);
  const store = options.storeUri === undefined ? await withStore({ onSlowPath }) : undefined;
  const storeUri = options.storeUri ?? store?.uri ?? '';
  const journal = createJournal();
  const metrics = createPrometheus();
  const app = await createApp({
    // Tests say more in a minute than a person does.
    config: readConfig({ PORT: '0', HOST: '127.0.0.1', FLOOD_PER_PERSON: '0', ...options.env }),
    storeUri,
    metrics,
    rootDir: ROOT,
    log: createLogger('trace', journal.sink),
    clock: () => now,
    ticks: options.ticks,
    loadKnowledge: sharedKnowledge,
    // A clock that stands still lets no time pass: nothing is waited for, and the limits are tested on their own.
    delivery: {
      wait: async () => {},
      pace: { pass: async () => undefined, renew: async () => undefined, pause: async () => {} },
    },
  });
  if (options.waitForStore !== false) await app.store.opened;
  const url = await app.listen();
  return {
    app,
    url,
    storeUri,
    logs: journal.lines,
    logged: journal.next,
    now: () => now,
    setNow: (instant) => {
      now = new Date(instant);
    },
    stop: async () => {
      if (app.store.connection.readyState === 1) logWatch.logged(await metrics.exposition());
      await app.stop();
      await store?.stop();
      if (slow.length > 0) throw new Error(`no index narrows: ${JSON.stringify(slow)}`);
    },
  };
}

interface Journal {
  readonly lines: string[];
  readonly sink: Writable;
  next(wanted: (line: string) => boolean): Promise<string>;
}

const LONGEST_WAIT_MS = 10_000;

/** What the bot logs, and a way to wait for it without asking again and again. */
function createJournal(): Journal {
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  const sink = watched((line) => {
    lines.push(line);
    for (const hear of waiting) hear(line);
  });
  const next = (wanted: (line: string) => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const hear = (line: string): void => {
        if (!wanted(line)) return;
        stop();
        resolve(line);
      };
      const late = setTimeout(() => {
        stop();
        reject(new Error('what was waited for was not logged'));
      }, LONGEST_WAIT_MS);
      const stop = (): void => {
        clearTimeout(late);
        waiting.delete(hear);
      };
      waiting.add(hear);
    });
  return { lines, sink, next };
}
