import path from 'node:path';
import type { Config } from '../config';
import type { Logger } from '../log';
import { StoreLockedError, startEmbeddedStore } from './embedded';

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
  try {
    const store = await startEmbeddedStore({ dir: path.resolve(config.dataDir), log });
    log.warn(
      {},
      'embedded store: meant for trying out and for a single small network; set MONGODB_URI for more',
    );
    return { uri: store.uri, embedded: true, close: () => store.close() };
  } catch (error) {
    if (!share || !(error instanceof StoreLockedError) || error.uri === undefined) throw error;
    return { uri: error.uri, embedded: true, close: async () => undefined };
  }
}
