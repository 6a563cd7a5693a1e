// First, so that all that follows is compiled from the cache.
import './compile-cache';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import dotenv from 'dotenv';
import pino from 'pino';
import { type App, createApp } from './app';
import { type Config, ConfigError, readConfig } from './config';
import { RetentionError } from './features/archive/retention/rules';
import { PackError } from './knowledge';
import { createLogger, type Logger } from './log';
import { createPrometheus } from './metrics/prometheus';
import { runTerminal } from './platforms/terminal';
import { watchForMistakes } from './process';
import { openDatabase } from './storage/database';
import { StoreLockedError } from './storage/embedded';
import { startupMessage } from './texts/startup';

const ROOT = path.resolve(__dirname, '..');
const SWEEP_EVERY_MS = 15_000;
const DRAIN_MS = 10_000;

async function main(mode: string | undefined): Promise<void> {
  dotenv.config({ quiet: true });
  const config = readConfig(process.env);
  const chat = mode === 'chat';
  // Logs go to stderr: stdout belongs to the person.
  const log = createLogger(chat ? 'fatal' : config.logLevel, pino.destination(2));
  const database = await openDatabase(config, log, { share: chat });
  const metrics = createPrometheus({ process: !chat });
  const app = await createApp({
    config,
    metrics,
    storeUri: database.uri,
    rootDir: ROOT,
    log,
    ...(chat ? {} : { sweepEveryMs: SWEEP_EVERY_MS }),
  });
  const stop = once(async () => {
    await app.stop();
    await database.close();
  });
  if (chat) {
    await talk(app);
    return stop();
  }
  const end = (code: number): void => {
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    void stop().then(() => process.exit(code));
  };
  watchForMistakes(process, { log, metrics, end: () => end(1) });
  stopOnSignals(() => end(0), log);
  const url = await app.listen();
  const { name: packName, entries } = app.pack;
  process.stdout.write(
    `${startupMessage(config, { url, packName, entries, embedded: database.embedded })}\n`,
  );
  if (mode === 'playground') await playground(config, url, log);
}

/** A conversation in the terminal; ends with the input. */
async function talk(app: App): Promise<void> {
  await app.store.opened;
  await runTerminal({
    bot: app.bot,
    input: process.stdin,
    output: process.stdout,
    user: os.userInfo().username,
    newKey: randomUUID,
    interactive: process.stdin.isTTY === true,
  });
}

/** Loaded only when asked for: it is a development dependency. */
async function playground(config: Config, url: string, log: Logger): Promise<void> {
  const { startPlayground } = await import('./platforms/teams/playground.js');
  const address = await startPlayground({
    endpoint: `${url}/api/messages`,
    rootDir: ROOT,
    log,
    appId: config.teams?.appId,
  });
  process.stdout.write(`Öppna ${address} för att prata med boten som i Teams. Ctrl+C avslutar.\n`);
}

function stopOnSignals(end: () => void, log: Logger): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping');
      end();
    });
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}

main(process.argv[2]).catch((error: unknown) => {
  // What is wrong and what to do, without a stack, when it is the operator who can mend it.
  const plain =
    error instanceof ConfigError ||
    error instanceof PackError ||
    error instanceof StoreLockedError ||
    error instanceof RetentionError;
  process.stderr.write(
    `${plain || !(error instanceof Error) ? String((error as Error).message) : error.stack}\n`,
  );
  process.exit(1);
});
