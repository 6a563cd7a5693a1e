import { resolve } from 'node:path';
import { copyStore } from '../src/storage/copy';
import { startEmbeddedStore } from '../src/storage/embedded';

const print = (text: string) => process.stdout.write(`${text}\n`);
const say = (fields: object, message: string) => print(`${message} ${JSON.stringify(fields)}`);
const log = { info: say, warn: say, error: say };

/** Copies the embedded store to a MongoDB server: `npm run store:copy -- mongodb://host/database`. */
async function main(toUri: string | undefined): Promise<void> {
  if (!toUri?.startsWith('mongodb'))
    throw new Error('Name the target: npm run store:copy -- mongodb://host/database');
  const dir = resolve(process.env.DATA_DIR || './data');
  const store = await startEmbeddedStore({ dir, log });
  try {
    const collections = await copyStore({ fromUri: store.uri, toUri, log });
    const total = collections.reduce((sum, one) => sum + one.documents, 0);
    print(
      `${total} documents in ${collections.length} collections are the same on both sides. Set MONGODB_URI to use the copy.`,
    );
  } finally {
    await store.close();
  }
}

main(process.argv[2]).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
