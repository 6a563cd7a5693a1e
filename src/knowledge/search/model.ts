import type { Features } from './features';
import trained from './weights.json';

/** Named weights that `npm run knowledge:train` works out from the pack's own phrasings. */
export interface Weights {
  [feature: string]: number;
}

export interface Model {
  rank: Weights;
  decide: Weights;
}

/** One for an index with a classifier and one for an index without. */
export interface Models {
  plain: Model;
  classified: Model;
}

export const models: Models = trained;

export function modelOf(classified: boolean): Model {
  return classified ? models.classified : models.plain;
}

/** Weighted sum of named features; a feature without a weight counts nothing. */
export function weigh(weights: Weights, features: Features | Record<string, number>): number {
  let sum = weights.bias ?? 0;
  for (const name in weights) {
    if (name !== 'bias') sum += (weights[name] ?? 0) * ((features as Record<string, number>)[name] ?? 0);
  }
  return sum;
}

/** The chance that a sum of log-odds stands for, 0–1. */
export function chance(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}
