import { createKnowledge, type Knowledge } from './knowledge';
import { loadPack } from './load';

/** A pack that is ready to be asked. It holds no state of a bot's: several in one process may share it. */
export interface LoadedKnowledge {
  readonly knowledge: Knowledge;
  /** How many entries the pack has. */
  readonly entries: number;
}

/** Reads and indexes the pack in a directory. @throws PackError when it has mistakes. */
export async function loadKnowledge(dir: string): Promise<LoadedKnowledge> {
  const pack = await loadPack(dir);
  return { knowledge: createKnowledge(pack), entries: pack.entries.length };
}
