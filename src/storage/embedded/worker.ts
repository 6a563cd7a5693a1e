import { parentPort, workerData } from 'node:worker_threads';
import { startEmbeddedStore } from '.';
import { StoreLockedError } from './errors';
import type { StoreLog } from './log';
import type { FromThread, ThreadData } from './thread';

/** What runs in the store's own thread; see thread.ts. */
async function run({ dir }: ThreadData): Promise<void> {
  const say = (message: FromThread): void => parentPort?.postMessage(message);
  const level = (name: keyof StoreLog) => (fields: object, message: string) =>
    say({ kind: 'log', level: name, fields, message });
  const log: StoreLog = { info: level('info'), warn: level('warn'), error: level('error') };
  try {
    const store = await startEmbeddedStore({ dir, log });
    parentPort?.once('message', () => void store.close().then(() => parentPort?.close()));
    say({ kind: 'open', uri: store.uri });
  } catch (error) {
    if (!(error instanceof StoreLockedError)) throw error;
    const { dataDir, pid, lockFile, elsewhere } = error;
    say({ kind: 'locked', by: { dataDir, pid, lockFile, elsewhere } });
  }
}

void run(workerData as ThreadData);
