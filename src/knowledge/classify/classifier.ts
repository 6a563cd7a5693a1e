import type { Unit } from '../understand/analyse';
import { type Cues, conceptBuckets, cuesOf } from './cues';

/** What was learnt of which question wants which entry, as plain data: weights of cues for classes, most of them nought. */
export interface ClassifierData {
  /** Ids of entries and gaps, and `NONE`. */
  readonly classes: readonly string[];
  readonly bias: Float32Array;
  /** Where the weights of a bucket begin, and after the last where they end. */
  readonly starts: Uint32Array;
  readonly classOf: Uint16Array;
  readonly weights: Int8Array;
  /** What a weight of 1 stands for. */
  readonly unit: number;
}

/** The class of questions that belong nowhere in the pack. */
export const NONE = 'none';

/** What a question wants, as far as its wording tells. */
export interface Chances {
  /** The chance of each document of the index, in its order; NaN for one that the classifier has never seen. */
  readonly docs: Float64Array;
  /** The chance that it belongs nowhere. */
  readonly none: number;
}

/**
 * A multinomial logistic regression over the pack's own phrasings and its practice questions. It judges by all the words at
 * once which entry is meant, where the search compares with one phrasing at a time; each sees what the other misses.
 */
export class Classifier {
  private readonly at: Int32Array;
  /** Nought for what it knows, NaN for what it doesn't. */
  private readonly blank: Float64Array;
  private readonly noneAt: number;

  /**
   * @param ids of the index's documents, in its order
   * @param concepts names of the analyser's concepts, in their order
   */
  constructor(
    readonly data: ClassifierData,
    ids: readonly string[],
    private readonly concepts: Uint32Array,
  ) {
    const numbers = new Map(ids.map((id, i) => [id, i]));
    this.at = Int32Array.from(data.classes, (id) => numbers.get(id) ?? -1);
    const classes = new Set(data.classes);
    this.blank = Float64Array.from(ids, (id) => (classes.has(id) ? 0 : Number.NaN));
    this.noneAt = data.classes.indexOf(NONE);
  }

  static of(data: ClassifierData, ids: readonly string[], conceptNames: Iterable<string>): Classifier {
    return new Classifier(data, ids, conceptBuckets(conceptNames));
  }

  /** What is wanted with these units, read as these words. */
  chances(units: readonly Unit[], read: string): Chances {
    const shares = softmax(sumsOf(this.data, cuesOf(units, read, this.concepts)));
    const docs = this.blank.slice();
    for (let i = 0; i < shares.length; i++) {
      const doc = this.at[i] as number;
      if (doc >= 0) docs[doc] = shares[i] as number;
    }
    return { docs, none: shares[this.noneAt] ?? 0 };
  }
}

function sumsOf({ bias, starts, classOf, weights, unit }: ClassifierData, cues: Cues): Float64Array {
  const sums = new Float64Array(bias);
  for (let k = 0; k < cues.buckets.length; k++) {
    const bucket = cues.buckets[k] as number;
    const share = (cues.values[k] as number) * unit;
    const end = starts[bucket + 1] as number;
    for (let i = starts[bucket] as number; i < end; i++) {
      const at = classOf[i] as number;
      sums[at] = (sums[at] as number) + share * (weights[i] as number);
    }
  }
  return sums;
}

/** Chances out of sums, in place. */
export function softmax(sums: Float64Array): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (const sum of sums) if (sum > most) most = sum;
  let all = 0;
  for (let i = 0; i < sums.length; i++) {
    const share = Math.exp((sums[i] as number) - most);
    sums[i] = share;
    all += share;
  }
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) / all;
  return sums;
}
