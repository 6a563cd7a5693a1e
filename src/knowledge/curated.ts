import type { Presenter } from './present';
import { SearchIndex } from './search/search-index';
import type { Answer, CuratedEntry, Language } from './types';
import type { Analyser } from './understand/analyse';

export interface CuratedShelf {
  index: SearchIndex;
  answer(id: string, language: Language): Answer | undefined;
}

const TITLE_LENGTH = 60;

/**
 * An index of its own for the answers that coordinators gave, so that adding one costs milliseconds. They are asked in one
 * language; the answer is given in that language whatever the language of the question.
 */
export function shelve(
  entries: readonly CuratedEntry[],
  analyser: Analyser,
  presenter: Presenter,
): CuratedShelf {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = SearchIndex.of(
    entries.map((entry) => ({
      id: entry.id,
      kind: 'curated',
      phrasings: [entry.question, ...(entry.phrasings ?? [])].map((text) => ({
        text,
        language: entry.language,
      })),
      texts: [{ text: entry.text, language: entry.language }],
    })),
    analyser,
  );
  const answer = (id: string, language: Language): Answer | undefined => {
    const entry = byId.get(id);
    if (!entry) return undefined;
    const source = entry.source ? [{ document: 'curated', name: entry.source, section: '' }] : [];
    const title =
      entry.question.length > TITLE_LENGTH ? `${entry.question.slice(0, TITLE_LENGTH - 1)}…` : entry.question;
    return {
      kind: 'answer',
      language: entry.language,
      entryId: entry.id,
      title,
      body: entry.text,
      sources: source,
      related: presenter.labels(entry.related ?? [], language),
      topic: 'curated',
    };
  };
  return { index, answer };
}
