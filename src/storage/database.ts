import path from 'node:path';
import type { Config } from '../config';
import type { Logger } from '../log';
import { DATABASE, StoreLockedError, sharedStoreUri, startStoreThread } from './embedded';

export interface Database {
  readonly uri: string;
  readonly embedded: boolean;
  close(): Promise<void>;
}

/**
 * The database that the configuration names, or the embedded one. With `share`, a second process on the same directory uses
 * the store that the first one has open.
 * @throws StoreLockedError when another process has the directory and it is not to be shared.
 */
export async function openDatabase(
  config: Pick<Config, 'mongodbUri' | 'dataDir'>,
  log: Logger,
  { share }: { share: boolean },
): Promise<Database> {
  if (config.mongodbUri !== undefined) {
    return { uri: config.mongodbUri, embedded: false, close: async () => undefined };
  }
  const dir = path.resolve(config.dataDir);
  try {
    const store = await startStoreThread({ dir, log });
    return { uri: store.uri, embedded: true, close: () => store.close() };
  } catch (error) {
    const shared = share && error instanceof StoreLockedError ? sharedStoreUri(dir, DATABASE) : undefined;
    if (shared === undefined) throw error;
    return { uri: shared, embedded: true, close: async () => undefined };
  }
}
