import { type ClassifierData, NONE, softmax } from '../classify/classifier';
import { BUCKETS, type Cues, conceptBuckets, cuesOf } from '../classify/cues';
import { type SearchIndex, withAsks, wordsOf } from '../search/search-index';
import type { Language } from '../understand/words/stem';
import { seeded } from './noise';

/** A question with what it wants: an entry, a gap, or `NONE`. */
export interface Example {
  readonly text: string;
  readonly language: Language;
  readonly wants: string;
}

/** An example as the classifier sees it. */
export interface Sample {
  readonly cues: Cues;
  readonly wants: string;
}

const ROUNDS = 16;
const STEP = 1;
/** The bias learns slowly, so that entries with many phrasings aren't thought likelier for it. */
const BIAS = 0.1;
/** So large a share of the cues is left out each time: none of them shall be relied on alone. */
const DROPPED = 0.4;
/** So few of the weights hold nearly all that was learnt. */
const KEPT = 0.05;
const MOST = 127;
/** Errors below this move nothing that would be kept. */
const SLIGHT = 1e-4;

/** The index's own phrasings, in its order. */
export function phraseSamples(index: SearchIndex): Sample[] {
  const concepts = conceptBuckets(index.analyser.conceptNames());
  return index.phrases.map(({ units, read, doc }) => ({
    cues: cuesOf(units, read, concepts),
    wants: index.docs[doc]?.id ?? NONE,
  }));
}

export function samplesOf(examples: readonly Example[], index: SearchIndex): Sample[] {
  const { analyser } = index;
  const concepts = conceptBuckets(analyser.conceptNames());
  return examples.map(({ text, language, wants }) => {
    const analysis = analyser.analyse(text, { language });
    return { cues: cuesOf(withAsks(analysis, analyser), wordsOf(analysis), concepts), wants };
  });
}

/** What is learnt, before it is made small. */
interface Learning {
  readonly classes: readonly string[];
  /** A row of classes for each bucket. */
  readonly rows: Float32Array;
  readonly bias: Float64Array;
}

/** Weights under which what each sample wants is likeliest: stochastic gradient descent in a seeded order. */
export function trainClassifier(samples: readonly Sample[]): ClassifierData {
  const classes = [...new Set([...samples.map(({ wants }) => wants), NONE])];
  const numbers = new Map(classes.map((id, i) => [id, i]));
  const learning: Learning = {
    classes,
    rows: new Float32Array(BUCKETS * classes.length),
    bias: new Float64Array(classes.length),
  };
  const random = seeded(11);
  const order = samples.map((_, i) => i);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random);
    const step = STEP * (1 - round / ROUNDS);
    for (const at of order) {
      const sample = samples[at] as Sample;
      learn(learning, thinned(sample.cues, random), numbers.get(sample.wants) ?? 0, step);
    }
  }
  return small(learning);
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}

function thinned({ buckets, values }: Cues, random: () => number): Cues {
  const kept = buckets.map((_, i) => i).filter(() => random() >= DROPPED);
  return { buckets: kept.map((i) => buckets[i] as number), values: kept.map((i) => values[i] as number) };
}

function learn(
  { rows, bias, classes }: Learning,
  { buckets, values }: Cues,
  wanted: number,
  step: number,
): void {
  const count = classes.length;
  const sums = Float64Array.from(bias);
  for (let k = 0; k < buckets.length; k++) {
    const from = (buckets[k] as number) * count;
    const value = values[k] as number;
    for (let c = 0; c < count; c++) sums[c] = (sums[c] as number) + value * (rows[from + c] as number);
  }
  const errors = softmax(sums);
  errors[wanted] = (errors[wanted] as number) - 1;
  const wrong: number[] = [];
  for (let c = 0; c < count; c++) if (Math.abs(errors[c] as number) > SLIGHT) wrong.push(c);
  for (let k = 0; k < buckets.length; k++) {
    const from = (buckets[k] as number) * count;
    const move = step * (values[k] as number);
    for (const c of wrong) rows[from + c] = (rows[from + c] as number) - move * (errors[c] as number);
  }
  for (const c of wrong) bias[c] = (bias[c] as number) - step * BIAS * (errors[c] as number);
}

/** The weights that matter, each as a whole number up to 127. */
function small({ classes, rows, bias }: Learning): ClassifierData {
  const sizes = rows
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort();
  const least = sizes[Math.max(0, sizes.length - Math.floor(KEPT * BUCKETS * classes.length))] ?? 0;
  const unit = (sizes.at(-1) ?? 1) / MOST;
  const starts = new Uint32Array(BUCKETS + 1);
  const classOf: number[] = [];
  const weights: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    starts[bucket] = weights.length;
    for (let c = 0; c < classes.length; c++) {
      const weight = rows[bucket * classes.length + c] as number;
      const whole = Math.round(weight / unit);
      if (Math.abs(weight) < least || whole === 0) continue;
      classOf.push(c);
      weights.push(whole);
    }
  }
  starts[BUCKETS] = weights.length;
  return {
    ...{ classes, starts, unit },
    bias: Float32Array.from(bias),
    classOf: Uint16Array.from(classOf),
    weights: Int8Array.from(weights),
  };
}
