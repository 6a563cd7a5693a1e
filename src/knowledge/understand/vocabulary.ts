import type { Entry, Gap, Pack } from '../pack/schema';
import { fold, tokenize } from './words/normalise';
import type { Language } from './words/stem';

/** What a vocabulary rests on: plain data, so that it can be kept. */
export interface WordCounts {
  frequencies: ReadonlyMap<string, number>;
  /** Bits of the languages that use a word. */
  languages: ReadonlyMap<string, number>;
}

/** The words that a pack uses, folded, with how often and in which of its languages. */
export interface Vocabulary extends WordCounts {
  has(word: string): boolean;
  /** The language whose texts alone use the word; undefined when both do, or neither. */
  languageOf(word: string): Language | undefined;
}

/** What an entry and a curated question have in common, as far as words go. */
type Worded = Pick<Entry, 'title' | 'text' | 'phrasings' | 'terms'> & Partial<Pick<Entry, 'more' | 'note'>>;

const BIT = { sv: 1, en: 2 } as const;

class Collector {
  readonly frequencies = new Map<string, number>();
  readonly languages = new Map<string, number>();

  add(text: string | undefined, ...languages: Language[]): void {
    if (!text) return;
    for (const { word } of tokenize(text.replace(/\]\([^)]*\)/gu, ']'))) {
      this.frequencies.set(word, (this.frequencies.get(word) ?? 0) + 1);
      const bits = languages.reduce((sum, language) => sum | BIT[language], this.languages.get(word) ?? 0);
      this.languages.set(word, bits);
    }
  }
}

/** A vocabulary of words that have been counted. */
export function createVocabulary({ frequencies, languages }: WordCounts): Vocabulary {
  return {
    frequencies,
    languages,
    has: (word) => frequencies.has(word),
    languageOf: (word) => {
      const bits = languages.get(word);
      if (bits === BIT.sv) return 'sv';
      return bits === BIT.en ? 'en' : undefined;
    },
  };
}

function addEntry(collector: Collector, entry: Worded): void {
  for (const language of ['sv', 'en'] as const) {
    for (const text of [entry.title, entry.text, entry.more, entry.note])
      collector.add(text?.[language], language);
    for (const phrasing of entry.phrasings[language]) collector.add(phrasing, language);
  }
  for (const term of entry.terms) collector.add(term, 'sv', 'en');
}

function addGap(collector: Collector, gap: Gap): void {
  for (const language of ['sv', 'en'] as const) {
    collector.add(gap.about[language], language);
    for (const phrasing of gap.phrasings[language]) collector.add(phrasing, language);
  }
  for (const term of gap.terms) collector.add(term, 'sv', 'en');
}

function names(pack: Pack): string[] {
  return [
    ...pack.register.signatories.flatMap((row) => [row.name, ...row.aliases]),
    ...pack.councils.flatMap((council) => [
      council.name,
      ...council.aliases,
      council.responsible ?? '',
      council.host ?? '',
    ]),
    ...pack.people.flatMap((person) => [person.name, ...person.aliases]),
    ...pack.administrations.flatMap((unit) => [unit.name, unit.short ?? '', ...unit.aliases]),
    ...pack.principles.flatMap((principle) => principle.aliases),
    pack.name.sv,
  ];
}

/** Collects the words of everything a pack says and of every way it knows to be asked. */
export function collectVocabulary(pack: Pack, curated: readonly Worded[] = []): Vocabulary {
  const collector = new Collector();
  for (const entry of [...pack.entries, ...curated]) addEntry(collector, entry);
  for (const gap of pack.gaps) addGap(collector, gap);
  for (const name of names(pack)) collector.add(name, 'sv', 'en');
  for (const principle of pack.principles) {
    collector.add(principle.name.sv, 'sv');
    collector.add(principle.name.en, 'en');
  }
  for (const member of pack.lexicon.synonyms.flat()) collector.add(member, 'sv', 'en');
  for (const spoken of Object.values(pack.lexicon.colloquial)) collector.add(fold(spoken), 'sv');
  return createVocabulary(collector);
}
