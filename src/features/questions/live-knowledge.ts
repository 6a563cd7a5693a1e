import type { CuratedEntry } from '../../knowledge/types';
import type { Logger } from '../../log';
import { createBatcher } from '../../storage/batch';
import { plainToMarkup } from '../../views/markup';
import type { CuratedNow } from './curated';

interface Extendable<K> {
  withCurated(entries: readonly CuratedEntry[]): K;
}

/** Milliseconds that a reading is good for: nobody publishes an answer and asks another replica for it faster than that. */
const FRESH_MS = 10;

/**
 * The pack's knowledge together with the curated answers as they are in the store now: one point read, at most every
 * {@link FRESH_MS}, tells whether another replica has changed any. While the store is away the latest known ones go on
 * being used.
 */
export function createLiveKnowledge<K>(
  base: K & Extendable<K>,
  store: { revision(): Promise<number>; active(): Promise<readonly CuratedNow[]> },
  log: Logger,
  ticks: () => number = () => performance.now(),
): () => Promise<K> {
  let known = 0;
  let freshUntil = Number.NEGATIVE_INFINITY;
  let current: K = base;
  let refreshing: Promise<void> | undefined;

  const refresh = async (revision: number): Promise<void> => {
    const answers = await store.active();
    current = base.withCurated(answers.map(toEntry));
    known = revision;
  };

  // Those who ask at the same moment share one read, begun after all of them asked.
  const readRevision = createBatcher<undefined, number>(async (askers) => {
    const began = ticks();
    const revision = await store.revision();
    freshUntil = began + FRESH_MS;
    return askers.map(() => revision);
  });

  return async () => {
    if (refreshing === undefined && ticks() < freshUntil) return current;
    try {
      const revision = await readRevision.add(undefined);
      if (revision !== known) {
        // Many questions at once wait for one refresh.
        refreshing ??= refresh(revision).finally(() => {
          refreshing = undefined;
        });
        await refreshing;
      }
    } catch (error) {
      log.debug({ err: error }, 'curated answers not refreshed');
    }
    return current;
  };
}

function toEntry({ _id: id, question, phrasings, language, text, source, owner }: CuratedNow): CuratedEntry {
  return { id, question, phrasings, language, text: plainToMarkup(text), source: `${source} (${owner})` };
}
