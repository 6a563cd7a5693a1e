import type { Lexicon } from '../pack/schema';
import { fold, tokenize } from './words/normalise';
import { type Language, stem } from './words/stem';

/** Which groups of same-meaning words a word or a run of words belongs to. */
export interface Synonyms {
  /** Groups of one stem. */
  of(stem: string): readonly number[];
  /** The longest run of stems from `at` that some group has as a whole: its groups and how many words it takes. */
  run(stems: readonly string[], at: number): { groups: readonly number[]; length: number } | undefined;
  readonly count: number;
}

export interface Colloquial {
  /** The folded plain form of a word as written (`nån` → `nagon`); undefined when it isn't a spoken form. */
  plain(surface: string): string | undefined;
}

/** The written form of spoken words. Looked up as written: `dä` is *det*, `då` isn't, yet both fold to `da`. */
export function createColloquial(lexicon: Lexicon): Colloquial {
  const map = new Map(
    Object.entries(lexicon.colloquial).map(([from, to]) => [from.normalize('NFC').toLowerCase(), fold(to)]),
  );
  return { plain: (surface) => map.get(surface.toLowerCase()) };
}

/**
 * Indexes the synonym groups by stem. A member of several words (`stå för kostnaden`) is kept as a run, keyed by its
 * first stem. Every member is stemmed as Swedish and as English, because groups mix the two.
 */
export function createSynonyms(lexicon: Lexicon): Synonyms {
  const single = new Map<string, number[]>();
  const runs = new Map<string, { stems: string[]; group: number }[]>();
  lexicon.synonyms.forEach((members, group) => {
    for (const member of members) {
      for (const language of ['sv', 'en'] as const) addMember(member, group, language, single, runs);
    }
  });
  for (const list of runs.values()) list.sort((a, b) => b.stems.length - a.stems.length);
  return {
    count: lexicon.synonyms.length,
    of: (word) => single.get(word) ?? [],
    run: (stems, at) => {
      const candidates = runs.get(stems[at] ?? '') ?? [];
      const first = candidates.find((run) => run.stems.every((word, i) => stems[at + i] === word));
      if (!first) return undefined;
      const length = first.stems.length;
      const same = candidates.filter(
        (run) => run.stems.length === length && run.stems.every((word, i) => stems[at + i] === word),
      );
      return { groups: [...new Set(same.map((run) => run.group))], length };
    },
  };
}

function addMember(
  member: string,
  group: number,
  language: Language,
  single: Map<string, number[]>,
  runs: Map<string, { stems: string[]; group: number }[]>,
): void {
  const stems = tokenize(member).map((token) => stem(token.word, language));
  const [first] = stems;
  if (first === undefined) return;
  if (stems.length === 1) {
    const groups = single.get(first) ?? [];
    if (!groups.includes(group)) single.set(first, [...groups, group]);
    return;
  }
  const list = runs.get(first) ?? [];
  list.push({ stems, group });
  runs.set(first, list);
}
