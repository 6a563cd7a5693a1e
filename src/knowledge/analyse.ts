import { type Colloquial, createColloquial, createSynonyms, type Synonyms } from './lexicon';
import { type Asks, questionTypes } from './question-type';
import type { Lexicon } from './schema';
import type { Vocabulary } from './vocabulary';
import { createSplitter, type Splitter } from './words/compound';
import { ENGLISH, POLITE, SWEDISH } from './words/function-words';
import { detectLanguage } from './words/language';
import { clean, fold, type Token, tokenize } from './words/normalise';
import { createSpeller, type Speller, tolerance } from './words/spelling';
import { type Language, stem } from './words/stem';
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
  /** The concept that stands for a kind of question. */
  asksConcept(type: Asks): number;
  vocabulary: Vocabulary;
}

const WEIGHT = { stem: 1, group: 0.9, part: 0.5, partGroup: 0.45 };
/** Concepts are numbered by name; the prefix keeps a stem apart from a group of the same number. */
const name = {
  stem: (word: string): string => `s:${word}`,
  group: (group: number): string => `g:${group}`,
  asks: (type: Asks): string => `?${type}`,
};

class WordAnalyser implements Analyser {
  private readonly ids = new Map<string, number>();
  private readonly memo = new Map<string, string[]>();
  private readonly swedish = new Map<string, string>();
  private readonly english = new Map<string, string>();
  private readonly splitMemo = new Map<string, string[]>();
  private readonly colloquial: Colloquial;
  private readonly synonyms: Synonyms;
  private readonly speller: Speller;
  private readonly noise: Set<string>;
  private readonly general: Set<string>;
  private readonly attributes: Set<string>;
  private readonly split: Splitter;
  private readonly stems: Set<string>;

  constructor(
    readonly vocabulary: Vocabulary,
    lexicon: Lexicon,
    private readonly words: WordList,
  ) {
    this.colloquial = createColloquial(lexicon);
    this.synonyms = createSynonyms(lexicon);
    const frequencies = new Map(vocabulary.frequencies);
    for (const word of [...SWEDISH, ...ENGLISH, ...POLITE]) frequencies.set(word, 50);
    this.speller = createSpeller(frequencies);
    this.noise = new Set(lexicon.noise.map(fold));
    this.general = new Set(
      lexicon.general.map((word) => stem(fold(word), vocabulary.languageOf(fold(word)) ?? 'sv')),
    );
    this.attributes = new Set(
      lexicon.attributes.flatMap((text) => {
        const words = tokenize(text).map(({ word }) => stem(word, vocabulary.languageOf(word) ?? 'sv'));
        return [words.join(' ')];
      }),
    );
    this.stems = new Set(
      [...vocabulary.frequencies.keys()]
        .filter((word) => word.length > 3 && !isFunction(word))
        .map((word) => this.stem(word, 'sv')),
    );
    const isPart = (word: string): boolean =>
      word.length > 3 && !isFunction(word) && this.stems.has(this.stem(word, 'sv'));
    this.split = createSplitter(
      (word) => word.length > 3 && !isFunction(word) && (vocabulary.has(word) || isPart(word)),
      isPart,
    );
  }

  asksConcept(type: Asks): number {
    const key = name.asks(type);
    const id = this.ids.get(key) ?? this.ids.size;
    this.ids.set(key, id);
    return id;
  }

  analyse(
    text: string,
    options: { language?: Language; learn?: boolean; fallback?: Language } = {},
  ): Analysis {
    const cleaned = clean(text);
    const read = tokenize(cleaned);
    for (const token of read) token.word = this.colloquial.plain(token.surface) ?? token.word;
    const written = this.join(read);
    const language = options.language ?? this.languageOf(written, options.fallback);
    const tokens: Token[] = [];
    for (const token of written) {
      const words = this.resolve(token);
      if (words.length === 1) token.word = words[0] ?? token.word;
      if (words.length === 1) tokens.push(token);
      else for (const word of words) tokens.push({ surface: token.surface, word, capital: token.capital });
    }
    const units = this.units(tokens, language, options.learn ?? false);
    return { text: cleaned, language, written, tokens, units, asks: questionTypes(tokens) };
  }

  private languageOf(tokens: readonly Token[], fallback: Language = 'sv'): Language {
    return detectLanguage(tokens, (word) => this.vocabulary.languageOf(word), fallback);
  }

  private units(tokens: readonly Token[], language: Language, learn: boolean): Unit[] {
    const stems = tokens.map(({ word }) => this.stem(word, this.stemLanguage(word, language)));
    const units: Unit[] = [];
    for (let at = 0; at < tokens.length; ) {
      const run = this.synonyms.run(stems, at);
      const length = run?.length ?? 1;
      const unit = run
        ? this.runUnit(tokens.slice(at, at + length), run.groups, learn)
        : this.unit(tokens[at], stems[at], learn);
      if (unit) units.push(unit);
      at += length;
    }
    return units;
  }

  /** `röst bärare` and `c nätet` are one word to the pack. */
  private join(tokens: Token[]): Token[] {
    const joined: Token[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const [one, two] = [tokens[i], tokens[i + 1]];
      if (!one) continue;
      const whole = two && this.whole(one.word, two.word);
      if (whole && two) {
        joined.push({ surface: `${one.surface} ${two.surface}`, word: whole, capital: one.capital });
        i++;
      } else joined.push(one);
    }
    return joined;
  }

  private whole(one: string, two: string): string | undefined {
    if (isFunction(one) || isFunction(two)) return undefined;
    const bare = `${one}${two}`;
    if (bare.length > 4 && this.vocabulary.has(bare)) return bare;
    const linked = `${one}s${two}`;
    return one.length > 3 && two.length > 3 && this.vocabulary.has(linked) ? linked : undefined;
  }

  private stemLanguage(word: string, language: Language): Language {
    const own = this.vocabulary.languageOf(word);
    if (own) return own;
    return language === 'en' && !this.vocabulary.has(word) ? 'en' : 'sv';
  }

  /** The word itself, the word it was meant to be, or the parts of a compound that the pack doesn't have as a whole. */
  private resolve({ word }: Token): string[] {
    if (word.length < 4 || /[^a-z]/u.test(word) || isFunction(word) || this.vocabulary.has(word))
      return [word];
    const remembered = this.memo.get(word);
    if (remembered) return remembered;
    const resolved = this.resolveUnknown(word);
    if (this.memo.size > 5000) this.memo.clear();
    this.memo.set(word, resolved);
    return resolved;
  }

  /** Stemming and splitting are the dear part of indexing, and the same words come again and again. */
  private stem(word: string, language: Language): string {
    return remember(language === 'sv' ? this.swedish : this.english, word, () => stem(word, language));
  }

  private parts(word: string): string[] {
    return word.length > 6 ? remember(this.splitMemo, word, () => this.split(word)) : [];
  }

  private resolveUnknown(word: string): string[] {
    const inPack = this.stems.has(this.stem(word, 'sv'));
    const listed = this.words.lists(word);
    if (inPack && (listed || this.words.has(word))) return [word];
    const slip = !listed && word.length > 7 ? this.speller.nearest(word, 1) : undefined;
    if (slip !== undefined) return [slip];
    const compound = word.length > 7 ? this.split(word) : [];
    const long = compound.every((part) => part.length > 4);
    if (compound.length > 0 && (long || !this.words.has(word))) return compound;
    if (listed) return [word];
    if (inPack) return [(this.words.has(word) ? undefined : this.speller.nearest(word, 1)) ?? word];
    // An inflected form (`hitar` of `hit`) is believed less than a slip of one letter from a word of the pack.
    const most = this.words.has(word) ? Math.min(1, word.length - 4) : tolerance(word);
    const nearest = this.speller.nearest(word, most);
    if (nearest !== undefined) return [nearest];
    return this.words.has(word) ? [word] : (this.unglue(word) ?? [word]);
  }

  /** `anslutasej`, `folketshus`: two words without the space between. */
  private unglue(word: string): string[] | undefined {
    for (let at = word.length - 2; at >= 2; at--) {
      const pieces = [word.slice(0, at), word.slice(at)];
      if (pieces.every((piece) => isFunction(piece) || (piece.length > 2 && this.vocabulary.has(piece))))
        return pieces;
    }
    return undefined;
  }

  private unit(token: Token | undefined, stemmed: string | undefined, learn: boolean): Unit | undefined {
    if (!token || stemmed === undefined) return undefined;
    const { word } = token;
    if (isFunction(word) || POLITE.has(word) || this.noise.has(word)) return undefined;
    const concepts = new Map<number, number>();
    this.put(concepts, name.stem(stemmed), WEIGHT.stem, learn);
    for (const group of this.synonyms.of(stemmed)) this.put(concepts, name.group(group), WEIGHT.group, true);
    for (const piece of this.parts(word)) {
      const pieceStem = this.stem(piece, 'sv');
      this.put(concepts, name.stem(pieceStem), WEIGHT.part, learn);
      for (const group of this.synonyms.of(pieceStem)) {
        this.put(concepts, name.group(group), WEIGHT.partGroup, true);
      }
    }
    return this.done(token, word, stemmed, concepts);
  }

  private runUnit(tokens: readonly Token[], groups: readonly number[], learn: boolean): Unit | undefined {
    const [first] = tokens;
    if (!first) return undefined;
    const concepts = new Map<number, number>();
    for (const group of groups) this.put(concepts, name.group(group), 1, true);
    for (const { word } of tokens) {
      if (isFunction(word)) continue;
      this.put(concepts, name.stem(this.stem(word, this.stemLanguage(word, 'sv'))), WEIGHT.part, learn);
    }
    const words = tokens.map(({ word }) => word).join(' ');
    const stems = tokens.map(({ word }) => this.stem(word, this.stemLanguage(word, 'sv'))).join(' ');
    return this.done(first, words, stems, concepts);
  }

  private put(concepts: Map<number, number>, key: string, weight: number, learn: boolean): void {
    let id = this.ids.get(key);
    if (id === undefined && learn) {
      id = this.ids.size;
      this.ids.set(key, id);
    }
    if (id !== undefined && (concepts.get(id) ?? 0) < weight) concepts.set(id, weight);
  }

  private done(token: Token, word: string, stems: string, concepts: Map<number, number>): Unit {
    const known = concepts.size > 0 ? 'pack' : this.words.has(word) ? 'word' : 'unknown';
    return {
      surface: token.surface,
      word,
      concepts: [...concepts.keys()],
      weights: [...concepts.values()],
      known,
      capital: token.capital,
      general: this.general.has(stems),
      attribute:
        this.attributes.has(stems) ||
        this.parts(word).some((part) => this.attributes.has(this.stem(part, 'sv'))),
    };
  }
}

/** Keeps what was worked out; forgets everything when hostile input fills it. */
function remember<V>(memo: Map<string, V>, key: string, make: () => V): V {
  const known = memo.get(key);
  if (known !== undefined) return known;
  if (memo.size > 20_000) memo.clear();
  const made = make();
  memo.set(key, made);
  return made;
}

function isFunction(word: string): boolean {
  return SWEDISH.has(word) || ENGLISH.has(word);
}

/** Puts together everything that turns a text into the concepts it speaks of. */
export function createAnalyser(vocabulary: Vocabulary, lexicon: Lexicon, words: WordList): Analyser {
  return new WordAnalyser(vocabulary, lexicon, words);
}
