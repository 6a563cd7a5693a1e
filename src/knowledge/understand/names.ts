import type { Token } from './words/normalise';
import { fold, tokenize } from './words/normalise';
import { stem } from './words/stem';

/** A named thing found in a question, and where. */
export interface Named<T> {
  item: T;
  from: number;
  to: number;
}

/** Finds the names of one kind of thing (signatories, councils, people) in a question. */
export interface Names<T> {
  items: readonly T[];
  /** Every name in the tokens, longest first where they overlap. */
  find(tokens: readonly Token[]): Named<T>[];
  /** The items whose names look most like a text, best first. */
  closest(text: string, limit: number): T[];
}

/** Nominative singular of a folded word, near enough to compare names: `samverkansradets` → `samverkansrad`. */
function bare(word: string): string {
  return stem(word.length > 5 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word, 'sv');
}

function pairs(text: string): Set<string> {
  const set = new Set<string>();
  const padded = ` ${fold(text)} `;
  for (let i = 0; i + 2 <= padded.length; i++) set.add(padded.slice(i, i + 2));
  return set;
}

function alike(a: Set<string>, b: Set<string>): number {
  let both = 0;
  for (const pair of a) if (b.has(pair)) both++;
  return (2 * both) / (a.size + b.size || 1);
}

const LINKS = new Set(['och', 'and', 'i', 'for']);
const MOST_WORDS = 5;
const LEAST_LETTERS = 8;

/** A name as one word: people write compounds apart (`teknik service förvaltning`) and leave *och* out. */
function joined(words: readonly string[]): string {
  const kept = words.filter((word) => !LINKS.has(word));
  return kept.slice(0, -1).join('') + bare(kept.at(-1) ?? '');
}

/** Indexes things by every way their names are written. */
export function createNames<T>(items: readonly T[], namesOf: (item: T) => readonly string[]): Names<T> {
  const variants = items
    .flatMap((item) =>
      namesOf(item).map((name) => ({
        item,
        words: tokenize(name).map(({ word }) => word),
        pairs: pairs(name),
      })),
    )
    .filter(({ words }) => words.length > 0)
    .map((variant) => ({ ...variant, stems: variant.words.map(bare) }))
    .sort((a, b) => b.words.length - a.words.length);
  const byFirst = new Map<string, typeof variants>();
  for (const variant of variants) {
    const first = variant.stems[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), variant]);
  }
  const byJoined = new Map<string, T>();
  for (const { words, item } of variants) {
    const key = joined(words);
    if (words.length > 1 && key.length >= LEAST_LETTERS && !byJoined.has(key)) byJoined.set(key, item);
  }
  /** The longest run of words from here on that is a name when they are joined. */
  const apart = (tokens: readonly Token[], at: number): Named<T> | undefined => {
    if (byJoined.size === 0 || LINKS.has(tokens[at]?.word ?? '')) return undefined;
    for (let to = Math.min(tokens.length, at + MOST_WORDS); to >= at + 1; to--) {
      const item = byJoined.get(joined(tokens.slice(at, to).map(({ word }) => word)));
      if (item) return { item, from: at, to };
    }
    return undefined;
  };
  const find = (tokens: readonly Token[]): Named<T>[] => {
    const stems = tokens.map(({ word }) => bare(word));
    const found: Named<T>[] = [];
    for (let at = 0; at < stems.length; ) {
      const match = byFirst
        .get(stems[at] ?? '')
        ?.find((variant) => variant.stems.every((part, i) => stems[at + i] === part));
      const named = match ? { item: match.item, from: at, to: at + match.stems.length } : apart(tokens, at);
      if (named) found.push(named);
      at = named?.to ?? at + 1;
    }
    return found;
  };
  const closest = (text: string, limit: number): T[] => {
    const wanted = pairs(text);
    const scored = variants.map((variant) => ({ item: variant.item, score: alike(wanted, variant.pairs) }));
    scored.sort((a, b) => b.score - a.score);
    return [...new Set(scored.filter(({ score }) => score > 0.35).map(({ item }) => item))].slice(0, limit);
  };
  return { items, find, closest };
}
