import type { Classifier } from '../classify/classifier';
import type { Analysis } from '../understand/analyse';
import { candidates, type Features, prepare, type Query } from './features';
import { IndexView, type LeftOut } from './index-view';
import { modelOf, type Weights, weigh } from './model';
import { type Doc, type SearchIndex, withAsks, wordsOf } from './search-index';

/** A document that may answer, with how well it fits. */
export interface Hit {
  doc: Doc;
  score: number;
  features: Features;
}

export interface SearchResult {
  query: Query;
  view: IndexView;
  /** Best first. */
  hits: Hit[];
}

/** Everything that an index holds on a question, best first. */
export function search(
  analysis: Analysis,
  index: SearchIndex,
  options: { leftOut?: LeftOut; weights?: Weights; classifier?: Classifier } = {},
): SearchResult {
  const view = new IndexView(index, options.leftOut);
  const units = withAsks(analysis, index.analyser);
  const words = wordsOf(analysis);
  const chances = (options.classifier ?? index.classifier)?.chances(units, words);
  const query = prepare(units, words, view, analysis.asks[0], chances);
  const weights = options.weights ?? modelOf(chances !== undefined).rank;
  const hits = candidates(query, view).map(
    ({ doc, features }): Hit => ({ doc, features, score: weigh(weights, features) }),
  );
  return { query, view, hits: hits.sort((a, b) => b.score - a.score) };
}
