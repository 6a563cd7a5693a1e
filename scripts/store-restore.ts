import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startEmbeddedStore } from '../src/storage/embedded';
import { restoreExport } from '../src/storage/restore';

const print = (text: string) => process.stdout.write(`${text}\n`);
const quiet = () => undefined;
const log = { info: quiet, warn: quiet, error: quiet };

/** Restores an export in JSON: `npm run store:restore -- <file> [mongodb://host/database]`, without an address into DATA_DIR. */
async function main(file: string | undefined, toUri: string | undefined): Promise<void> {
  if (file === undefined) throw new Error('Name the file: npm run store:restore -- export-all.json');
  const text = readFileSync(resolve(file), 'utf8');
  const dir = resolve(process.env.DATA_DIR || './data');
  const store = toUri === undefined ? await startEmbeddedStore({ dir, log }) : undefined;
  try {
    const collections = await restoreExport(text, toUri ?? store?.uri ?? '');
    for (const { name, documents, restored, sha256 } of collections)
      print(`${name}: ${documents} documents, ${restored} of them restored now, SHA-256 ${sha256}`);
    print('What is there is what was exported.');
  } finally {
    await store?.close();
  }
}

main(process.argv[2], process.argv[3]).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
