import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Catalog } from './catalog';
import type { Store } from './commands/command';
import { serveConnection } from './connection';
import { Cursors } from './cursors';
import { Engine } from './engine';
import { checkIntegrity } from './integrity';
import { type Listener, listen } from './listen';
import { acquireLock } from './lock';
import { SILENT, type StoreLog } from './log';
import { type OnSlowPath, Reader } from './reader';
import { expire, startExpiry } from './ttl';

export { StoreLockedError } from './errors';
export type { StoreLog } from './log';
export type { SlowPath } from './reader';
export { sharedStoreUri } from './share';
export { startStoreThread } from './thread';

/** The database in an embedded store's address. */
export const DATABASE = 'cnatet';

export interface EmbeddedStoreOptions {
  /** Where the data lies; made with mode 0700. */
  readonly dir: string;
  readonly clock?: () => Date;
  readonly log?: StoreLog;
  /** Where the socket lies, `dir` if not given. */
  readonly socketDir?: string;
  /** Told of each query that no index narrows. */
  readonly onSlowPath?: OnSlowPath;
}

export interface EmbeddedStore {
  /** For the unmodified driver and mongoose. */
  readonly uri: string;
  readonly dataDir: string;
  /** Removes what TTL indexes say has expired, which otherwise happens once a minute; resolves with how many. */
  expire(): Promise<number>;
  /** Differences between documents and index entries, which there should never be. */
  checkIntegrity(): string[];
  /** Ends all connections; what was acknowledged is on the disk. */
  close(): Promise<void>;
}

/**
 * Starts a small server of MongoDB's wire protocol over lmdb in `dir`, for trying out and for a single small network.
 * README.md of this folder lists what it understands; anything else it refuses by name.
 * @throws StoreLockedError when another process has the directory
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const { log = SILENT, clock = () => new Date() } = options;
  const dataDir = resolve(options.dir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await chmod(dataDir, 0o700);
  const lock = acquireLock(dataDir);
  let engine: Engine | undefined;
  try {
    const store = openStore(join(dataDir, 'store'), options, clock);
    engine = store.engine;
    const socketDir = resolve(options.socketDir ?? dataDir);
    await mkdir(socketDir, { recursive: true, mode: 0o700 });
    const listener = await listen(socketDir, (socket) => serveConnection(socket, store, log), log);
    log.info(
      { dataDir },
      'embedded store: for trying out and for a single small network; set MONGODB_URI for a MongoDB server',
    );
    return handle(store, listener, startExpiry(store, log), dataDir, () => lock.release());
  } catch (error) {
    await engine?.close();
    lock.release();
    throw error;
  }
}

function openStore(path: string, options: EmbeddedStoreOptions, clock: () => Date): Store {
  // The catalog is read anew after an aborted transaction, and needs the engine to be read from.
  const engine: Engine = new Engine(path, () => catalog.load());
  const catalog = new Catalog(engine);
  catalog.load();
  return {
    engine,
    catalog,
    reader: new Reader(engine, options.onSlowPath),
    cursors: new Cursors(clock),
    clock,
  };
}

function handle(
  store: Store,
  listener: Listener,
  stopExpiry: () => void,
  dataDir: string,
  release: () => void,
): EmbeddedStore {
  let closing: Promise<void> | undefined;
  const close = async () => {
    stopExpiry();
    await listener.close();
    await store.engine.close();
    release();
  };
  return {
    uri: `mongodb://${listener.host}/${DATABASE}?directConnection=true`,
    dataDir,
    expire: () => expire(store),
    checkIntegrity: () => checkIntegrity(store),
    close: () => (closing ??= close()),
  };
}
