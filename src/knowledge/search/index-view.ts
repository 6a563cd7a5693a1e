import type { Unit } from '../understand/analyse';
import type { Asks } from '../understand/question-type';
import type { Doc, Phrase, SearchIndex } from './search-index';

/** Leaves a phrase out, or its whole document, as if nobody had thought of it: for training and for honest measuring. */
export interface LeftOut {
  phrase: number;
  wholeDoc?: boolean;
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
    if (this.leftOut?.wholeDoc && this.isOwn(doc)) return 0;
    return count > 0 && this.isOwn(doc) && this.out?.concepts.has(concept) ? count - 1 : count;
  }

  /** How many phrases of a document ask for a kind of answer. */
  kind(doc: Doc, asks: Asks): number {
    return (doc.kinds.get(asks) ?? 0) - (this.isOwn(doc) && this.out?.allAsks.includes(asks) ? 1 : 0);
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

  /**
   * How much likelier a unit is in a question that the sources don't answer than in one that they do, 0–1: nought for
   * words as common in both, one for words such as *budget* and *opening hours* that answers never speak of.
   */
  gapness(unit: Unit): number {
    let least = 1;
    let any = false;
    unit.concepts.forEach((concept, i) => {
      if ((unit.weights[i] ?? 0) < 0.9) return;
      const gaps = this.countInGaps(concept);
      const answers =
        (this.index.inAnswers.get(concept) ?? 0) -
        (this.out && !this.outIsGap && this.out.concepts.has(concept) ? 1 : 0);
      if (gaps + answers === 0) return;
      any = true;
      const ratio = (gaps + 0.3) / (answers + 0.3) / this.gapRatio;
      least = Math.min(least, Math.max(0, Math.min(1, Math.log2(ratio) / 5)));
    });
    return any ? least : 0;
  }

  private get gapRatio(): number {
    return (this.index.gapPhrases + 1) / (this.index.phrases.length - this.index.gapPhrases + 1);
  }

  private get outIsGap(): boolean {
    return this.out !== undefined && this.index.docs[this.out.doc]?.kind === 'gap';
  }

  private countInGaps(concept: number): number {
    const count = this.index.inGaps.get(concept) ?? 0;
    if (!this.out || !this.outIsGap) return count;
    if (!this.leftOut?.wholeDoc) return count - (this.out.concepts.has(concept) ? 1 : 0);
    return count - (this.index.docs[this.out.doc]?.asked.get(concept) ?? 0);
  }

  /** The weights of a phrase's units; kept for as long as nothing is left out. */
  weightsOf(phrase: Phrase): readonly number[] {
    if (this.out) return phrase.units.map((unit) => this.weight(unit));
    phrase.weights ??= phrase.units.map((unit) => this.weight(unit));
    return phrase.weights;
  }

  private isOwn(doc: Doc): boolean {
    return this.out !== undefined && this.index.docs[this.out.doc] === doc;
  }

  private spread(concept: number): number {
    const spread = this.index.spread.get(concept) ?? 0;
    if (!this.out) return spread;
    if (this.leftOut?.wholeDoc) return spread - (this.index.docs[this.out.doc]?.asked.has(concept) ? 1 : 0);
    if (!this.out.concepts.has(concept)) return spread;
    return this.index.docs[this.out.doc]?.asked.get(concept) === 1 ? spread - 1 : spread;
  }

  private idfOf(spread: number): number {
    return Math.log(1 + (this.index.docs.length - spread + 0.5) / (spread + 0.5));
  }
}
