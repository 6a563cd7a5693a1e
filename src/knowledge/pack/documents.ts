import type { DocSource } from '../search/search-index';
import type { Entry, Gap, Pack } from './schema';

const LANGUAGES = ['sv', 'en'] as const;

/** Markup off: what is said, without where its links lead. */
export function plain(text: string): string {
  return text.replace(/\]\([^)]*\)/gu, '').replace(/[[\]*]/gu, '');
}

function ofEntry(entry: Entry, past: ReadonlySet<string>): DocSource {
  return {
    id: entry.id,
    kind: 'entry',
    phrasings: [
      ...LANGUAGES.flatMap((language) =>
        [entry.title[language], ...entry.phrasings[language]].map((text) => ({ text, language })),
      ),
      ...entry.terms.map((text) => ({ text, language: 'sv' as const })),
    ],
    texts: LANGUAGES.flatMap((language) =>
      [entry.text, entry.more, entry.note].flatMap((text) =>
        text ? [{ text: plain(text[language]), language }] : [],
      ),
    ),
    past: entry.sources.length > 0 && entry.sources.every(({ document }) => past.has(document)),
  };
}

function ofGap(gap: Gap): DocSource {
  return {
    id: gap.id,
    kind: 'gap',
    phrasings: [
      ...LANGUAGES.flatMap((language) =>
        [gap.about[language], ...gap.phrasings[language]].map((text) => ({ text, language })),
      ),
      ...gap.terms.map((text) => ({ text, language: 'sv' as const })),
    ],
    texts: [],
  };
}

/** Everything of a pack that a question can lead to, gaps included: those are found in order to decline. */
export function sourcesOf(pack: Pick<Pack, 'entries' | 'gaps' | 'documents'>): DocSource[] {
  const past = new Set(pack.documents.filter(({ kind }) => kind === 'article').map(({ id }) => id));
  return [...pack.entries.map((entry) => ofEntry(entry, past)), ...pack.gaps.map(ofGap)];
}
