import type { Unit } from '../understand/analyse';

/** What the classifier goes by: numbered cues and how much of each there is, of length 2 as a vector. */
export interface Cues {
  readonly buckets: readonly number[];
  readonly values: readonly number[];
}

/** Cues are hashed to so many numbers; some share one, which costs next to nothing. */
export const BUCKETS = 1 << 16;
/** Pieces of words, words and pairs of words beside a concept that is surely meant. */
const PIECE = 0.3;
const GENERAL = 0.5;
const SHORTEST = 3;
const LONGEST = 4;
const LENGTH = 2;

/** A text's number among the buckets (as Java hashes text, spread by Knuth's factor); the kind keeps equal texts apart. */
function bucketOf(kind: number, text: string, from = 0, to = text.length): number {
  let hash = kind;
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return Math.imul(hash, 2_654_435_761) >>> 16;
}

/** Numbers of kinds of cues. */
const KIND = { concept: 1, word: 2, pair: 3, piece: 4 };

/** The buckets of concepts, by their names. */
export function conceptBuckets(names: Iterable<string>): Uint32Array {
  return Uint32Array.from(names, (name) => bucketOf(KIND.concept, name));
}

/**
 * The cues of a question: the concepts that it means, its words as they were read, what stands beside what, and the pieces
 * of three and four letters, which know a word in every form and spelling.
 */
export function cuesOf(units: readonly Unit[], read: string, concepts: Uint32Array): Cues {
  const found = new Map<number, number>();
  for (const unit of units) {
    const share = unit.general ? GENERAL : 1;
    unit.concepts.forEach((concept, i) => {
      const bucket = concepts[concept];
      if (bucket !== undefined) raise(found, bucket, (unit.weights[i] ?? 0) * share);
    });
  }
  pieces(read, (bucket) => raise(found, bucket, PIECE));
  const values = [...found.values()];
  const scale = LENGTH / (Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1);
  return { buckets: [...found.keys()], values: values.map((value) => value * scale) };
}

function raise(found: Map<number, number>, bucket: number, value: number): void {
  if ((found.get(bucket) ?? 0) < value) found.set(bucket, value);
}

/** Hands over the buckets of words, pairs of words, and pieces. */
function pieces(read: string, put: (bucket: number) => void): void {
  const words = read.split(' ');
  for (const [i, word] of words.entries()) {
    put(bucketOf(KIND.word, word));
    if (i > 0) put(bucketOf(KIND.pair, `${words[i - 1]} ${word}`));
  }
  const text = ` ${read} `;
  for (let length = SHORTEST; length <= LONGEST; length++) {
    for (let i = 0; i + length <= text.length; i++) put(bucketOf(KIND.piece + length, text, i, i + length));
  }
}
