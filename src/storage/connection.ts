import mongoose, { type Connection } from 'mongoose';
import type { Logger } from '../log';

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

mongoose.set('strictQuery', 'throw');

/**
 * Opens the store without waiting for it: the bot answers questions while the database is away, and connects as soon as it
 * is there. Models made on the connection get their indexes once it is open.
 */
export function openStore(uri: string, log: Logger): Store {
  const connection = mongoose.createConnection(uri, {
    bufferCommands: false,
    autoIndex: false,
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 2_000,
    socketTimeoutMS: OPERATION_TIMEOUT_MS,
    maxPoolSize: 20,
    appName: 'cnatet-bot',
  });
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
        await createIndexes(connection);
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
    ready: async () => {
      try {
        await connection.db?.command({ ping: 1 }, { timeoutMS: 2_000 });
        return connection.readyState === 1;
      } catch {
        return false;
      }
    },
    close: async () => {
      stopped = true;
      await connection.close().catch(() => undefined);
      await opening;
    },
  };
}

async function reopen(connection: Connection, uri: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1_000).unref());
  await connection.openUri(uri).catch(() => undefined);
}

/** Creates the indexes of every model on the connection; safe to run on each start and by several replicas at once. */
export async function createIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) await model.createIndexes();
}
