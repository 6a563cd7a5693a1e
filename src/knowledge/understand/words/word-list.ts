import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fold } from './normalise';

/** Answers whether a folded word is a word of the language, inflected or not. */
export interface WordList {
  /** The hashes it rests on: see `wordListOf`. */
  readonly table: Int32Array;
  has(word: string): boolean;
  /** As listed, or with an e fallen away (`vädret`); other endings are too easily a slip of the pen to be sure of. */
  lists(word: string): boolean;
}

/** Slots of the hash table: a power of two, about twice the words of both dictionaries. */
const SIZE = 1 << 19;

const INFLECTIONS = [
  '',
  's',
  'n',
  'en',
  'et',
  't',
  'ar',
  'er',
  'or',
  'r',
  'na',
  'arna',
  'erna',
  'orna',
  'de',
  'te',
  'ade',
  'at',
  'a',
  'as',
  'ning',
  'd',
  'ed',
  'ing',
  'es',
  'ly',
  'ast',
  'aste',
  'are',
  'igt',
  'iga',
  'ig',
];

const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

function hash(word: string): number {
  let h = OFFSET;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), PRIME);
  return h;
}

/**
 * A word list that takes two megabytes: an open-addressed table of 32-bit hashes. A false hit needs two words of the
 * same hash (one in some ten thousand look-ups), and only costs that a misspelt word isn't corrected.
 */
export function createWordList(dictionaries: readonly string[]): WordList {
  const table = new Int32Array(SIZE);
  const add = (h: number): void => {
    let at = h & (SIZE - 1);
    while (table[at] !== 0 && table[at] !== h) at = (at + 1) & (SIZE - 1);
    table[at] = h;
  };
  for (const text of dictionaries) addDictionary(text, add);
  return wordListOf(table);
}

/** A word list on a table that `createWordList` once made. */
export function wordListOf(table: Int32Array): WordList {
  const lists = (word: string): boolean => {
    const h = hash(word);
    let at = h & (SIZE - 1);
    while (table[at] !== 0) {
      if (table[at] === h) return true;
      at = (at + 1) & (SIZE - 1);
    }
    return false;
  };
  return {
    table,
    lists: (word) => lists(word) || inY(word, lists) || contracted(word, lists),
    has: (word) => inflected(word, lists),
  };
}

/** English nouns and verbs in y: `entry` → `entries`, `apply` → `applied`. */
const IN_Y = /ie[sd]$/;

function inY(word: string, lists: (word: string) => boolean): boolean {
  return IN_Y.test(word) && lists(word.replace(IN_Y, 'y'));
}

/** Endings before which an unstressed e falls away: `väder` → `vädret`, `medel` → `medlet`. */
const CONTRACTED: [RegExp, string][] = [
  [/r(?:et|en|ar|arna|na|ets)$/, 'er'],
  [/l(?:et|en|ar|arna|na)$/, 'el'],
  [/n(?:et|ar|arna)$/, 'en'],
];

function inflected(word: string, lists: (word: string) => boolean): boolean {
  for (const ending of INFLECTIONS) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
    const base = ending === '' ? word : word.slice(0, -ending.length);
    if (lists(base) || (ending !== '' && (lists(`${base}a`) || lists(`${base}e`)))) return true;
  }
  return inY(word, lists) || contracted(word, lists);
}

function contracted(word: string, lists: (word: string) => boolean): boolean {
  return CONTRACTED.some(([ending, full]) => ending.test(word) && lists(word.replace(ending, full)));
}

const LINE_END = 10;
const SLASH = 47;

/** Hashes every head word of a Hunspell dictionary, letter by letter: building 150,000 strings would take too long. */
function addDictionary(text: string, add: (hash: number) => void): void {
  const folded = foldTable();
  let h = OFFSET;
  let inWord = true;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : LINE_END;
    if (code === LINE_END) {
      if (h !== OFFSET) add(h);
      h = OFFSET;
      inWord = true;
    } else if (code === SLASH) inWord = false;
    else if (inWord) h = Math.imul(h ^ (folded[code] ?? code), PRIME);
  }
}

function foldTable(): Uint16Array {
  const table = new Uint16Array(0x180);
  for (let code = 0; code < table.length; code++) {
    const folded = fold(String.fromCharCode(code));
    table[code] = folded.length === 1 ? folded.charCodeAt(0) : code;
  }
  return table;
}

/** Reads the Swedish and English dictionaries that the packages dictionary-sv and dictionary-en ship. */
export async function loadWordList(): Promise<WordList> {
  const files = ['dictionary-sv', 'dictionary-en'].map((name) =>
    readFile(path.join(path.dirname(require.resolve(name)), 'index.dic'), 'utf8'),
  );
  return createWordList(await Promise.all(files));
}
