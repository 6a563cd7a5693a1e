import { SURE } from '../answering';
import { EVIDENCE, gather } from '../decide';
import type { LeftOut } from '../search/index-view';
import { chance, type Model, type Models, type Weights, weigh } from '../search/model';
import { search } from '../search/search';
import type { SearchIndex } from '../search/search-index';
import type { Language } from '../understand/words/stem';
import { type Folds, isTaken } from './folds';
import { disturb, seeded } from './noise';
import { trainRanking } from './train-ranking';

/** A question of a calibration file: whether the sources answer it, and if so which entries will do. */
export interface Labelled {
  text: string;
  answerable: boolean;
  suits(entryId: string, language: Language): boolean;
}

/** Pulls weights together, so that evidence which says the same in the pack's phrasings shares the load. */
const RIDGE = 0.0002;

/** One row of evidence, with whether an answer should have been given. */
interface Row {
  evidence: Record<string, number>;
  answer: number;
  weight: number;
}

/** Evidence on phrasings left out (answer; none when a wrong entry comes first), on gaps left out, and on what is off topic. */
export function decisionRows(
  index: SearchIndex,
  offTopic: readonly { text: string; language: Language }[],
  rank: Weights,
  calibration: readonly Labelled[],
  folds?: Folds,
): Row[] {
  const rows: Row[] = [];
  const random = seeded(2024);
  const push = (text: string, own: string | undefined, weight: number, leftOut?: LeftOut): void => {
    const language = index.analyser.analyse(text).language;
    const classifier = leftOut ? folds?.without(leftOut) : folds?.onTopic;
    if (folds && !classifier) return;
    const found = search(index.analyser.analyse(disturb(text, language, random)), index, {
      ...(leftOut ? { leftOut } : {}),
      ...(classifier ? { classifier } : {}),
      weights: rank,
    });
    const { entries, evidence } = gather(found);
    // An answer that would be a wrong one tells nothing on whether to answer.
    if (own !== undefined && entries[0]?.doc.id !== own) return;
    rows.push({ evidence, answer: own === undefined ? 0 : 1, weight });
  };
  index.phrases.forEach((phrase, at) => {
    const doc = index.docs[phrase.doc];
    if (!doc || phrase.units.length < 2) return;
    if (doc.kind === 'gap') {
      push(phrase.text, undefined, 1, { phrase: at });
      push(phrase.text, undefined, 1, { phrase: at, wholeDoc: true });
    } else if (isTaken(at)) push(phrase.text, doc.id, 1.5, { phrase: at });
  });
  for (const { text } of offTopic) push(text, undefined, 2);
  return [...rows, ...calibrationRows(index, rank, calibration, rows.length, folds)];
}

/** How much the calibration file weighs beside the pack's own phrasings. */
const SHARE = 0.3;

/** Evidence on the calibration file. What is answerable but finds a wrong entry tells nothing on whether to answer. */
function calibrationRows(
  index: SearchIndex,
  rank: Weights,
  calibration: readonly Labelled[],
  others: number,
  folds?: Folds,
): Row[] {
  return calibration.flatMap(({ text, answerable, suits }): Row[] => {
    const analysis = index.analyser.analyse(text);
    const { entries, evidence } = gather(
      search(analysis, index, { weights: rank, ...(folds ? { classifier: folds.whole } : {}) }),
    );
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
  'likelyNowhere',
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
  start: Models,
  folds: Folds,
): Models {
  const model = (of: Model, by?: Folds): Model => trainModel(index, offTopic, calibration, of, by);
  return { plain: model(start.plain), classified: model(start.classified, folds) };
}

function trainModel(
  index: SearchIndex,
  offTopic: readonly { text: string; language: Language }[],
  calibration: readonly Labelled[],
  start: Model,
  folds?: Folds,
): Model {
  const rank = trainRanking(index, calibration, start.rank, folds);
  const rows = decisionRows(index, offTopic, rank, calibration, folds);
  const known = calibrationRows(index, rank, calibration, calibration.length, folds);
  const decide = balanced(trainDecision(rows), known);
  return { rank: rounded(rank), decide: rounded(decide) };
}

/** The share of answerable calibration questions that may be declined: the chances are shifted to it. */
const LOST = 0.003;
/** Questions that the pack has been mended by look surer than a new one is: the chances lean so much towards answering. */
const LEAN = 0.3;

function balanced(weights: Weights, rows: readonly Row[]): Weights {
  const sums = rows
    .filter(({ answer }) => answer === 1)
    .map(({ evidence }) => weigh(weights, evidence))
    .sort((a, b) => a - b);
  const least = sums[Math.floor(LOST * sums.length)];
  if (least === undefined) return weights;
  return { ...weights, bias: (weights.bias ?? 0) + Math.log(SURE / (1 - SURE)) - least + LEAN };
}

function rounded(weights: Weights): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
}
