import type { Lexicon } from '../pack/schema';
import { createSynonyms, type Synonyms } from './lexicon';
import { type Asks, questionTypes } from './question-type';
import { isFunction, Reader } from './reading';
import type { Vocabulary } from './vocabulary';
import { POLITE } from './words/function-words';
import { detectLanguage } from './words/language';
import { fold, type Token, tokenize } from './words/normalise';
import type { Language } from './words/stem';
import type { WordList } from './words/word-list';

/** One thing a question speaks of: a word, with everything it may stand for. */
export interface Unit {
  surface: string;
  word: string;
  /** Concept ids, nearest first: the stem, the groups it belongs to, the parts it is made of. */
  concepts: number[];
  /** How surely each of them is meant, 0–1. */
  weights: number[];
  /** `pack`: the pack uses the word; `word`: only a dictionary knows it; `unknown`: nobody does (a name, perhaps). */
  known: 'pack' | 'word' | 'unknown';
  capital: boolean;
  /** Too general to tell questions apart (`kommun`, `fråga`). */
  general: boolean;
  /** One of the things that can be asked about anything (`phone number`, `cost`): only what is asked for it answers it. */
  attribute: boolean;
}

export interface Analysis {
  text: string;
  language: Language;
  /** As written, but joined (`c nätet`) and with spelling mended; compounds whole. Names are looked for here. */
  written: Token[];
  /** As read: compounds that the pack doesn't know taken apart. */
  tokens: Token[];
  units: Unit[];
  asks: Asks[];
}

export interface Analyser {
  analyse(text: string, options?: { language?: Language; learn?: boolean; fallback?: Language }): Analysis;
  /** A unit that stands for a kind of question, so that kinds are compared as words are. */
  asksUnit(type: Asks): Unit;
  vocabulary: Vocabulary;
  /** What it has learnt from the texts so far. */
  readonly learnt: Learnt;
  /** How many concepts are numbered so far. */
  readonly concepts: number;
  /** Names of the concepts that are numbered so far, in their order: the same in every index of the same texts and words. */
  conceptNames(): Iterable<string>;
}

const WEIGHT = { stem: 1, group: 0.9, part: 0.5, partGroup: 0.45 };
/** Concepts are numbered by name; the prefix keeps a stem apart from a group of the same number. */
const name = {
  stem: (word: string): string => `s:${word}`,
  group: (members: readonly string[]): string => `g:${members.slice(0, 2).join('/')}`,
  asks: (type: Asks): string => `?${type}`,
};

/** What an analyser has learnt: plain data, so that it can be kept and taken up again. */
export interface Learnt {
  /** Numbers of concepts, by name. */
  ids: Map<string, number>;
  /** What all occurrences of a word have in common, by language; null for words that mean nothing by themselves. */
  templates: Record<Language, Map<string, Unit | null>>;
  asksUnits: Map<Asks, Unit>;
  /** Stems of words, by language: finding them is the dear part of reading. */
  stems: Record<Language, Map<string, string>>;
}

function nothingLearnt(): Learnt {
  return {
    ids: new Map(),
    templates: { sv: new Map(), en: new Map() },
    asksUnits: new Map(),
    stems: { sv: new Map(), en: new Map() },
  };
}

class WordAnalyser implements Analyser {
  private readonly reader: Reader;
  private readonly synonyms: Synonyms;
  private readonly groupNames: readonly string[];
  private readonly noise: Set<string>;
  private readonly general: Set<string>;
  private readonly attributes: Set<string>;

  constructor(
    readonly vocabulary: Vocabulary,
    lexicon: Lexicon,
    private readonly words: WordList,
    readonly learnt: Learnt,
  ) {
    this.reader = new Reader(vocabulary, lexicon, words, learnt.stems);
    this.synonyms = createSynonyms(lexicon);
    this.groupNames = lexicon.synonyms.map(name.group);
    const stems = (text: string): string =>
      tokenize(text)
        .map(({ word }) => this.reader.stemIn(word, 'sv'))
        .join(' ');
    this.noise = new Set(lexicon.noise.map(fold));
    this.general = new Set(lexicon.general.map(stems));
    this.attributes = new Set(lexicon.attributes.map(stems));
  }

  get concepts(): number {
    return this.learnt.ids.size;
  }

  conceptNames(): Iterable<string> {
    return this.learnt.ids.keys();
  }

  asksUnit(type: Asks): Unit {
    const known = this.learnt.asksUnits.get(type);
    if (known) return known;
    const concepts = new Map<number, number>();
    this.put(concepts, name.asks(type), 1, true);
    const unit = this.done(`?${type}`, '', concepts);
    this.learnt.asksUnits.set(type, unit);
    return unit;
  }

  analyse(
    text: string,
    options: { language?: Language; learn?: boolean; fallback?: Language } = {},
  ): Analysis {
    const reading = this.reader.read(text, options.learn);
    const language = options.language ?? this.languageOf(reading.written, options.fallback);
    const units = this.units(reading.tokens, language, options.learn ?? false);
    return { ...reading, language, units, asks: questionTypes(reading.tokens) };
  }

  private languageOf(tokens: readonly Token[], fallback: Language = 'sv'): Language {
    return detectLanguage(tokens, (word) => this.vocabulary.languageOf(word), fallback);
  }

  private units(tokens: readonly Token[], language: Language, learn: boolean): Unit[] {
    const stems = tokens.map(({ word }) => this.reader.stemIn(word, language));
    const units: Unit[] = [];
    for (let at = 0; at < tokens.length; ) {
      const run = this.synonyms.run(stems, at);
      const length = run?.length ?? 1;
      const token = tokens[at];
      const template = run
        ? this.runTemplate(tokens.slice(at, at + length), stems.slice(at, at + length), run.groups, learn)
        : token && this.template(token.word, stems[at] ?? token.word, language, learn);
      // A text of the pack needs no more than what its words have in common; sharing it saves most of the memory.
      if (template && token) units.push(learn ? template : toUnit(template, token));
      at += length;
    }
    return units;
  }

  private template(word: string, stemmed: string, language: Language, learn: boolean): Unit | undefined {
    const known = this.learnt.templates[language].get(word);
    if (known !== undefined) return known ?? undefined;
    if (isFunction(word) || POLITE.has(word) || this.noise.has(word)) {
      if (learn) this.learnt.templates[language].set(word, null);
      return undefined;
    }
    const concepts = new Map<number, number>();
    this.put(concepts, name.stem(stemmed), WEIGHT.stem, learn);
    for (const group of this.synonyms.of(stemmed)) this.putGroup(concepts, group, WEIGHT.group);
    for (const piece of this.reader.parts(word)) {
      const pieceStem = this.reader.stem(piece, 'sv');
      this.put(concepts, name.stem(pieceStem), WEIGHT.part, learn);
      for (const group of this.synonyms.of(pieceStem)) this.putGroup(concepts, group, WEIGHT.partGroup);
    }
    const made = this.done(word, stemmed, concepts);
    // What a question hasn't taught may be learnt later, from a curated answer.
    if (learn) this.learnt.templates[language].set(word, made);
    return made;
  }

  private runTemplate(
    tokens: readonly Token[],
    stems: readonly string[],
    groups: readonly number[],
    learn: boolean,
  ): Unit {
    const concepts = new Map<number, number>();
    for (const group of groups) this.putGroup(concepts, group, 1);
    tokens.forEach(({ word }, i) => {
      if (!isFunction(word)) this.put(concepts, name.stem(stems[i] ?? word), WEIGHT.part, learn);
    });
    return this.done(tokens.map(({ word }) => word).join(' '), stems.join(' '), concepts);
  }

  private putGroup(concepts: Map<number, number>, group: number, weight: number): void {
    const key = this.groupNames[group];
    if (key !== undefined) this.put(concepts, key, weight, true);
  }

  private put(concepts: Map<number, number>, key: string, weight: number, learn: boolean): void {
    const { ids } = this.learnt;
    let id = ids.get(key);
    if (id === undefined && learn) {
      id = ids.size;
      ids.set(key, id);
    }
    if (id !== undefined && (concepts.get(id) ?? 0) < weight) concepts.set(id, weight);
  }

  private done(word: string, stems: string, concepts: Map<number, number>): Unit {
    const isAttribute = (part: string): boolean => this.attributes.has(this.reader.stem(part, 'sv'));
    return {
      surface: word,
      capital: false,
      word,
      concepts: [...concepts.keys()],
      weights: [...concepts.values()],
      known: concepts.size > 0 ? 'pack' : this.words.has(word) ? 'word' : 'unknown',
      general: this.general.has(stems),
      attribute: this.attributes.has(stems) || this.reader.parts(word).some(isAttribute),
    };
  }
}

/** Written out: spreading objects by the hundred thousand is what indexing would spend its time on. */
function toUnit(template: Unit, { surface, capital }: Token): Unit {
  const { word, concepts, weights, known, general, attribute } = template;
  return { surface, word, concepts, weights, known, capital, general, attribute };
}

/** Puts together everything that turns a text into the concepts it speaks of, with what was learnt before, if anything. */
export function createAnalyser(
  vocabulary: Vocabulary,
  lexicon: Lexicon,
  words: WordList,
  learnt: Learnt = nothingLearnt(),
): Analyser {
  return new WordAnalyser(vocabulary, lexicon, words, learnt);
}
