import { setTimeout } from 'node:timers/promises';
import mongoose, { type Connection, type Model, type mongo } from 'mongoose';
import type { Logger } from '../log';
import { type Metrics, noMetrics } from '../metrics/metrics';
import { isStoreAway } from './errors';
import { failFast } from './gate';

export interface Store {
  readonly connection: Connection;
  /** Resolves when the store has been reached for the first time and has its indexes; never rejects. */
  readonly opened: Promise<void>;
  /** True when the server answers a ping now. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** A person waits for the reply: an operation that takes longer than this is given up as "store away". */
export const OPERATION_TIMEOUT_MS = 5_000;

/** A command by an index takes a few thousandths of a second; one that takes this long is worth an operator's look. */
const SLOW_COMMAND_MS = 1_000;

const REACH_WITHIN_MS = 2_000;
const REACH_AGAIN_MS = 50;

mongoose.set('strictQuery', 'throw');

/**
 * Opens the store without waiting for it: the bot answers questions while the database is away, and connects as soon as it
 * is there. Models made on the connection get their indexes once it is open.
 */
export function openStore(uri: string, log: Logger, metrics: Metrics = noMetrics): Store {
  const connection = mongoose.createConnection(uri, {
    bufferCommands: false,
    autoIndex: false,
    // Whatever is written into or indexed is made by that; asking for it first would take a command and a connection each.
    autoCreate: false,
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 2_000,
    socketTimeoutMS: OPERATION_TIMEOUT_MS,
    maxPoolSize: 20,
    appName: 'cnatet-bot',
    monitorCommands: true,
  });
  const ready = (): Promise<boolean> => answers(connection);
  watchCommands(connection, log, metrics);
  failFast(connection, { reach: ready, now: () => performance.now() });
  let stopped = false;
  connection.on('connected', () => log.info({}, 'store connected'));
  connection.on('disconnected', () => {
    if (!stopped) log.warn({}, 'store away');
  });
  connection.on('error', (error) => log.warn({ err: error }, 'store error'));
  const connect = async (): Promise<void> => {
    while (!stopped) {
      try {
        await connection.asPromise();
        await createIndexes(connection, log);
        return;
      } catch (error) {
        if (stopped) return;
        log.warn({ err: error }, 'store not reached; trying again');
        await reopen(connection, uri);
      }
    }
  };
  const opening = connect();
  return {
    connection,
    opened: opening,
    ready,
    close: async () => {
      stopped = true;
      await connection.close().catch(() => undefined);
      await opening;
    },
  };
}

/**
 * Whether the server answers a ping within two seconds. A connection that broke just now takes the others of its pool with it,
 * and for some milliseconds every command fails: that says nothing of the server, so the ping is tried again.
 */
async function answers(connection: Connection): Promise<boolean> {
  const until = performance.now() + REACH_WITHIN_MS;
  for (;;) {
    const timeoutMS = Math.max(1, Math.round(until - performance.now()));
    try {
      return (await connection.db?.command({ ping: 1 }, { timeoutMS })) !== undefined;
    } catch {
      if (performance.now() + REACH_AGAIN_MS >= until) return false;
      await setTimeout(REACH_AGAIN_MS);
    }
  }
}

/** What the driver says of a command that has ended, as far as we look. */
interface Ended {
  readonly commandName: string;
  readonly duration: number;
}

/** Counts and times each command. Only its name is looked at: what it carries is content. */
function watchCommands(connection: Connection, log: Logger, metrics: Metrics): void {
  const ended =
    (ok: boolean) =>
    ({ commandName: command, duration: ms }: Ended): void => {
      metrics.store(command, ok, ms / 1_000);
      if (ms >= SLOW_COMMAND_MS) log.warn({ command, ms }, 'store slow');
      else log.debug({ command, ms }, 'store');
    };
  connection.on('commandSucceeded', ended(true));
  connection.on('commandFailed', ended(false));
}

async function reopen(connection: Connection, uri: string): Promise<void> {
  await setTimeout(1_000, undefined, { ref: false });
  await connection.openUri(uri).catch(() => undefined);
}

/**
 * Creates the indexes of every model on the connection; safe to run on each start and by several replicas at once. One that the
 * server refuses (an earlier one differs, a unique one meets what is there twice) is told in the log and keeps nothing else away.
 * @throws the driver's error when the store is away.
 */
export async function createIndexes(connection: Connection, log: Logger): Promise<void> {
  for (const model of Object.values(connection.models)) await createIndexesOf(model, log);
}

/** All in one command: a start would else wait for some sixty, one after the other. */
async function createIndexesOf({ schema, collection }: Model<unknown>, log: Logger): Promise<void> {
  const wanted = schema
    .indexes()
    .map(([key, options]) => ({ ...options, _autoIndex: undefined, key }) as mongo.IndexDescription);
  if (wanted.length === 0) return;
  try {
    await collection.createIndexes(wanted);
  } catch (error) {
    if (isStoreAway(error)) throw error;
    // A command makes all of its indexes or none: one that can't be made must not keep the others away.
    for (const one of wanted) await createIndex(collection, one, log);
  }
}

async function createIndex(
  collection: Model<unknown>['collection'],
  index: mongo.IndexDescription,
  log: Logger,
): Promise<void> {
  try {
    await collection.createIndexes([index]);
  } catch (error) {
    if (isStoreAway(error)) throw error;
    const { collectionName } = collection;
    log.error({ err: error, collection: collectionName, fields: Object.keys(index.key) }, 'index not made');
  }
}
