import type { Unit } from './analyse';
import type { Phrase, SearchIndex } from './search-index';

/** What the ranking weighs for one candidate, each between 0 and 1. */
export const FEATURES = [
  'best',
  'second',
  'third',
  'asked',
  'said',
  'centroid',
  'letters',
  'exact',
  'gap',
] as const;
export type Feature = (typeof FEATURES)[number];
export type Features = Record<Feature, number>;

/** Leaves one phrase out, as if its author hadn't thought of it: for training and for honest measuring. */
export interface LeftOut {
  phrase: number;
}

export interface Query {
  units: Unit[];
  weights: number[];
  total: number;
  concepts: Map<number, number>;
  grams: Uint32Array;
}

const CLOSEST = 160;
const NOTHING = {
  asked: new Map<number, number>(),
  said: new Map<number, number>(),
  phrases: [] as number[],
};

/** How surely something has a concept, 0–1; undefined when it hasn't. */
type Lookup = (concept: number) => number | undefined;

function credit(unit: Unit, weightOf: Lookup): number {
  let best = 0;
  for (let i = 0; i < unit.concepts.length; i++) {
    const theirs = weightOf(unit.concepts[i] ?? -1);
    if (theirs !== undefined) best = Math.max(best, theirs * (unit.weights[i] ?? 0));
  }
  return best;
}

/** Prepares a question's units for comparison with an index. */
export function prepare(
  units: Unit[],
  concepts: Map<number, number>,
  letters: Uint32Array,
  index: SearchIndex,
): Query {
  const weights = units.map((unit) => index.unitWeight(unit));
  return {
    units,
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0) || 1,
    concepts,
    grams: letters,
  };
}

/** How much of the question the concepts explain, 0–1, weighted by how telling each word is. */
export function coverage(query: Query, weightOf: Lookup): number {
  let sum = 0;
  query.units.forEach((unit, i) => {
    sum += (query.weights[i] ?? 0) * credit(unit, weightOf);
  });
  return sum / query.total;
}

/** Both ways at once: what of the question the phrase has, and what of the phrase the question has. */
function likeness(query: Query, phrase: Phrase, index: SearchIndex): number {
  const there = coverage(query, (concept) => phrase.concepts.get(concept));
  if (there === 0) return 0;
  let back = 0;
  let total = 0;
  for (const unit of phrase.units) {
    const weight = index.unitWeight(unit);
    total += weight;
    back += weight * credit(unit, (concept) => query.concepts.get(concept));
  }
  const here = total === 0 ? 0 : back / total;
  return here === 0 ? 0 : (2 * there * here) / (there + here);
}

/** Dice coefficient of two sorted sets of letter triples. */
export function lettersAlike(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0];
    if (x === y) {
      both++;
      i++;
      j++;
    } else if (x < y) i++;
    else j++;
  }
  return a.length + b.length === 0 ? 0 : (2 * both) / (a.length + b.length);
}

/** The phrases that share the most telling words with the question, roughly. */
function closest(query: Query, index: SearchIndex, leftOut?: LeftOut): number[] {
  const sums = new Map<number, number>();
  query.units.forEach((unit, u) => {
    const telling = query.weights[u] ?? 0;
    const seen = new Set<number>();
    unit.concepts.forEach((concept, c) => {
      const own = unit.weights[c] ?? 0;
      for (const { phrase, weight } of index.phrasePostings.get(concept) ?? []) {
        if (seen.has(phrase)) continue;
        seen.add(phrase);
        sums.set(phrase, (sums.get(phrase) ?? 0) + telling * own * weight);
      }
    });
  });
  if (leftOut) sums.delete(leftOut.phrase);
  return [...sums]
    .map(([phrase, sum]) => ({
      phrase,
      rough: sum / (query.total + (index.phrases[phrase]?.units.length ?? 0)),
    }))
    .sort((a, b) => b.rough - a.rough)
    .slice(0, CLOSEST)
    .map(({ phrase }) => phrase);
}

function centroid(query: Query, index: SearchIndex, doc: number, leftOut?: Phrase): number {
  const { asked, phrases } = index.docs[doc] ?? NOTHING;
  const count = Math.max(1, phrases.length - (leftOut ? 1 : 0));
  const share = (concept: number): number =>
    ((asked.get(concept) ?? 0) - (leftOut?.concepts.has(concept) ? 1 : 0)) / count;
  let sum = 0;
  query.units.forEach((unit, i) => {
    let best = 0;
    unit.concepts.forEach((concept, c) => {
      best = Math.max(best, Math.sqrt(Math.max(0, share(concept))) * (unit.weights[c] ?? 0));
    });
    sum += (query.weights[i] ?? 0) * best;
  });
  return sum / query.total;
}

/** Every document worth considering, with its features. */
export function candidates(
  query: Query,
  index: SearchIndex,
  leftOut?: LeftOut,
): { doc: number; features: Features }[] {
  const likenesses = new Map<number, { like: number; letters: number }[]>();
  for (const at of closest(query, index, leftOut)) {
    const phrase = index.phrases[at];
    if (!phrase) continue;
    const list = likenesses.get(phrase.doc) ?? [];
    list.push({ like: likeness(query, phrase, index), letters: lettersAlike(query.grams, phrase.grams) });
    likenesses.set(phrase.doc, list);
  }
  const out = leftOut ? index.phrases[leftOut.phrase] : undefined;
  return [...likenesses].map(([doc, list]) => {
    const own = out?.doc === doc ? out : undefined;
    return { doc, features: describe(query, index, doc, list, own) };
  });
}

function describe(
  query: Query,
  index: SearchIndex,
  doc: number,
  list: { like: number; letters: number }[],
  leftOut?: Phrase,
): Features {
  const likes = list.map(({ like }) => like).sort((a, b) => b - a);
  const { asked, said } = index.docs[doc] ?? NOTHING;
  const isAsked = (concept: number): number | undefined =>
    (asked.get(concept) ?? 0) - (leftOut?.concepts.has(concept) ? 1 : 0) > 0 ? 1 : undefined;
  return {
    best: likes[0] ?? 0,
    second: likes[1] ?? 0,
    third: likes[2] ?? 0,
    asked: coverage(query, isAsked),
    said: coverage(query, (concept) => isAsked(concept) ?? said.get(concept)),
    centroid: centroid(query, index, doc, leftOut),
    letters: Math.max(0, ...list.map(({ letters }) => letters)),
    exact: (likes[0] ?? 0) > 0.98 ? 1 : 0,
    gap: index.docs[doc]?.kind === 'gap' ? 1 : 0,
  };
}
