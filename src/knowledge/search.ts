import type { Analyser, Analysis } from './analyse';
import { candidates, type Features, type LeftOut, prepare, type Query } from './features';
import { model, type Weights, weigh } from './model';
import { conceptMap, type Doc, grams, type SearchIndex, withAsks } from './search-index';

/** A document that may answer, with how well it fits. */
export interface Hit {
  doc: Doc;
  index: number;
  score: number;
  features: Features;
}

export interface SearchResult {
  query: Query;
  /** Best first. */
  hits: Hit[];
}

/** A question made ready for one index. */
export function toQuery(analysis: Analysis, analyser: Analyser, index: SearchIndex): Query {
  const units = withAsks(analysis, analyser);
  return prepare(units, conceptMap(units), grams(analysis.tokens.map((token) => token.word)), index);
}

/** Everything that an index holds on a question, best first. */
export function search(
  analysis: Analysis,
  index: SearchIndex,
  options: { leftOut?: LeftOut; weights?: Weights } = {},
): SearchResult {
  const query = toQuery(analysis, index.analyser, index);
  const weights = options.weights ?? model.rank;
  const hits = candidates(query, index, options.leftOut).flatMap(({ doc, features }): Hit[] => {
    const found = index.docs[doc];
    return found ? [{ doc: found, index: doc, features, score: weigh(weights, features) }] : [];
  });
  return { query, hits: hits.sort((a, b) => b.score - a.score) };
}
