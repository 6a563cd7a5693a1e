import type { Unit } from './analyse';
import type { Query } from './features';
import { chance, model, type Weights, weigh } from './model';
import type { Hit, SearchResult } from './search';
import type { SearchIndex } from './search-index';

/** What the decision between answering and declining weighs. */
export const EVIDENCE = [
  'fit',
  'second',
  'asked',
  'said',
  'score',
  'overGap',
  'gapFit',
  'unexplained',
  'strange',
  'strangeName',
  'length',
  'letters',
] as const;
export type Evidence = Record<(typeof EVIDENCE)[number], number>;

export interface Decision {
  /** The chance that the best entry answers the question, 0–1. */
  sure: number;
  entries: Hit[];
  gaps: Hit[];
  evidence: Evidence;
}

function explained(unit: Unit, hit: Hit): number {
  let best = 0;
  unit.concepts.forEach((concept, i) => {
    const there = hit.doc.asked.has(concept) ? 1 : (hit.doc.said.get(concept) ?? 0);
    best = Math.max(best, there * (unit.weights[i] ?? 0));
  });
  return Math.min(1, best * 1.2);
}

/** The most telling thing of the question that the entry knows nothing of, relative to the most telling there can be. */
function mostUnexplained(query: Query, hit: Hit, index: SearchIndex): number {
  const most = index.idf(-1) || 1;
  let worst = 0;
  query.units.forEach((unit, i) => {
    if (unit.word.startsWith('?') || unit.general) return;
    worst = Math.max(worst, (1 - explained(unit, hit)) * ((query.weights[i] ?? 0) / most));
  });
  return worst;
}

function strangeness(query: Query, known: (unit: Unit) => boolean): number {
  const content = query.units.filter((unit) => !unit.word.startsWith('?') && !unit.general);
  return content.length === 0 ? 0 : content.filter(known).length / content.length;
}

/** Gathers the evidence for and against answering with the best entry. */
export function gather(
  { query, hits }: SearchResult,
  index: SearchIndex,
): { entries: Hit[]; gaps: Hit[]; evidence: Evidence } {
  const entries = hits.filter(({ doc }) => doc.kind !== 'gap');
  const gaps = hits.filter(({ doc }) => doc.kind === 'gap');
  const [best] = entries;
  const gap = gaps[0]?.score ?? 0;
  const evidence: Evidence = {
    fit: best?.features.best ?? 0,
    second: best?.features.second ?? 0,
    asked: best?.features.asked ?? 0,
    said: best?.features.said ?? 0,
    score: (best?.score ?? 0) / 10,
    overGap: Math.max(-1, Math.min(1, ((best?.score ?? 0) - gap) / 6)),
    gapFit: gaps[0]?.features.best ?? 0,
    unexplained: best ? mostUnexplained(query, best, index) : 1,
    strange: strangeness(query, (unit) => unit.known !== 'pack'),
    strangeName: strangeness(query, (unit) => unit.known === 'unknown' && unit.capital),
    length: Math.min(1, query.units.length / 12),
    letters: best?.features.letters ?? 0,
  };
  return { entries, gaps, evidence };
}

/** How sure it is that the best entry answers the question. */
export function decide(result: SearchResult, index: SearchIndex, weights: Weights = model.decide): Decision {
  const { entries, gaps, evidence } = gather(result, index);
  return { entries, gaps, evidence, sure: entries.length === 0 ? 0 : chance(weigh(weights, evidence)) };
}
