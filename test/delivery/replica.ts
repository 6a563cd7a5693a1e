import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { createOutbox } from '../../src/delivery/outbox';
import { createLogger } from '../../src/log';
import { createIndexes } from '../../src/storage/connection';
import { startEmbeddedStore } from '../../src/storage/embedded';
import { platforms } from './world';

/** A replica as a process of its own, for tests that kill it: it sweeps without end. With STORE_DIR it has the store itself. */
async function main(): Promise<void> {
  const { STORE_DIR, STORE_URI = '', CONNECTOR = '', SLACK = '' } = process.env;
  const store = STORE_DIR === undefined ? undefined : await startEmbeddedStore({ dir: STORE_DIR });
  const connection = await mongoose.createConnection(store?.uri ?? STORE_URI).asPromise();
  const senders = platforms({ url: CONNECTOR }, { apiUrl: SLACK });
  const outbox = createOutbox({
    connection,
    senders: () => senders,
    log: createLogger('silent'),
    clock: () => new Date(),
    // Longer than a call may take, and short enough for a test.
    leaseMs: 3_000,
    checkAfterMs: 500,
  });
  await createIndexes(connection);
  process.once('disconnect', () => process.exit(0));
  process.send?.('ready');
  for (;;) {
    await outbox.sweep().catch(() => undefined);
    await sleep(100);
  }
}

void main();
