import type { Knowledge } from '../knowledge';
import type { Catalog } from '../records/catalog';
import type { Bot } from '../turn/bot';
import { fold } from '../turn/fold';
import type { Language } from '../turn/turn';
import { markupToPlain } from '../views/markup';

/** What the records need of the knowledge pack: whom and what they can name. */
export function createCatalog(knowledge: Knowledge): Catalog {
  const firstOf = (entry: string, language: Language): string | undefined => {
    const body = knowledge.entry(entry, language)?.body;
    return body === undefined ? undefined : firstSentence(markupToPlain(body));
  };
  return {
    administrations: knowledge.administrations,
    principles: knowledge.principles.map(({ id, name, aliases, entry, hint }) => {
      const [sv, en] = [hint?.sv ?? firstOf(entry, 'sv'), hint?.en ?? firstOf(entry, 'en')];
      return { id, name, aliases, ...(sv !== undefined && en !== undefined ? { hint: { sv, en } } : {}) };
    }),
    commitments: knowledge.commitments,
    signatories: knowledge.register.signatories,
  };
}

function firstSentence(text: string): string {
  return /^[^\n]*?[.?](?=\s|$)/.exec(text)?.[0] ?? text;
}

/**
 * Suggestions for typeahead fields: names that begin with what was typed first, then those with a word that does, then the
 * rest that hold it; å ä ö and case don't matter, and variants of a name find it.
 */
export function createSuggest({ signatories }: Catalog): Bot['suggest'] {
  const names = signatories.map(({ name, aliases }) => ({ name, spellings: [name, ...aliases].map(fold) }));
  return (source, query, limit) => {
    if (source !== 'signatories') return [];
    const wanted = fold(query);
    return names
      .map(({ name, spellings }) => ({
        name,
        rank: Math.min(...spellings.map((spelling) => rank(spelling, wanted))),
      }))
      .filter((candidate) => candidate.rank < 3)
      .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'sv'))
      .slice(0, limit)
      .map(({ name }) => ({ value: name, label: name }));
  };
}

function rank(spelling: string, wanted: string): number {
  if (spelling.startsWith(wanted)) return 0;
  if (spelling.includes(` ${wanted}`)) return 1;
  return spelling.includes(wanted) ? 2 : 3;
}
