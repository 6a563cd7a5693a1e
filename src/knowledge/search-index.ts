import type { Analyser, Analysis, Unit } from './analyse';
import { answerTypes } from './answer-type';
import type { Asks } from './question-type';
import { Scratch } from './scratch';

/** One way to ask for a document, as concepts. */
export class Phrase {
  private letters: Uint32Array | undefined;
  private meant: ReadonlyMap<number, number> | undefined;
  /** Weights of the units, kept by the index's ordinary view. */
  weights: readonly number[] | undefined;

  constructor(
    readonly doc: number,
    readonly text: string,
    readonly units: Unit[],
    private readonly words: readonly string[],
    /** What kind of question it is first of all; undefined for a keyword. */
    readonly asks: Asks | undefined,
    readonly allAsks: readonly Asks[],
  ) {}

  /** Concept → how surely the phrase means it. */
  get concepts(): ReadonlyMap<number, number> {
    this.meant ??= conceptMap(this.units);
    return this.meant;
  }

  /** Worked out when first compared: most phrases never are. */
  get grams(): Uint32Array {
    this.letters ??= grams(this.words);
    return this.letters;
  }
}

/** Something that can be found: an entry, a gap (found in order to decline), a curated answer. */
export interface Doc {
  id: string;
  kind: 'entry' | 'gap' | 'curated';
  phrases: number[];
  /** Concept → in how many of its phrases. */
  asked: Map<number, number>;
  /** Kind of question → how many of its phrases ask that kind. */
  kinds: Map<Asks, number>;
  /** Concepts of title, text, more and note. */
  said: Map<number, number>;
  /** The kinds of question that its texts, by the look of them, could answer. */
  holds: Set<Asks>;
}

export interface DocSource {
  id: string;
  kind: Doc['kind'];
  phrasings: readonly { text: string; language: 'sv' | 'en' }[];
  texts: readonly { text: string; language: 'sv' | 'en' }[];
}

/** The three-letter pieces of a folded text, hashed and sorted; they forgive what spelling correction can't. */
export function grams(words: readonly string[]): Uint32Array {
  const text = ` ${words.join(' ')} `;
  const set = new Set<number>();
  for (let i = 0; i + 3 <= text.length; i++) {
    set.add((text.charCodeAt(i) * 65599 + text.charCodeAt(i + 1)) * 257 + text.charCodeAt(i + 2));
  }
  return Uint32Array.from(set).sort();
}

/** Concept → weight over all units; a concept meant twice counts at its surest. */
export function conceptMap(units: readonly Unit[]): Map<number, number> {
  const map = new Map<number, number>();
  for (const unit of units) {
    unit.concepts.forEach((concept, i) => {
      const weight = unit.weights[i] ?? 0;
      if ((map.get(concept) ?? 0) < weight) map.set(concept, weight);
    });
  }
  return map;
}

/** The questions' kinds (`?who`) take part in the comparison as units of their own. */
export function withAsks(analysis: Analysis, analyser: Analyser): Unit[] {
  return [...analysis.units, ...analysis.asks.slice(0, 2).map((type) => analyser.asksUnit(type))];
}

/** Where a concept occurs: phrase numbers and how surely each means it, side by side. */
interface Postings {
  phrases: number[];
  weights: number[];
}

/** What can be found, by what it is asked with. Built once; curated answers get an index of their own beside it. */
export class SearchIndex {
  readonly docs: Doc[] = [];
  readonly phrases: Phrase[] = [];
  readonly postings = new Map<number, Postings>();
  /** Concept → how many documents are asked for with it. */
  readonly spread = new Map<number, number>();
  /** Concepts that the texts of some document speak of. */
  readonly spoken = new Set<number>();
  /** Concept → how many phrases of gaps and of everything else have it. */
  readonly inGaps = new Map<number, number>();
  readonly inAnswers = new Map<number, number>();
  gapPhrases = 0;
  private readonly room = new Scratch();

  constructor(
    sources: readonly DocSource[],
    readonly analyser: Analyser,
  ) {
    for (const source of sources) this.add(source);
  }

  scratch(): Scratch {
    return this.room.fit(this.phrases.length, this.analyser.concepts);
  }

  private add(source: DocSource): void {
    const index = this.docs.length;
    const doc: Doc = {
      id: source.id,
      kind: source.kind,
      phrases: [],
      asked: new Map(),
      kinds: new Map(),
      said: new Map(),
      holds: new Set(),
    };
    this.docs.push(doc);
    for (const { text, language } of source.phrasings) this.addPhrase(doc, index, text, language);
    for (const concept of doc.asked.keys()) this.spread.set(concept, (this.spread.get(concept) ?? 0) + 1);
    for (const { text, language } of source.texts) {
      for (const type of answerTypes(text)) doc.holds.add(type);
      for (const unit of this.analyser.analyse(text, { language, learn: true }).units) {
        unit.concepts.forEach((concept, i) => {
          doc.said.set(concept, Math.max(doc.said.get(concept) ?? 0, unit.weights[i] ?? 0));
          this.spoken.add(concept);
        });
      }
    }
  }

  private addPhrase(doc: Doc, index: number, text: string, language: 'sv' | 'en'): void {
    const analysis = this.analyser.analyse(text, { language, learn: true });
    const units = withAsks(analysis, this.analyser);
    const words = analysis.tokens.map((token) => token.word);
    const at = this.phrases.length;
    this.phrases.push(new Phrase(index, text, units, words, analysis.asks[0], analysis.asks));
    doc.phrases.push(at);
    for (const asks of analysis.asks) doc.kinds.set(asks, (doc.kinds.get(asks) ?? 0) + 1);
    const counts = doc.kind === 'gap' ? this.inGaps : this.inAnswers;
    if (doc.kind === 'gap') this.gapPhrases += 1;
    for (const [concept, weight] of conceptMap(units)) {
      counts.set(concept, (counts.get(concept) ?? 0) + 1);
      doc.asked.set(concept, (doc.asked.get(concept) ?? 0) + 1);
      let postings = this.postings.get(concept);
      if (!postings) {
        postings = { phrases: [], weights: [] };
        this.postings.set(concept, postings);
      }
      postings.phrases.push(at);
      postings.weights.push(weight);
    }
  }
}
