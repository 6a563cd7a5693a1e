import { FEATURES, type Feature } from '../search/features';
import type { Weights } from '../search/model';
import { type SearchResult, search } from '../search/search';
import type { SearchIndex } from '../search/search-index';
import { type Folds, isTaken } from './folds';
import { disturb, seeded } from './noise';
import type { Labelled } from './train';

/** The candidates for one question, as numbers, and which of them are right. */
interface Contest {
  rows: number[][];
  right: boolean[];
  weight: number;
}

const ROUNDS = 400;
const STEP = 0.05;
/** Pulls weights together, so that features which say the same share the load. */
const RIDGE = 0.001;
const CLOSEST = 25;
/** How much a question of the calibration file weighs beside a phrasing. */
const GIVEN = 3;
/** Every phrasing is left out when it is judged, so training never sees an exact one: that it counts is settled beforehand. */
const EXACT = 6;
/** The weights' sum: what counts as near in score is measured against it. */
const SUM = 15;

/** The features that are weighed, with a classifier or without. */
function weighed(folds: Folds | undefined): readonly Feature[] {
  return folds ? FEATURES : FEATURES.filter((name) => name !== 'likely');
}

function contest(
  found: SearchResult,
  names: readonly Feature[],
  weight: number,
  suits: (id: string) => boolean,
): Contest {
  const hits = found.hits.filter(({ doc }) => doc.kind !== 'gap').slice(0, CLOSEST);
  return {
    rows: hits.map(({ features }) => names.map((name) => (name === 'exact' ? 0 : features[name]))),
    right: hits.map(({ doc }) => suits(doc.id)),
    weight,
  };
}

/** Phrasings, each left out and disturbed, and the questions of the calibration file; those that some candidate answers. */
function contests(index: SearchIndex, calibration: readonly Labelled[], folds: Folds | undefined): Contest[] {
  const names = weighed(folds);
  const random = seeded(7);
  const own = index.phrases.flatMap((phrase, at): Contest[] => {
    const doc = index.docs[phrase.doc];
    if (!doc || doc.kind === 'gap' || phrase.units.length < 2 || !isTaken(at)) return [];
    const classifier = folds?.without({ phrase: at });
    const { language } = index.analyser.analyse(phrase.text);
    const analysis = index.analyser.analyse(disturb(phrase.text, language, random));
    return [
      contest(
        search(analysis, index, { leftOut: { phrase: at }, ...(classifier ? { classifier } : {}) }),
        names,
        1,
        (id) => id === doc.id,
      ),
    ];
  });
  const given = calibration
    .filter(({ answerable }) => answerable)
    .map(({ text, suits }) => {
      const analysis = index.analyser.analyse(text);
      const found = search(analysis, index, folds ? { classifier: folds.whole } : {});
      return contest(found, names, GIVEN, (id) => suits(id, analysis.language));
    });
  return [...own, ...given].filter(({ right }) => right.includes(true));
}

/** Adds one contest's share to the gradient: what right candidates have, less what all of them have, by their chances. */
function addGradient({ rows, right, weight }: Contest, weights: readonly number[], gradient: number[]): void {
  const scores = rows.map((row) => row.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0));
  const most = Math.max(...scores);
  const chances = scores.map((score) => Math.exp(score - most));
  const all = chances.reduce((sum, chance) => sum + chance, 0);
  const good = chances.reduce((sum, chance, i) => sum + (right[i] ? chance : 0), 0) || 1e-12;
  rows.forEach((row, i) => {
    const chance = chances[i] ?? 0;
    const pull = weight * ((right[i] ? chance / good : 0) - chance / all);
    row.forEach((value, k) => {
      gradient[k] = (gradient[k] ?? 0) + pull * value;
    });
  });
}

/** Weights under which a right entry is likeliest to come first (softmax over the candidates, climbed with Adam's steps). */
export function trainRanking(
  index: SearchIndex,
  calibration: readonly Labelled[],
  start: Weights,
  folds?: Folds,
): Weights {
  const names = weighed(folds);
  const all = contests(index, calibration, folds);
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const weights = names.map((name) => start[name] ?? 0);
  const mean = names.map(() => 0);
  const square = names.map(() => 0);
  for (let round = 1; round <= ROUNDS; round++) {
    const gradient = names.map(() => 0);
    for (const one of all) addGradient(one, weights, gradient);
    for (let k = 0; k < weights.length; k++) {
      const slope = (gradient[k] ?? 0) / total - RIDGE * (weights[k] ?? 0);
      mean[k] = 0.9 * (mean[k] ?? 0) + 0.1 * slope;
      square[k] = 0.999 * (square[k] ?? 0) + 0.001 * slope * slope;
      const step = (mean[k] ?? 0) / (1 - 0.9 ** round);
      weights[k] =
        (weights[k] ?? 0) + (STEP * step) / (Math.sqrt((square[k] ?? 0) / (1 - 0.999 ** round)) + 1e-8);
    }
  }
  const scale = SUM / weights.reduce((sum, weight) => sum + weight, 0);
  const learnt = names.map((name, i) => [name, (weights[i] ?? 0) * scale]);
  return { ...Object.fromEntries(learnt), exact: EXACT };
}
