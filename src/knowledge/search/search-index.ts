import { Classifier, type ClassifierData } from '../classify/classifier';
import type { Analyser, Analysis, Unit } from '../understand/analyse';
import type { Asks } from '../understand/question-type';
import { answerTypes } from './answer-type';
import { type Detail, detailsAsked, detailsHeld } from './details';
import { Scratch } from './scratch';

/** What is kept of one way to ask for a document: plain data. */
export interface PhraseData {
  doc: number;
  text: string;
  units: Unit[];
  /** Its words as they were read, one space between. */
  read: string;
  /** The kinds of question that it is, the most telling first; none for a keyword. */
  allAsks: readonly Asks[];
}

/** One way to ask for a document, as concepts. */
export class Phrase implements PhraseData {
  readonly doc: number;
  readonly text: string;
  readonly units: Unit[];
  readonly read: string;
  readonly allAsks: readonly Asks[];
  private letters: Uint32Array | undefined;
  private meant: ReadonlyMap<number, number> | undefined;
  /** Weights of the units, kept by the index's ordinary view. */
  weights: readonly number[] | undefined;

  constructor(data: PhraseData) {
    ({ doc: this.doc, text: this.text, units: this.units, read: this.read, allAsks: this.allAsks } = data);
  }

  /** What kind of question it is first of all; undefined for a keyword. */
  get asks(): Asks | undefined {
    return this.allAsks[0];
  }

  /** Concept → how surely the phrase means it. */
  get concepts(): ReadonlyMap<number, number> {
    this.meant ??= conceptMap(this.units);
    return this.meant;
  }

  /** Worked out when first compared: most phrases never are. */
  get grams(): Uint32Array {
    this.letters ??= grams(this.read);
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
  /** What it can be asked for in so many words: its texts have it, or somebody thought of asking. */
  details: Set<Detail>;
}

export interface DocSource {
  id: string;
  kind: Doc['kind'];
  phrasings: readonly { text: string; language: 'sv' | 'en' }[];
  texts: readonly { text: string; language: 'sv' | 'en' }[];
  /** Told of another time, by a document that is history. */
  past?: boolean;
}

/** The three-letter pieces of folded words, hashed and sorted; they forgive what spelling correction can't. */
export function grams(words: string): Uint32Array {
  const text = ` ${words} `;
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

/** The words of a text as they were read. */
export function wordsOf({ tokens }: Analysis): string {
  return tokens.map(({ word }) => word).join(' ');
}

/** The questions' kinds (`?who`) take part in the comparison as units of their own. */
export function withAsks(analysis: Analysis, analyser: Analyser): Unit[] {
  return [...analysis.units, ...analysis.asks.slice(0, 2).map((type) => analyser.asksUnit(type))];
}

/** Where a concept occurs: phrase numbers and how surely each means it, side by side. */
export interface Postings {
  phrases: number[];
  weights: number[];
}

/** All that an index holds, as plain data that can be kept and taken up again. */
export interface IndexData {
  readonly docs: Doc[];
  readonly phrases: PhraseData[];
  readonly postings: Map<number, Postings>;
  /** Concept → how many documents are asked for with it. */
  readonly spread: Map<number, number>;
  /** Concepts that the texts of some document speak of. */
  readonly spoken: Set<number>;
  /** Concept → how many phrases of gaps and of everything else have it. */
  readonly inGaps: Map<number, number>;
  readonly inAnswers: Map<number, number>;
  gapPhrases: number;
}

/** What can be found, by what it is asked with. Built once; curated answers get an index of their own beside it. */
export class SearchIndex implements IndexData {
  readonly docs: Doc[];
  readonly phrases: Phrase[];
  readonly postings: Map<number, Postings>;
  readonly spread: Map<number, number>;
  readonly spoken: Set<number>;
  readonly inGaps: Map<number, number>;
  readonly inAnswers: Map<number, number>;
  gapPhrases: number;
  private readonly room = new Scratch();
  /** Undefined for what nobody has trained one for: a pack without, and curated answers. */
  readonly classifier: Classifier | undefined;

  private constructor(
    data: IndexData,
    readonly analyser: Analyser,
    classifier?: ClassifierData,
  ) {
    ({ docs: this.docs, postings: this.postings, spread: this.spread, spoken: this.spoken } = data);
    ({ inGaps: this.inGaps, inAnswers: this.inAnswers, gapPhrases: this.gapPhrases } = data);
    this.phrases = data.phrases.map((phrase) => new Phrase(phrase));
    const ids = this.docs.map(({ id }) => id);
    this.classifier = classifier && Classifier.of(classifier, ids, analyser.conceptNames());
  }

  /** Reads and indexes what can be found; the analyser learns its words. */
  static of(sources: readonly DocSource[], analyser: Analyser, classifier?: ClassifierData): SearchIndex {
    const index = new SearchIndex(emptyIndex(), analyser);
    for (const source of sources) index.add(source);
    return classifier ? SearchIndex.from(index, analyser, classifier) : index;
  }

  /** An index as it was kept; the analyser must have learnt what that of the kept one had. */
  static from(data: IndexData, analyser: Analyser, classifier?: ClassifierData): SearchIndex {
    return new SearchIndex(data, analyser, classifier);
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
      details: new Set(source.past ? [] : ['now']),
    };
    this.docs.push(doc);
    for (const { text, language } of source.phrasings) this.addPhrase(doc, index, text, language);
    for (const concept of doc.asked.keys()) this.spread.set(concept, (this.spread.get(concept) ?? 0) + 1);
    for (const { text, language } of source.texts) {
      for (const type of answerTypes(text)) doc.holds.add(type);
      for (const detail of detailsHeld(text)) doc.details.add(detail);
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
    const read = wordsOf(analysis);
    const at = this.phrases.length;
    for (const detail of detailsAsked(read)) doc.details.add(detail);
    this.phrases.push(new Phrase({ doc: index, text, units, read, allAsks: analysis.asks }));
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

function emptyIndex(): IndexData {
  return {
    docs: [],
    phrases: [],
    postings: new Map(),
    spread: new Map(),
    spoken: new Set(),
    inGaps: new Map(),
    inAnswers: new Map(),
    gapPhrases: 0,
  };
}
