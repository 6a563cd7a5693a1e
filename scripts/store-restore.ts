import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedStore } from '../src/storage/embedded';
import { restoreExport } from '../src/storage/restore';

const print = (text: string) => process.stdout.write(`${text}\n`);
const quiet = () => undefined;
const log = { info: quiet, warn: quiet, error: quiet };

/**
 * Restores an export in JSON: `npm run store:restore -- <file> [mongodb://host/database] [--forgotten <newer file>]`, without an
 * address into DATA_DIR.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { forgotten: { type: 'string' } },
  });
  const [file, toUri] = positionals;
  if (file === undefined) throw new Error('Name the file: npm run store:restore -- export-all.json');
  const text = readFileSync(resolve(file), 'utf8');
  const newer = values.forgotten;
  const forgotten = newer === undefined ? undefined : readFileSync(resolve(newer), 'utf8');
  const dir = resolve(process.env.DATA_DIR || './data');
  const store = toUri === undefined ? await startEmbeddedStore({ dir, log }) : undefined;
  try {
    const collections = await restoreExport(text, toUri ?? store?.uri ?? '', { forgotten });
    for (const { name, documents, restored, sha256 } of collections)
      print(`${name}: ${documents} documents, ${restored} of them restored now, SHA-256 ${sha256}`);
    print('What is there is what was exported.');
    print(
      forgotten === undefined
        ? 'Whoever has been forgotten since is back. Name a newer export with --forgotten to forget them again.'
        : 'Whoever has been forgotten since is forgotten again as soon as the bot starts.',
    );
  } finally {
    await store?.close();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
