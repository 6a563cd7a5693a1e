import type { Query } from './features';
import type { IndexView, LeftOut } from './index-view';
import type { SearchIndex } from './search-index';

/** So many phrases are compared in full. */
const CLOSEST = 200;
const BUCKETS = 1024;

function leftOutPhrases(index: SearchIndex, leftOut: LeftOut | undefined): readonly number[] {
  if (!leftOut) return [];
  const own = index.docs[index.phrases[leftOut.phrase]?.doc ?? -1];
  return leftOut.wholeDoc && own ? own.phrases : [leftOut.phrase];
}

/** Adds what each phrase has in common with the question, and returns the phrases that have anything. */
function addUp(query: Query, index: SearchIndex, sums: Float32Array): number[] {
  const touched: number[] = [];
  const content = query.units.some((unit) => !unit.word.startsWith('?'));
  query.units.forEach((unit, u) => {
    // Thousands of phrases ask *what*: that alone brings none nearer.
    if (content && unit.word.startsWith('?')) return;
    for (let c = 0; c < unit.concepts.length; c++) {
      const own = (query.weights[u] ?? 0) * (unit.weights[c] ?? 0);
      const postings = index.postings.get(unit.concepts[c] ?? -1);
      if (!postings) continue;
      const { phrases, weights } = postings;
      for (let i = 0; i < phrases.length; i++) {
        const phrase = phrases[i] as number;
        const sum = sums[phrase] as number;
        if (sum === 0) touched.push(phrase);
        sums[phrase] = sum + own * (weights[i] as number);
      }
    }
  });
  return touched;
}

/** The phrases that share the most telling words with the question, roughly; nearest first. */
export function closest(query: Query, { index, leftOut }: IndexView): number[] {
  const { sums } = index.scratch();
  const touched = addUp(query, index, sums);
  for (const out of leftOutPhrases(index, leftOut)) sums[out] = 0;
  // A phrase's sum gives way to its likeness, between nought and two.
  const counts = new Uint16Array(BUCKETS + 1);
  for (const phrase of touched) {
    const length = index.phrases[phrase]?.units.length ?? 0;
    const rough = (sums[phrase] as number) / (query.total + length);
    sums[phrase] = rough;
    const bucket = bucketOf(rough);
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  const near = touched.filter(atLeast(counts, sums));
  near.sort((a, b) => (sums[b] as number) - (sums[a] as number));
  const kept = near.slice(0, CLOSEST);
  for (const phrase of touched) sums[phrase] = 0;
  return kept;
}

function bucketOf(rough: number): number {
  return Math.min(BUCKETS, Math.floor((rough * BUCKETS) / 2));
}

/** Only what may be among the closest need be sorted: everything from the bucket on in which enough have been counted. */
function atLeast(counts: Uint16Array, sums: Float32Array): (phrase: number) => boolean {
  let bucket = BUCKETS;
  for (let seen = 0; bucket > 0; bucket--) {
    seen += counts[bucket] as number;
    if (seen >= CLOSEST) break;
  }
  return (phrase) => (sums[phrase] as number) > 0 && bucketOf(sums[phrase] as number) >= bucket;
}
