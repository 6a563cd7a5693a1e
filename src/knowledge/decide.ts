import { isTellable } from './search/answer-type';
import { detailsAsked } from './search/details';
import type { Query } from './search/features';
import type { IndexView } from './search/index-view';
import { chance, modelOf, type Weights, weigh } from './search/model';
import type { Hit, SearchResult } from './search/search';
import type { Unit } from './understand/analyse';
import { YEAR } from './understand/words/date-patterns';

/** What the decision between answering and declining weighs. */
export const EVIDENCE = [
  'fit',
  'sameKind',
  'otherKind',
  'gapSameKind',
  'asked',
  'said',
  'centroid',
  'letters',
  'score',
  'overGap',
  'gapFit',
  'gapCloser',
  'gapAsked',
  'gapOnly',
  'gapWord',
  'attribute',
  'wrongType',
  'otherKindOnly',
  'unexplained',
  'strange',
  'strangeName',
  'likely',
  'likelyNowhere',
] as const;
export type Evidence = Record<(typeof EVIDENCE)[number], number>;

export interface Decision {
  /** The chance that the best entry answers the question, 0–1. */
  sure: number;
  entries: Hit[];
  gaps: Hit[];
  evidence: Evidence;
}

function explained(unit: Unit, { doc }: Hit, view: IndexView): number {
  let best = 0;
  unit.concepts.forEach((concept, i) => {
    const there = view.asked(doc, concept) > 0 ? 1 : (doc.said.get(concept) ?? 0);
    const weight = unit.weights[i] ?? 0;
    best = Math.max(best, there * (weight >= 0.9 ? 1 : weight * 0.8));
  });
  return best;
}

/** The most telling thing of the question that the entry knows nothing of, among those that the pack speaks of elsewhere. */
function mostUnexplained(query: Query, hit: Hit, view: IndexView): number {
  let worst = 0;
  query.units.forEach((unit, i) => {
    if (unit.word.startsWith('?') || unit.general || !view.seen(unit)) return;
    worst = Math.max(worst, (1 - explained(unit, hit, view)) * ((query.weights[i] ?? 0) / view.mostTelling));
  });
  return worst;
}

/** How much of what the gap knows and the entry doesn't there is in the question: `budget`, `opening hours`. */
function gapOnly(query: Query, hit: Hit, gap: Hit | undefined, view: IndexView): number {
  if (!gap) return 0;
  let worst = 0;
  query.units.forEach((unit, i) => {
    if (unit.word.startsWith('?') || unit.general) return;
    const more = explained(unit, gap, view) - explained(unit, hit, view);
    worst = Math.max(worst, more * ((query.weights[i] ?? 0) / view.mostTelling));
  });
  return worst;
}

/** The most gap-like word that the entry isn't asked for with: it tells what the sources keep silent on. */
function gapWord(query: Query, hit: Hit | undefined, view: IndexView): number {
  let worst = 0;
  for (const unit of query.units) {
    const asked = hit
      ? unit.concepts.some((concept, i) => (unit.weights[i] ?? 0) >= 0.9 && view.asked(hit.doc, concept) > 0)
      : false;
    if (!asked) worst = Math.max(worst, view.gapness(unit));
  }
  return worst;
}

/** An attribute asked for that nobody thought of asking this entry: 1, 0.4 when a single phrasing does. */
function attribute(query: Query, hit: Hit | undefined, view: IndexView): number {
  let worst = 0;
  for (const unit of query.units) {
    if (!unit.attribute || !hit) continue;
    const times = Math.max(
      0,
      ...unit.concepts.map((concept, i) =>
        (unit.weights[i] ?? 0) >= 0.9 ? view.asked(hit.doc, concept) : 0,
      ),
    );
    worst = Math.max(worst, times === 0 ? 1 : times === 1 ? 0.4 : 0);
  }
  return worst;
}

/** Whether a number, a time or the like is asked for and the entry's text has something of that look. */
function holdsType({ asks }: Query, hit: Hit | undefined): boolean {
  return asks !== undefined && isTellable(asks) && (hit?.doc.holds.has(asks) ?? false);
}

/** 1 when a number, a time or the like is asked for and the entry's text has nothing of that look. */
function wrongType({ asks }: Query, hit: Hit | undefined): number {
  return hit && asks !== undefined && isTellable(asks) && !hit.doc.holds.has(asks) ? 1 : 0;
}

/** Odds beyond a thousand to one say no more. */
const ROUGHLY = 0.001;

function share(query: Query, test: (unit: Unit) => boolean): number {
  const content = query.units.filter((unit) => !unit.word.startsWith('?') && !unit.general);
  return content.length === 0 ? 0 : content.filter(test).length / content.length;
}

/** The odds, by their order of magnitude, that a gap is meant or nothing that the pack knows of: −1 never, 0 even, 1 surely. */
function likelyNowhere({ chances }: Query, view: IndexView): number {
  if (!chances) return 0;
  let nowhere = chances.none;
  view.index.docs.forEach(({ kind }, at) => {
    const chance = chances.docs[at] ?? 0;
    if (kind === 'gap' && chance > 0) nowhere += chance;
  });
  return Math.log((nowhere + ROUGHLY) / (1 - nowhere + ROUGHLY)) / Math.log(1 / ROUGHLY);
}

/** Gathers the evidence for and against answering with the best entry. */
export function gather({ query, view, hits }: SearchResult): {
  entries: Hit[];
  gaps: Hit[];
  evidence: Evidence;
} {
  const entries = hits.filter(({ doc }) => doc.kind !== 'gap');
  const gaps = hits.filter(({ doc }) => doc.kind === 'gap');
  const [best] = entries;
  const [gap] = gaps;
  const none = { sameKind: 0, otherKind: 0, best: 0, asked: 0, said: 0, centroid: 0, letters: 0, likely: 0 };
  const own = best?.features ?? none;
  const theirs = gap?.features ?? none;
  const evidence: Evidence = {
    fit: own.best,
    sameKind: own.sameKind,
    otherKind: own.otherKind,
    gapSameKind: theirs.sameKind,
    asked: own.asked,
    said: own.said,
    centroid: own.centroid,
    letters: own.letters,
    score: (best?.score ?? 0) / 10,
    overGap: Math.max(-1, Math.min(2, ((best?.score ?? 0) - (gap?.score ?? 0)) / 10)),
    gapFit: theirs.best,
    gapCloser: Math.max(0, Math.min(1, 4 * (theirs.best - own.best))),
    gapAsked: theirs.asked,
    gapWord: gapWord(query, best, view),
    attribute: attribute(query, best, view),
    gapOnly: best ? gapOnly(query, best, gap, view) : 1,
    wrongType: wrongType(query, best),
    otherKindOnly: holdsType(query, best) ? 0 : own.otherKind * (1 - own.sameKind),
    unexplained: best ? mostUnexplained(query, best, view) : 1,
    strange: share(query, (unit) => !view.seen(unit)),
    strangeName: share(query, (unit) => !view.seen(unit) && unit.capital),
    likely: own.likely,
    likelyNowhere: likelyNowhere(query, view),
  };
  return { entries, gaps, evidence };
}

/** Whether the entry speaks of anything at all that the question is about, apart from what kind of question it is. */
function touches({ query, view }: SearchResult, hit: Hit): boolean {
  const content = query.units.filter((unit) => !unit.word.startsWith('?'));
  return content.length === 0 || content.some((unit) => explained(unit, hit, view) > 0.3);
}

const IS_YEAR = new RegExp(`^${YEAR}$`);

/**
 * Whether something is asked about a year that the entry says nothing of. A yes/no question may have the year wrong, and is
 * then corrected; so may one that asks when.
 */
function anotherYear({ query, view }: SearchResult, hit: Hit): boolean {
  if (query.asks === undefined || query.asks === 'yesno' || query.asks === 'when') return false;
  return query.units.some((unit) => IS_YEAR.test(unit.word) && explained(unit, hit, view) === 0);
}

/** Whether something is asked for in so many words that the entry has nothing of: its number, its day, its price. */
function lacksDetail({ query }: SearchResult, { doc }: Hit): boolean {
  if (doc.kind !== 'entry') return false;
  return detailsAsked(query.read).some((detail) => !doc.details.has(detail));
}

/** How sure it must be that an answer is meant when the question has a word of which the pack has never heard. */
const SURE_THOUGH_STRANGE = 0.6;

/** Whether a dictionary knows a word of the question that the pack doesn't: a bin, a charging point. A slip or a name says less. */
function hasStrangeWord({ query, view }: SearchResult): boolean {
  return query.units.some((unit) => unit.known === 'word' && !unit.general && !view.seen(unit));
}

/** What is left of an answer when a gap fits better: under the least that is answered. */
const BEATEN = 0.3;

/** Nobody has asked or said anything like it; what has learnt from many more questions may know better, when it is as good as certain. */
function isFar({ fit, said, likely }: Evidence): boolean {
  return fit < 0.25 && said < 0.4 && likely < 0.97;
}

/** A gap that outdoes the best entry in every way is what was asked, and so is one that explains what the entry can't. */
function isBeaten({ overGap, gapFit, fit, gapCloser, gapOnly }: Evidence): boolean {
  return (overGap < -0.03 && gapFit >= fit) || (gapCloser > 0.7 && gapOnly > 0.7);
}

/** How sure it is that the best entry answers the question. */
export function decide(
  result: SearchResult,
  weights: Weights = modelOf(result.query.chances !== undefined).decide,
): Decision {
  const { entries, gaps, evidence } = gather(result);
  const [best] = entries;
  const chances = best && !isFar(evidence) && touches(result, best) ? chance(weigh(weights, evidence)) : 0;
  const doubtful =
    best !== undefined &&
    chances > BEATEN &&
    (isBeaten(evidence) ||
      anotherYear(result, best) ||
      lacksDetail(result, best) ||
      (chances < SURE_THOUGH_STRANGE && hasStrangeWord(result)));
  return { entries, gaps, evidence, sure: doubtful ? BEATEN : chances };
}

const NEIGHBOUR = 1.2;

/** The decision with neighbours of what was spoken of before put forward. */
export function favour(decision: Decision, isNear: (id: string) => boolean): Decision {
  const [first] = decision.entries;
  const entries = decision.entries
    .map((hit) => (isNear(hit.doc.id) ? { ...hit, score: hit.score + NEIGHBOUR } : hit))
    .sort((a, b) => b.score - a.score);
  const gained = (entries[0]?.score ?? 0) - (first?.score ?? 0);
  return { ...decision, entries, sure: gained > 0 ? Math.min(1, decision.sure + 0.1) : decision.sure };
}
