import path from 'node:path';
import { type IndexedPack, indexPack, type Knowledge, knowledgeOf } from './knowledge';
import { loadPack } from './pack/load';
import { type Snapshots, snapshotKey, snapshotsIn } from './snapshot/snapshot';

/** A pack that is ready to be asked. It holds no state of a bot's: several in one process may share it. */
export interface LoadedKnowledge {
  readonly knowledge: Knowledge;
  /** How many entries the pack has. */
  readonly entries: number;
}

const MODULES = path.resolve(__dirname, '..', '..', 'node_modules');

/** Beside the installed packages: emptied by `npm ci`, and whoever can write there can change the code as well. */
const CACHE_DIR = path.join(MODULES, '.cache', 'cnatet-knowledge');

/**
 * Reads and indexes the pack in a directory, or takes it up as it was indexed the last time, if neither the pack nor the
 * code has changed since.
 * @throws PackError when it has mistakes.
 */
export async function loadKnowledge(
  dir: string,
  snapshots: Snapshots = snapshotsIn(CACHE_DIR),
): Promise<LoadedKnowledge> {
  const key = await keyOf(dir);
  const indexed =
    (key === undefined ? undefined : await snapshots.read(key)) ?? (await index(dir, key, snapshots));
  return { knowledge: knowledgeOf(indexed), entries: indexed.pack.entries.length };
}

async function index(dir: string, key: string | undefined, snapshots: Snapshots): Promise<IndexedPack> {
  const indexed = indexPack(await loadPack(dir));
  // Somebody may have changed a file while the others were read.
  if (key !== undefined && (await keyOf(dir)) === key) await snapshots.write(key, indexed);
  return indexed;
}

/** Undefined when the pack can't be read (loading it tells why) or nobody can say which packages are installed. */
function keyOf(dir: string): Promise<string | undefined> {
  return snapshotKey(dir, __dirname, path.join(MODULES, '.package-lock.json')).catch(() => undefined);
}
