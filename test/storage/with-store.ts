import { randomUUID } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { type EmbeddedStoreOptions, startEmbeddedStore } from '../../src/storage/embedded';

export interface TestStore {
  /** Names a database that nothing else uses; connect to it as it is. */
  uri: string;
  stop(): Promise<void>;
}

/**
 * A fresh database for one test file: on the server that TEST_MONGODB_URI names when it is set, else in an
 * embedded store in a temporary folder. Close your own connections before `stop()`.
 * `options` reach the embedded store only, so assert nothing from its hooks without `isEmbedded()`.
 */
export async function withStore(options: Partial<EmbeddedStoreOptions> = {}): Promise<TestStore> {
  const external = process.env.TEST_MONGODB_URI;
  return external ? externalDatabase(external) : embeddedDatabase(options);
}

/** Whether withStore() runs the embedded store, for the few tests that look inside it. */
export function isEmbedded(): boolean {
  return !process.env.TEST_MONGODB_URI;
}

async function externalDatabase(server: string): Promise<TestStore> {
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  const uri = new URL(server);
  uri.pathname = `/${name}`;
  return {
    uri: uri.href,
    async stop() {
      const client = await mongo.MongoClient.connect(uri.href);
      await client.db(name).dropDatabase();
      await client.close();
    },
  };
}

async function embeddedDatabase(options: Partial<EmbeddedStoreOptions>): Promise<TestStore> {
  const dir = await mkdtemp(join(quickDir(), 'cnatet-test-'));
  const store = await startEmbeddedStore({ dir, ...options });
  return {
    uri: store.uri,
    async stop() {
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 1024 ** 3;

/**
 * A folder in memory where there is a roomy one: these tests have no use for waiting until data is on a disk. What survives a
 * kill or a full disk is tested on a disk.
 */
function quickDir(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
