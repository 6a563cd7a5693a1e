import type { CuratedEntry } from '../../knowledge/types';
import type { Logger } from '../../log';
import { plainToMarkup } from '../../views/markup';
import type { CuratedNow } from './curated';

interface Extendable<K> {
  withCurated(entries: readonly CuratedEntry[]): K;
}

/**
 * The pack's knowledge together with the curated answers as they are in the store now: its revision tells whether any has
 * changed. While the store is away the latest known ones go on being used.
 */
export function createLiveKnowledge<K>(
  base: K & Extendable<K>,
  store: { revision(): Promise<number>; active(): Promise<readonly CuratedNow[]> },
  log: Logger,
): () => Promise<K> {
  let known = 0;
  let current: K = base;
  let refreshing: Promise<void> | undefined;

  const refresh = async (revision: number): Promise<void> => {
    const answers = await store.active();
    current = base.withCurated(answers.map(toEntry));
    known = revision;
  };

  return async () => {
    try {
      const revision = await store.revision();
      // Many questions at once wait for one refresh; one that was begun for an earlier revision is followed by another.
      for (let tries = 0; tries < 2 && known !== revision; tries += 1) {
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
