import { once } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreLockedError } from './errors';
import { SILENT, type StoreLog } from './log';

/** What the thread says to the one that started it. */
export type FromThread =
  | { readonly kind: 'open'; readonly uri: string }
  | {
      readonly kind: 'locked';
      readonly by: Pick<StoreLockedError, 'dataDir' | 'pid' | 'lockFile' | 'elsewhere'>;
    }
  | {
      readonly kind: 'log';
      readonly level: keyof StoreLog;
      readonly fields: object;
      readonly message: string;
    };

export interface ThreadData {
  readonly dir: string;
}

/**
 * Starts the embedded store in a thread of its own: while it waits for the disk, or walks a large collection, turns go on
 * being answered. Clients reach it as they reach any server, so nothing else is shared.
 * @throws StoreLockedError when another process has the directory
 */
export async function startStoreThread(options: {
  readonly dir: string;
  readonly log?: StoreLog;
}): Promise<{ readonly uri: string; close(): Promise<void> }> {
  const { log = SILENT } = options;
  const extension = extname(__filename);
  const data: ThreadData = { dir: options.dir };
  const thread = new Worker(join(__dirname, `worker${extension}`), {
    workerData: data,
    execArgv: extension === '.ts' ? asSources(process.execArgv) : [],
  });
  const ended = once(thread, 'exit');
  const uri = await new Promise<string>((resolve, reject) => {
    thread.on('message', (message: FromThread) => {
      if (message.kind === 'open') resolve(message.uri);
      else if (message.kind === 'locked') reject(lockedError(message.by));
      else log[message.level](message.fields, message.message);
    });
    thread.once('error', (error) => {
      log.error({ err: error }, 'embedded store: ended by an unexpected error; start the bot again');
      reject(error);
    });
  });
  // The store is there for others' sake: it ends with them.
  thread.unref();
  return {
    uri,
    close: async () => {
      thread.ref();
      thread.postMessage('close');
      await ended;
    },
  };
}

/** An error loses its class on its way between threads. */
function lockedError({ dataDir, pid, lockFile, elsewhere }: (FromThread & { kind: 'locked' })['by']): Error {
  return new StoreLockedError(dataDir, pid, lockFile, elsewhere);
}

/** Tests and benchmarks run the sources as they are: a thread does as its process was told to, or leaves it to ts-node. */
function asSources(execArgv: readonly string[]): string[] {
  return execArgv.includes('-r') ? [...execArgv] : [...execArgv, '-r', 'ts-node/register'];
}
