import type { Unit } from './analyse';
import type { IndexView, LeftOut } from './index-view';
import type { Asks } from './question-type';
import type { Doc, Phrase, SearchIndex } from './search-index';

/** What the ranking weighs for one candidate, each between 0 and 1. */
export const FEATURES = [
  'best',
  'second',
  'third',
  'sameKind',
  'otherKind',
  'asked',
  'said',
  'centroid',
  'letters',
  'exact',
] as const;
export type Feature = (typeof FEATURES)[number];
export type Features = Record<Feature, number>;

export interface Query {
  units: Unit[];
  weights: number[];
  total: number;
  concepts: Map<number, number>;
  grams: Uint32Array;
  asks: Asks | undefined;
}

const CLOSEST = 200;
/** A unit's further concepts (its group, its parts) mostly come with the first: counted whole they'd count twice. */
const FURTHER = 1;

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
  view: IndexView,
  asks: Asks | undefined,
): Query {
  const weights = units.map((unit) => view.weight(unit));
  return {
    units,
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0) || 1,
    concepts,
    grams: letters,
    asks,
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
function likeness(query: Query, phrase: Phrase, view: IndexView): number {
  const there = coverage(query, (concept) => phrase.concepts.get(concept));
  if (there === 0) return 0;
  let back = 0;
  let total = 0;
  const weights = view.weightsOf(phrase);
  const ours = (concept: number): number | undefined => query.concepts.get(concept);
  for (let i = 0; i < phrase.units.length; i++) {
    const unit = phrase.units[i];
    const weight = weights[i] ?? 0;
    total += weight;
    if (unit) back += weight * credit(unit, ours);
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

function leftOutPhrases(index: SearchIndex, leftOut: LeftOut | undefined): readonly number[] {
  if (!leftOut) return [];
  const own = index.docs[index.phrases[leftOut.phrase]?.doc ?? -1];
  return leftOut.wholeDoc && own ? own.phrases : [leftOut.phrase];
}

/** The phrases that share the most telling words with the question, roughly. */
function closest(query: Query, { index, leftOut }: IndexView): number[] {
  const sums = index.scratch();
  const touched: number[] = [];
  const content = query.units.some((unit) => !unit.word.startsWith('?'));
  query.units.forEach((unit, u) => {
    // Thousands of phrases ask *what*: that alone brings none nearer.
    if (content && unit.word.startsWith('?')) return;
    unit.concepts.forEach((concept, c) => {
      const own = (query.weights[u] ?? 0) * (unit.weights[c] ?? 0) * (c === 0 ? 1 : FURTHER);
      const postings = index.postings.get(concept);
      if (!postings) return;
      for (let i = 0; i < postings.phrases.length; i++) {
        const phrase = postings.phrases[i] ?? 0;
        if (sums[phrase] === 0) touched.push(phrase);
        sums[phrase] = (sums[phrase] ?? 0) + own * (postings.weights[i] ?? 0);
      }
    });
  });
  const out = new Set(leftOutPhrases(index, leftOut));
  const rough = touched.map((phrase) => ({
    phrase,
    rough: (sums[phrase] ?? 0) / (query.total + (index.phrases[phrase]?.units.length ?? 0)),
  }));
  for (const phrase of touched) sums[phrase] = 0;
  const kept = out.size > 0 ? rough.filter(({ phrase }) => !out.has(phrase)) : rough;
  return best(kept, CLOSEST);
}

/** The `most` roughest scores, in no order; sorts only what may be among them. */
function best(all: { phrase: number; rough: number }[], most: number): number[] {
  if (all.length <= most) return all.map(({ phrase }) => phrase);
  const scores = Float32Array.from(all, ({ rough }) => rough).sort();
  const least = scores[scores.length - most] ?? 0;
  return all
    .filter(({ rough }) => rough >= least)
    .slice(0, most)
    .map(({ phrase }) => phrase);
}

function centroid(query: Query, view: IndexView, doc: Doc): number {
  const count = Math.max(1, view.phraseCount(doc));
  let sum = 0;
  query.units.forEach((unit, i) => {
    let best = 0;
    unit.concepts.forEach((concept, c) => {
      best = Math.max(best, Math.sqrt(view.asked(doc, concept) / count) * (unit.weights[c] ?? 0));
    });
    sum += (query.weights[i] ?? 0) * best;
  });
  return sum / query.total;
}

interface Likeness {
  like: number;
  letters: number;
  /** Whether the phrase asks for the same kind of answer: who, how many, where … */
  same: boolean;
}

/** Every document worth considering, with its features. */
export function candidates(query: Query, view: IndexView): { doc: Doc; features: Features }[] {
  const likenesses = new Map<Doc, Likeness[]>();
  for (const at of closest(query, view)) {
    const phrase = view.index.phrases[at];
    const doc = phrase && view.index.docs[phrase.doc];
    if (!phrase || !doc) continue;
    const list = likenesses.get(doc) ?? [];
    list.push({
      like: likeness(query, phrase, view),
      letters: lettersAlike(query.grams, phrase.grams),
      same: phrase.asks === query.asks,
    });
    likenesses.set(doc, list);
  }
  return [...likenesses].map(([doc, list]) => ({ doc, features: describe(query, view, doc, list) }));
}

function describe(query: Query, view: IndexView, doc: Doc, list: readonly Likeness[]): Features {
  const likes = list.map(({ like }) => like).sort((a, b) => b - a);
  const asked = (concept: number): number | undefined => (view.asked(doc, concept) > 0 ? 1 : undefined);
  return {
    best: likes[0] ?? 0,
    second: likes[1] ?? 0,
    third: likes[2] ?? 0,
    sameKind: Math.max(0, ...list.map(({ like, same }) => (same ? like : 0))),
    otherKind: otherKind(query.asks, doc, view),
    asked: coverage(query, asked),
    said: coverage(query, (concept) => asked(concept) ?? doc.said.get(concept)),
    centroid: centroid(query, view, doc),
    letters: Math.max(0, ...list.map(({ letters }) => letters)),
    exact: (likes[0] ?? 0) > 0.98 ? 1 : 0,
  };
}

const TELLING: readonly Asks[] = [
  'name',
  'who',
  'when',
  'where',
  'howmany',
  'howmuch',
  'howoften',
  'howlong',
  'why',
  'how',
];

/** 1 when the question asks when, who, how many …, and nobody has thought of asking the document that; 0.5 when one has. */
function otherKind(asks: Asks | undefined, doc: Doc, view: IndexView): number {
  if (asks === undefined || !TELLING.includes(asks)) return 0;
  return 1 / (1 + view.kind(doc, asks)) ** 1.5;
}
