import type { Chances } from '../classify/classifier';
import type { Unit } from '../understand/analyse';
import type { Asks } from '../understand/question-type';
import { closest } from './closest';
import type { IndexView } from './index-view';
import { clear, lay, lettersAlike, likeness } from './likeness';
import { type Doc, grams } from './search-index';

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
  'likely',
] as const;
export type Feature = (typeof FEATURES)[number];
export type Features = Record<Feature, number>;

export interface Query {
  units: Unit[];
  weights: number[];
  total: number;
  /** Its words as they were read. */
  read: string;
  grams: Uint32Array;
  asks: Asks | undefined;
  /** What a classifier makes of it, where there is one. */
  chances: Chances | undefined;
}

/** Prepares a question's units for comparison with an index. */
export function prepare(
  units: Unit[],
  read: string,
  view: IndexView,
  asks: Asks | undefined,
  chances: Chances | undefined,
): Query {
  const weights = units.map((unit) => view.weight(unit));
  return {
    units,
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0) || 1,
    read,
    grams: grams(read),
    asks,
    chances,
  };
}

/** What a document's closest phrases say of it. */
interface Near {
  likes: number[];
  letters: number;
  /** Whether one of them says just the same. */
  identical: boolean;
  /** The likest phrase that asks for the same kind of answer: who, how many, where … */
  same: number;
}

const nothingNear = (): Near => ({ likes: [], letters: 0, same: 0, identical: false });

/** Every document worth considering, with its features. */
export function candidates(query: Query, view: IndexView): { doc: Doc; features: Features }[] {
  const { index } = view;
  const scratch = index.scratch();
  const near = new Map<number, Near>();
  lay(query, scratch);
  for (const at of closest(query, view)) {
    const phrase = index.phrases[at];
    if (!phrase) continue;
    const like = likeness(query, phrase, view, scratch);
    let of = near.get(phrase.doc);
    if (!of) {
      of = nothingNear();
      near.set(phrase.doc, of);
    }
    of.likes.push(like);
    if (phrase.read === query.read) of.identical = true;
    if (phrase.asks === query.asks && like > of.same) of.same = like;
    of.letters = Math.max(of.letters, lettersAlike(query.grams, phrase.grams, of.letters));
  }
  clear(query, scratch);
  for (const at of likelyDocs(query)) if (!near.has(at)) near.set(at, nothingNear());
  return [...near].flatMap(([at, of]) => {
    const doc = index.docs[at];
    return doc ? [{ doc, features: describe(query, view, doc, of, query.chances?.docs[at]) }] : [];
  });
}

/** What is likelier than this is considered even if no phrasing shares a word with the question. */
const LIKELY = 0.02;

function likelyDocs({ chances }: Query): number[] {
  const found: number[] = [];
  const docs = chances?.docs;
  if (docs) for (let at = 0; at < docs.length; at++) if ((docs[at] as number) > LIKELY) found.push(at);
  return found;
}

/** Chances below this are all the same. */
const LEAST = 1e-6;

/** A chance by its order of magnitude, 0–1: a tenth weighs as much more than a hundredth as one does more than a tenth. */
function magnitude(chance: number): number {
  return 1 - Math.log(chance + LEAST) / Math.log(LEAST);
}

function describe(
  query: Query,
  view: IndexView,
  doc: Doc,
  { likes, letters, same, identical }: Near,
  chance: number | undefined,
): Features {
  likes.sort((a, b) => b - a);
  const best = likes[0] ?? 0;
  return {
    best,
    second: likes[1] ?? 0,
    third: likes[2] ?? 0,
    sameKind: same,
    otherKind: otherKind(query.asks, doc, view),
    ...covered(query, view, doc),
    letters,
    exact: identical ? 1 : best > 0.98 ? ALIKE : 0,
    // What the classifier has never seen is as likely as its wording is like.
    likely: chance === undefined ? 0 : Number.isNaN(chance) ? best : magnitude(chance),
  };
}

/** How much of the question a document is asked for with, speaks of, and is mostly asked for with; 0–1 each. */
function covered(query: Query, view: IndexView, doc: Doc): Pick<Features, 'asked' | 'said' | 'centroid'> {
  const count = Math.max(1, view.phraseCount(doc));
  let asked = 0;
  let said = 0;
  let centroid = 0;
  query.units.forEach(({ concepts, weights }, u) => {
    const most = { asked: 0, said: 0, centroid: 0 };
    for (let i = 0; i < concepts.length; i++) {
      const concept = concepts[i] ?? -1;
      const weight = weights[i] ?? 0;
      const times = view.asked(doc, concept);
      if (times > 0) {
        most.asked = Math.max(most.asked, weight);
        most.said = Math.max(most.said, weight);
        most.centroid = Math.max(most.centroid, Math.sqrt(times / count) * weight);
      } else most.said = Math.max(most.said, (doc.said.get(concept) ?? 0) * weight);
    }
    const own = query.weights[u] ?? 0;
    asked += own * most.asked;
    said += own * most.said;
    centroid += own * most.centroid;
  });
  return { asked: asked / query.total, said: said / query.total, centroid: centroid / query.total };
}

/** Of the same meaning, but in other words or another order. */
const ALIKE = 0.25;

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
  'does',
];

/** 1 when the question asks when, who, how many …, and nobody has thought of asking the document that; 0.5 when one has. */
function otherKind(asks: Asks | undefined, doc: Doc, view: IndexView): number {
  if (asks === undefined || !TELLING.includes(asks)) return 0;
  return 1 / (1 + view.kind(doc, asks)) ** 1.5;
}
