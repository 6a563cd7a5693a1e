import type { Unit } from './analyse';
import type { Doc, Phrase, SearchIndex } from './search-index';

/** Leaves one phrase out, as if its author hadn't thought of it: for training and for honest measuring. */
export interface LeftOut {
  phrase: number;
}

/** Weights relative to a word of the pack. */
const ASKS = 0.5;
const GENERAL = 0.4;
/** A word that only the dictionary knows is more often chatter than the point of the question. */
const UNSEEN = 0.55;

/** An index as it is, or as it would be without one of its phrases. */
export class IndexView {
  readonly out: Phrase | undefined;
  private readonly most: number;

  constructor(
    readonly index: SearchIndex,
    readonly leftOut?: LeftOut,
  ) {
    this.out = leftOut ? index.phrases[leftOut.phrase] : undefined;
    this.most = this.idfOf(0);
  }

  /** The weight of a word that nothing is asked for with. */
  get mostTelling(): number {
    return this.most;
  }

  /** In how many phrases of a document a concept occurs. */
  asked(doc: Doc, concept: number): number {
    const count = doc.asked.get(concept) ?? 0;
    return count > 0 && this.isOwn(doc) && this.out?.concepts.has(concept) ? count - 1 : count;
  }

  phraseCount(doc: Doc): number {
    return doc.phrases.length - (this.isOwn(doc) ? 1 : 0);
  }

  /** Whether the pack speaks of a unit at all, in some way of asking or in some text. */
  seen(unit: Unit): boolean {
    return unit.concepts.some((concept) => this.spread(concept) > 0 || this.index.spoken.has(concept));
  }

  /** How much a unit tells: that of the commonest concept that it surely means. */
  weight(unit: Unit): number {
    if (!this.seen(unit)) return this.most * (unit.known === 'unknown' && unit.capital ? 1 : UNSEEN);
    let least = this.most;
    unit.concepts.forEach((concept, i) => {
      if ((unit.weights[i] ?? 0) >= 0.9) least = Math.min(least, this.idfOf(this.spread(concept)));
    });
    if (unit.word.startsWith('?')) return least * ASKS;
    return unit.general ? least * GENERAL : least;
  }

  private isOwn(doc: Doc): boolean {
    return this.out !== undefined && this.index.docs[this.out.doc] === doc;
  }

  private spread(concept: number): number {
    const spread = this.index.spread.get(concept) ?? 0;
    if (!this.out?.concepts.has(concept)) return spread;
    return this.index.docs[this.out.doc]?.asked.get(concept) === 1 ? spread - 1 : spread;
  }

  private idfOf(spread: number): number {
    return Math.log(1 + (this.index.docs.length - spread + 0.5) / (spread + 0.5));
  }
}
