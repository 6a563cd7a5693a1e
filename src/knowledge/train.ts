import { SURE } from './answering';
import { EVIDENCE, gather } from './decide';
import { FEATURES } from './features';
import type { LeftOut } from './index-view';
import { chance, type Model, type Weights, weigh } from './model';
import { disturb, seeded } from './noise';
import { type SearchResult, search } from './search';
import type { SearchIndex } from './search-index';
import type { Language } from './words/stem';

/** A question of a calibration file: whether the sources answer it, and if so which entries will do. */
export interface Labelled {
  text: string;
  answerable: boolean;
  suits(entryId: string, language: Language): boolean;
}

/** The candidates for one question, as numbers, and which of them are right. */
interface Contest {
  rows: number[][];
  right: boolean[];
  weight: number;
}

const TRIES = 500;
/** Pulls weights together, so that evidence which says the same in the pack's phrasings shares the load. */
const RIDGE = 0.0002;
/** One phrasing in so many is enough, and keeps the training within a minute. */
const THINNED = 4;
const CLOSEST = 30;

function contest(found: SearchResult, weight: number, suits: (id: string) => boolean): Contest {
  const hits = found.hits.filter(({ doc }) => doc.kind !== 'gap').slice(0, CLOSEST);
  return {
    rows: hits.map(({ features }) => FEATURES.map((name) => features[name])),
    right: hits.map(({ doc }) => suits(doc.id)),
    weight,
  };
}

/** Phrasings, each left out and disturbed, and the questions of the calibration file. */
function contests(index: SearchIndex, calibration: readonly Labelled[]): Contest[] {
  const random = seeded(7);
  const own = index.phrases.flatMap((phrase, at): Contest[] => {
    const doc = index.docs[phrase.doc];
    if (!doc || doc.kind === 'gap' || phrase.units.length < 2 || at % (2 * THINNED) !== 0) return [];
    const { language } = index.analyser.analyse(phrase.text);
    const analysis = index.analyser.analyse(disturb(phrase.text, language, random));
    return [contest(search(analysis, index, { leftOut: { phrase: at } }), 1, (id) => id === doc.id)];
  });
  const given = calibration.filter(({ answerable }) => answerable);
  return [
    ...own,
    ...given.map(({ text, suits }) => {
      const analysis = index.analyser.analyse(text);
      return contest(search(analysis, index), own.length / (2 * given.length), (id) =>
        suits(id, analysis.language),
      );
    }),
  ];
}

function rightness(all: readonly Contest[], weights: readonly number[]): number {
  let sum = 0;
  for (const { rows, right, weight } of all) {
    let best = -Infinity;
    let first = -1;
    rows.forEach((row, i) => {
      const score = row.reduce((total, value, k) => total + value * (weights[k] ?? 0), 0);
      if (score > best) {
        best = score;
        first = i;
      }
    });
    if (right[first]) sum += weight;
  }
  return sum;
}

/** Climbs to the weights that put a right entry first most often: small random steps, kept when nothing gets worse. */
export function trainRanking(index: SearchIndex, calibration: readonly Labelled[], start: Weights): Weights {
  const all = contests(index, calibration);
  const random = seeded(11);
  let weights = FEATURES.map((name) => start[name] ?? 0);
  let best = rightness(all, weights);
  for (let i = 0; i < TRIES; i++) {
    const size = random() < 0.3 ? 3 : 0.8;
    const next = weights.map((weight) => Math.max(-1, weight + (random() - 0.5) * size));
    const reached = rightness(all, next);
    if (reached < best) continue;
    best = reached;
    weights = next;
  }
  return Object.fromEntries(FEATURES.map((name, i) => [name, weights[i] ?? 0]));
}

/** One row of evidence, with whether an answer should have been given. */
interface Row {
  evidence: Record<string, number>;
  answer: number;
  weight: number;
}

/** Evidence on phrasings left out (answer, unless a wrong entry comes first), on gaps left out, and on what is off topic. */
export function decisionRows(
  index: SearchIndex,
  offTopic: readonly { text: string; language: Language }[],
  rank: Weights,
  calibration: readonly Labelled[],
): Row[] {
  const rows: Row[] = [];
  const random = seeded(2024);
  const push = (text: string, answer: number, weight: number, leftOut?: LeftOut): void => {
    const language = index.analyser.analyse(text).language;
    const found = search(index.analyser.analyse(disturb(text, language, random)), index, {
      ...(leftOut ? { leftOut } : {}),
      weights: rank,
    });
    rows.push({ evidence: gather(found).evidence, answer, weight });
  };
  index.phrases.forEach((phrase, at) => {
    const doc = index.docs[phrase.doc];
    if (!doc || phrase.units.length < 2) return;
    if (doc.kind === 'gap') {
      push(phrase.text, 0, 1, { phrase: at });
      push(phrase.text, 0, 1, { phrase: at, wholeDoc: true });
    } else if (at % THINNED === 0) push(phrase.text, 1, 1.5, { phrase: at });
  });
  for (const { text } of offTopic) push(text, 0, 2);
  return [...rows, ...calibrationRows(index, rank, calibration, rows.length)];
}

/** How much the calibration file weighs beside the pack's own phrasings. */
const SHARE = 0.3;

/** Evidence on the calibration file. What is answerable but finds a wrong entry tells nothing on whether to answer. */
function calibrationRows(
  index: SearchIndex,
  rank: Weights,
  calibration: readonly Labelled[],
  others: number,
): Row[] {
  return calibration.flatMap(({ text, answerable, suits }): Row[] => {
    const analysis = index.analyser.analyse(text);
    const { entries, evidence } = gather(search(analysis, index, { weights: rank }));
    const right = entries[0] !== undefined && suits(entries[0].doc.id, analysis.language);
    if (answerable && !right) return [];
    const weight = (SHARE * others) / calibration.length;
    return [{ evidence, answer: answerable ? 1 : 0, weight: answerable ? weight : 2 * weight }];
  });
}

/** Evidence that can only speak against answering; all other evidence can only speak for it. Keeps chance finds out. */
const AGAINST = new Set([
  'otherKind',
  'gapSameKind',
  'gapFit',
  'gapCloser',
  'gapAsked',
  'gapWord',
  'attribute',
  'wrongType',
  'otherKindOnly',
  'gapOnly',
  'unexplained',
  'strange',
  'strangeName',
]);

/** Logistic regression by gradient descent. */
export function trainDecision(rows: readonly Row[]): Weights {
  const weights: Weights = { bias: 0 };
  for (let round = 0; round < 1500; round++) {
    const gradient: Record<string, number> = {};
    let total = 0;
    for (const { evidence, answer, weight } of rows) {
      const error = weight * (answer - chance(weigh(weights, evidence)));
      total += weight;
      gradient.bias = (gradient.bias ?? 0) + error;
      for (const name of EVIDENCE) gradient[name] = (gradient[name] ?? 0) + error * (evidence[name] ?? 0);
    }
    for (const [name, value] of Object.entries(gradient)) {
      const shrink = name === 'bias' ? 0 : RIDGE * (weights[name] ?? 0);
      const next = (weights[name] ?? 0) + 4 * (value / total - shrink);
      weights[name] = AGAINST.has(name) ? Math.min(0, next) : name === 'bias' ? next : Math.max(0, next);
    }
  }
  return weights;
}

/** Weights worked out from a pack's own phrasings, each judged as if it hadn't been written, and a calibration file. */
export function train(
  index: SearchIndex,
  offTopic: readonly { text: string; language: Language }[],
  calibration: readonly Labelled[],
  start: Model,
): Model {
  const rank = trainRanking(index, calibration, start.rank);
  const rows = decisionRows(index, offTopic, rank, calibration);
  const decide = balanced(trainDecision(rows), calibrationRows(index, rank, calibration, calibration.length));
  return { rank: rounded(rank), decide: rounded(decide) };
}

/** The share of answerable calibration questions that may be declined: the chances are shifted to it. */
const LOST = 0.008;

function balanced(weights: Weights, rows: readonly Row[]): Weights {
  const sums = rows
    .filter(({ answer }) => answer === 1)
    .map(({ evidence }) => weigh(weights, evidence))
    .sort((a, b) => a - b);
  const least = sums[Math.floor(LOST * sums.length)];
  if (least === undefined) return weights;
  return { ...weights, bias: (weights.bias ?? 0) + Math.log(SURE / (1 - SURE)) - least };
}

function rounded(weights: Weights): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
}
