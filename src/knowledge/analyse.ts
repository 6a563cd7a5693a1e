import { createSynonyms, type Synonyms } from './lexicon';
import { type Asks, questionTypes } from './question-type';
import { isFunction, Reader } from './reading';
import type { Lexicon } from './schema';
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
  /** How many concepts are numbered so far. */
  readonly concepts: number;
}

const WEIGHT = { stem: 1, group: 0.9, part: 0.5, partGroup: 0.45 };
/** Concepts are numbered by name; the prefix keeps a stem apart from a group of the same number. */
const name = {
  stem: (word: string): string => `s:${word}`,
  group: (group: number): string => `g:${group}`,
  asks: (type: Asks): string => `?${type}`,
};

/** What all occurrences of a word have in common. */
type Template = Omit<Unit, 'surface' | 'capital'>;

class WordAnalyser implements Analyser {
  private readonly ids = new Map<string, number>();
  private readonly templates = {
    sv: new Map<string, Template | null>(),
    en: new Map<string, Template | null>(),
  };
  private readonly asksUnits = new Map<Asks, Unit>();
  private readonly reader: Reader;
  private readonly synonyms: Synonyms;
  private readonly noise: Set<string>;
  private readonly general: Set<string>;
  private readonly attributes: Set<string>;

  constructor(
    readonly vocabulary: Vocabulary,
    lexicon: Lexicon,
    private readonly words: WordList,
  ) {
    this.reader = new Reader(vocabulary, lexicon, words);
    this.synonyms = createSynonyms(lexicon);
    const stems = (text: string): string =>
      tokenize(text)
        .map(({ word }) => this.reader.stemIn(word, 'sv'))
        .join(' ');
    this.noise = new Set(lexicon.noise.map(fold));
    this.general = new Set(lexicon.general.map(stems));
    this.attributes = new Set(lexicon.attributes.map(stems));
  }

  get concepts(): number {
    return this.ids.size;
  }

  asksUnit(type: Asks): Unit {
    const known = this.asksUnits.get(type);
    if (known) return known;
    const concepts = new Map<number, number>();
    this.put(concepts, name.asks(type), 1, true);
    const unit: Unit = { ...this.done(`?${type}`, '', concepts), surface: type, capital: false };
    this.asksUnits.set(type, unit);
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
      if (template && token) units.push(toUnit(template, token));
      at += length;
    }
    return units;
  }

  private template(word: string, stemmed: string, language: Language, learn: boolean): Template | undefined {
    const known = this.templates[language].get(word);
    if (known !== undefined) return known ?? undefined;
    if (isFunction(word) || POLITE.has(word) || this.noise.has(word)) {
      if (learn) this.templates[language].set(word, null);
      return undefined;
    }
    const concepts = new Map<number, number>();
    this.put(concepts, name.stem(stemmed), WEIGHT.stem, learn);
    for (const group of this.synonyms.of(stemmed)) this.put(concepts, name.group(group), WEIGHT.group, true);
    for (const piece of this.reader.parts(word)) {
      const pieceStem = this.reader.stem(piece, 'sv');
      this.put(concepts, name.stem(pieceStem), WEIGHT.part, learn);
      for (const group of this.synonyms.of(pieceStem))
        this.put(concepts, name.group(group), WEIGHT.partGroup, true);
    }
    const made = this.done(word, stemmed, concepts);
    // What a question hasn't taught may be learnt later, from a curated answer.
    if (learn) this.templates[language].set(word, made);
    return made;
  }

  private runTemplate(
    tokens: readonly Token[],
    stems: readonly string[],
    groups: readonly number[],
    learn: boolean,
  ): Template {
    const concepts = new Map<number, number>();
    for (const group of groups) this.put(concepts, name.group(group), 1, true);
    tokens.forEach(({ word }, i) => {
      if (!isFunction(word)) this.put(concepts, name.stem(stems[i] ?? word), WEIGHT.part, learn);
    });
    return this.done(tokens.map(({ word }) => word).join(' '), stems.join(' '), concepts);
  }

  private put(concepts: Map<number, number>, key: string, weight: number, learn: boolean): void {
    let id = this.ids.get(key);
    if (id === undefined && learn) {
      id = this.ids.size;
      this.ids.set(key, id);
    }
    if (id !== undefined && (concepts.get(id) ?? 0) < weight) concepts.set(id, weight);
  }

  private done(word: string, stems: string, concepts: Map<number, number>): Template {
    const isAttribute = (part: string): boolean => this.attributes.has(this.reader.stem(part, 'sv'));
    return {
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
function toUnit(template: Template, { surface, capital }: Token): Unit {
  const { word, concepts, weights, known, general, attribute } = template;
  return { surface, word, concepts, weights, known, capital, general, attribute };
}

/** Puts together everything that turns a text into the concepts it speaks of. */
export function createAnalyser(vocabulary: Vocabulary, lexicon: Lexicon, words: WordList): Analyser {
  return new WordAnalyser(vocabulary, lexicon, words);
}
