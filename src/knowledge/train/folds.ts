import { Classifier, type ClassifierData } from '../classify/classifier';
import { conceptBuckets } from '../classify/cues';
import type { LeftOut } from '../search/index-view';
import type { SearchIndex } from '../search/search-index';
import { phraseSamples, type Sample, trainClassifier } from './train-classifier';

const FOLDS = 3;
/** One phrasing in so many is enough, and keeps the training within minutes. */
const THINNED = 3;

/** Whether a phrasing is among those that ranking and decision are trained on: of each fold as many. */
export function isTaken(phrase: number): boolean {
  return Math.floor(phrase / FOLDS) % THINNED === 0;
}

/** Classifiers that haven't seen what they are asked about, so that ranking and decision learn how far they can be relied on. */
export interface Folds {
  /** The one that has seen all; for questions that none was trained on. */
  readonly whole: Classifier;
  readonly data: ClassifierData;
  /** One that has seen nothing of what is off every topic. */
  readonly onTopic: Classifier;
  /** One that was trained without what is left out; undefined where there is none. */
  without(leftOut: LeftOut): Classifier | undefined;
}

/**
 * Trains one classifier on everything, and three that each lack a third of the phrasings and all of a third of the gaps,
 * which then stand for what nobody has thought of.
 */
export function trainFolds(
  index: SearchIndex,
  practice: readonly Sample[],
  offTopic: readonly Sample[],
): Folds {
  const own = phraseSamples(index);
  const ids = index.docs.map(({ id }) => id);
  const concepts = conceptBuckets(index.analyser.conceptNames());
  const gapFold = new Map(
    index.docs.filter(({ kind }) => kind === 'gap').map(({ id }, i) => [id, i % FOLDS]),
  );
  const classifier = (data: ClassifierData): Classifier => new Classifier(data, ids, concepts);
  const parts = Array.from({ length: FOLDS }, (_, fold) => {
    const samples = [...own.filter((_, at) => at % FOLDS !== fold), ...practice];
    return classifier(trainClassifier(samples.filter(({ wants }) => gapFold.get(wants) !== fold)));
  });
  const data = trainClassifier([...own, ...practice, ...offTopic]);
  const without = ({ phrase, wholeDoc }: LeftOut): Classifier | undefined => {
    const fold = phrase % FOLDS;
    const docFold = gapFold.get(index.docs[index.phrases[phrase]?.doc ?? -1]?.id ?? '');
    if (wholeDoc) return docFold === undefined ? undefined : parts[docFold];
    return docFold === fold ? undefined : parts[fold];
  };
  const [onTopic] = parts;
  if (!onTopic) throw new RangeError('there is at least one fold');
  return { whole: classifier(data), data, onTopic, without };
}
