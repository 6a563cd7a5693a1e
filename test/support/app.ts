import path from 'node:path';
import { Writable } from 'node:stream';
import { type App, createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { createLogger } from '../../src/log';
import { withStore } from '../storage/with-store';

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
  stop(): Promise<void>;
}

export interface TestAppOptions {
  readonly now?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A store of an earlier app, to start again on it or to run several on the same. */
  readonly storeUri?: string;
}

/** The root of the repository, where the packs and cards lie. */
export const ROOT = path.resolve(__dirname, '../..');

/** The whole bot as it runs in production, on a port and in a database of its own, with a clock that a test sets. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  let now = new Date(options.now ?? '2026-03-12T09:00:00+01:00');
  const store = options.storeUri === undefined ? await withStore() : undefined;
  const storeUri = options.storeUri ?? store?.uri ?? '';
  const logs: string[] = [];
  const log = createLogger(
    'debug',
    new Writable({
      write(line, _encoding, done) {
        logs.push(String(line));
        done();
      },
    }),
  );
  const app = await createApp({
    // Tests say more in a minute than a person does.
    config: readConfig({ PORT: '0', HOST: '127.0.0.1', FLOOD_PER_PERSON: '0', ...options.env }),
    storeUri,
    rootDir: ROOT,
    log,
    clock: () => now,
  });
  await app.store.opened;
  const url = await app.listen();
  return {
    app,
    url,
    storeUri,
    logs,
    now: () => now,
    setNow: (instant) => {
      now = new Date(instant);
    },
    stop: async () => {
      await app.stop();
      await store?.stop();
    },
  };
}
