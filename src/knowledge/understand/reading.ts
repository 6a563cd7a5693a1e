import type { Lexicon } from '../pack/schema';
import { type Colloquial, createColloquial } from './lexicon';
import type { Vocabulary } from './vocabulary';
import { createSplitter, type Splitter } from './words/compound';
import { ENGLISH, POLITE, SWEDISH } from './words/function-words';
import { clean, fold, type Token, tokenize } from './words/normalise';
import { createSpeller, type Speller, tolerance } from './words/spelling';
import { type Language, stem } from './words/stem';
import type { WordList } from './words/word-list';

/** How often a function word is counted to be used: as often as the pack's commonest words. */
const COMMON = 50;
const MOST_REMEMBERED = 20_000;
const LONG_COMPOUND = 11;

/** A text as its words were meant. */
export interface Reading {
  text: string;
  /** As written, but joined (`c nätet`) and with slips mended; compounds whole. */
  written: Token[];
  /** Compounds that the pack doesn't know taken apart. */
  tokens: Token[];
}

/** Whether a folded word only builds sentences, in either language. */
export function isFunction(word: string): boolean {
  return SWEDISH.has(word) || ENGLISH.has(word);
}

/** Keeps what was worked out; forgets everything when hostile input fills it. */
export function remember<V>(memo: Map<string, V>, key: string, make: () => V): V {
  const known = memo.get(key);
  if (known !== undefined) return known;
  if (memo.size > MOST_REMEMBERED) memo.clear();
  const made = make();
  memo.set(key, made);
  return made;
}

/** Reads words against a pack's vocabulary: spoken forms, slips, words run together or apart, compounds. */
export class Reader {
  private readonly plains = new Map<string, string>();
  private readonly resolved = new Map<string, string[]>();
  private readonly splits = new Map<string, string[]>();
  private readonly stemsIn = { sv: new Map<string, string>(), en: new Map<string, string>() };
  private readonly colloquial: Colloquial;
  private readonly speller: Speller;
  private readonly split: Splitter;
  private readonly splitByHead: Splitter;
  private readonly splitByTail: Splitter;
  private readonly stems: Set<string>;
  /** Stems as words to be misspelt, for slips in an inflection that the pack doesn't use. */
  private readonly stemSpeller: Speller;

  constructor(
    readonly vocabulary: Vocabulary,
    lexicon: Lexicon,
    readonly words: WordList,
    private readonly stemmed: Record<Language, Map<string, string>>,
  ) {
    this.colloquial = createColloquial(lexicon);
    const frequencies = new Map(vocabulary.frequencies);
    for (const word of [...SWEDISH, ...ENGLISH, ...POLITE]) frequencies.set(word, COMMON);
    this.speller = createSpeller(frequencies);
    const content = [...vocabulary.frequencies].filter(([word]) => word.length > 3 && !isFunction(word));
    this.stems = new Set(content.map(([word]) => this.stem(word, 'sv')));
    const bases = content
      .filter(([word]) => word.length > 7)
      .map(([word, times]): [string, number] => [this.stem(word, 'sv'), times]);
    this.stemSpeller = createSpeller(new Map(bases));
    const isPart = (word: string): boolean =>
      word.length > 3 && !isFunction(word) && this.stems.has(this.stem(word, 'sv'));
    const isHead = (word: string): boolean =>
      word.length > 3 && !isFunction(word) && (vocabulary.has(word) || isPart(word));
    this.split = createSplitter(isHead, isPart);
    this.splitByHead = createSplitter(
      (word) => word.length > 4 && isHead(word),
      (word) => word.length > 4 && words.has(word),
    );
    this.splitByTail = createSplitter(
      (word) => word.length > 4 && words.has(word),
      (word) => word.length > 4 && isPart(word),
    );
  }

  /** `asWritten` leaves words apart that may belong together: authors write them as they should be, and it is quicker. */
  read(text: string, asWritten = false): Reading {
    const cleaned = clean(text);
    const read = tokenize(cleaned, this.plain);
    const written = asWritten ? read : this.join(read);
    const tokens: Token[] = [];
    for (const token of written) {
      if (this.vocabulary.has(token.word)) {
        tokens.push(token);
        continue;
      }
      const words = this.resolve(token);
      if (words.length === 1) {
        token.word = words[0] ?? token.word;
        tokens.push(token);
      } else for (const word of words) tokens.push({ surface: token.surface, word, capital: token.capital });
    }
    return { text: cleaned, written, tokens };
  }

  /** The written form of a word, folded; remembered, because comparing one and the same string is quickest. */
  private readonly plain = (surface: string): string =>
    remember(this.plains, surface, () => this.colloquial.plain(surface) ?? fold(surface));

  /** Stemming is the dear part of indexing, and the same words come again and again. */
  stem(word: string, language: Language): string {
    return remember(this.stemmed[language], word, () => stem(word, language));
  }

  /** The stem in the language that the pack uses the word in. */
  stemIn(word: string, language: Language): string {
    return remember(this.stemsIn[language], word, () => {
      const own = this.vocabulary.languageOf(word);
      return this.stem(word, own ?? (language === 'en' && !this.vocabulary.has(word) ? 'en' : 'sv'));
    });
  }

  /** The parts of a compound, none when it isn't one. */
  parts(word: string): string[] {
    return word.length > 6 ? remember(this.splits, word, () => this.split(word)) : [];
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

  /** The word itself, the word it was meant to be, or the parts of a compound that the pack doesn't have as a whole. */
  private resolve({ word }: Token): string[] {
    if (word.length < 4 || this.vocabulary.has(word) || isFunction(word) || /[^a-z]/.test(word))
      return [word];
    return remember(this.resolved, word, () => this.resolveUnknown(word));
  }

  private resolveUnknown(word: string): string[] {
    const inPack = this.stems.has(this.stem(word, 'sv'));
    const listed = this.words.lists(word);
    const isWord = listed || this.words.has(word);
    if (inPack && isWord) return [word];
    const slip = !listed && word.length > 7 ? this.speller.nearest(word, 1) : undefined;
    if (slip !== undefined) return [slip];
    const compound = word.length > 7 ? this.split(word) : [];
    if (compound.length > 0 && (!isWord || compound.every((part) => part.length > 4))) return compound;
    if (listed) return [word];
    if (inPack) return [this.speller.nearest(word, 1) ?? word];
    return this.mend(word, isWord);
  }

  /** An inflected form (`hitar` of `hit`) is believed less than a slip of one letter from a word of the pack. */
  private mend(word: string, isWord: boolean): string[] {
    const most = isWord ? Math.min(1, word.length - 4) : tolerance(word);
    const near = this.speller.nearest(word, Math.min(1, most));
    if (near !== undefined) return [near];
    const base = !isWord && word.length > 7 ? this.stemSpeller.nearest(this.stem(word, 'sv'), 1) : undefined;
    const meant = base ?? this.speller.nearest(word, most);
    if (meant !== undefined) return [meant];
    return isWord ? [word] : (this.halves(word) ?? this.unglue(word) ?? [word]);
  }

  /** `spontanidrottssatsningen`: of a compound that nobody has thought of, the pack may know one part and a dictionary the other. */
  private halves(word: string): string[] | undefined {
    if (word.length < LONG_COMPOUND) return undefined;
    const [known, listed] = [this.splitByHead(word), this.splitByTail(word)];
    return known.length > 0 ? known : listed.length > 0 ? listed : undefined;
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
}
