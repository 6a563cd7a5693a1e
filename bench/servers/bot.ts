import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { createLogger } from '../../src/log';
import { openDatabase } from '../../src/storage/database';
import { announce } from '../announce';

// The whole bot on the embedded store, as `npm start` runs it, with logging off as the bare bots have none.
async function start(): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cnatet-bench-'));
  const config = readConfig({
    ...process.env,
    ...{ HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, FLOOD_PER_PERSON: '0' },
  });
  const log = createLogger('silent');
  const database = await openDatabase(config, log, { share: false });
  const rootDir = path.resolve(__dirname, '../..');
  const app = await createApp({ config, storeUri: database.uri, rootDir, log });
  await app.store.opened;
  announce(Number(new URL(await app.listen()).port));
}

void start();
