import { EVIDENCE, gather } from './decide';
import { FEATURES, type Features } from './features';
import type { LeftOut } from './index-view';
import { chance, type Model, type Weights, weigh } from './model';
import { search } from './search';
import type { SearchIndex } from './search-index';
import type { Language } from './words/stem';

/** A question with the document that should be found; none for one that nothing answers. */
interface Sample {
  text: string;
  language: Language;
  doc?: number;
  leftOut?: LeftOut;
}

const ROUNDS = 60;
const STEP = 0.05;
const DECAY = 1e-3;

/** Every phrasing of the pack as a question, itself left out. Bare keywords of one word teach nothing and are skipped. */
function phrasings(index: SearchIndex): Sample[] {
  return index.phrases.flatMap((phrase, at): Sample[] =>
    phrase.units.length < 2
      ? []
      : [{ text: phrase.text, language: 'sv', doc: phrase.doc, leftOut: { phrase: at } }],
  );
}

/** Conditional logit: the right document's score against all others'. Plain gradient descent, a fixed number of rounds. */
export function trainRanking(index: SearchIndex, start: Weights): Weights {
  const weights: Weights = { ...start };
  const samples = phrasings(index).flatMap((sample) => {
    const analysis = index.analyser.analyse(sample.text);
    const { hits } = search(analysis, index, { leftOut: sample.leftOut, weights });
    const right = hits.find((hit) => hit.doc === index.docs[sample.doc ?? -1]);
    return right ? [{ right: right.features, all: hits.slice(0, 25).map(({ features }) => features) }] : [];
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { right, all } of samples) stepRanking(weights, right, all);
  }
  return weights;
}

function stepRanking(weights: Weights, right: Features, all: readonly Features[]): void {
  const scores = all.map((features) => weigh(weights, features));
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  for (const name of FEATURES) {
    const expected = all.reduce((sum, features, i) => sum + ((powers[i] ?? 0) / total) * features[name], 0);
    const weight = weights[name] ?? 0;
    weights[name] = weight + STEP * (right[name] - expected - DECAY * weight);
  }
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
): Row[] {
  const rows: Row[] = [];
  const push = (text: string, answer: number, weight: number, leftOut?: LeftOut, without?: string): void => {
    const found = search(index.analyser.analyse(text), index, {
      ...(leftOut ? { leftOut } : {}),
      weights: rank,
    });
    const hits = without ? found.hits.filter(({ doc }) => doc.id !== without) : found.hits;
    rows.push({ evidence: gather({ ...found, hits }).evidence, answer, weight });
  };
  index.phrases.forEach((phrase, at) => {
    const doc = index.docs[phrase.doc];
    if (!doc || phrase.units.length < 2) return;
    if (doc.kind === 'gap') {
      push(phrase.text, 0, 2, { phrase: at });
      push(phrase.text, 0, 2, { phrase: at }, doc.id);
    } else push(phrase.text, 1, 1, { phrase: at });
  });
  for (const { text } of offTopic) push(text, 0, 4);
  return rows;
}

/** Logistic regression by gradient descent. */
export function trainDecision(rows: readonly Row[]): Weights {
  const weights: Weights = { bias: 0 };
  for (let round = 0; round < 300; round++) {
    const gradient: Record<string, number> = {};
    let total = 0;
    for (const { evidence, answer, weight } of rows) {
      const error = weight * (answer - chance(weigh(weights, evidence)));
      total += weight;
      gradient.bias = (gradient.bias ?? 0) + error;
      for (const name of EVIDENCE) gradient[name] = (gradient[name] ?? 0) + error * (evidence[name] ?? 0);
    }
    for (const [name, value] of Object.entries(gradient))
      weights[name] = (weights[name] ?? 0) + (8 * value) / total;
  }
  return weights;
}

/** Weights worked out from a pack's own phrasings, each judged as if it hadn't been written. */
export function train(
  index: SearchIndex,
  offTopic: readonly { text: string; language: Language }[],
  start: Model,
): Model {
  const rank = trainRanking(index, start.rank);
  return { rank: rounded(rank), decide: rounded(trainDecision(decisionRows(index, offTopic, rank))) };
}

function rounded(weights: Weights): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
}
