import { parseCode } from '../records/codes';
import type { Command, Request } from './command';
import { foldWord } from './fold';
import type { Language } from './turn';
import { englishWords, type Slot, sharedWords, vocabulary } from './vocabulary';

export interface Route {
  readonly command: Command;
  readonly request: Request;
  /** Told by the words themselves; undefined where they are the same in both languages. */
  readonly language?: Language;
}

type Part = { readonly kind: 'slot'; readonly words: readonly string[][] } | { readonly kind: 'code' };

interface Phrase {
  readonly command: Command;
  readonly parts: readonly Part[];
  /** Free text may (or, for a colon phrase, must) follow. */
  readonly rest: 'none' | 'text' | 'colon';
}

interface Token {
  readonly word: string;
  /** Where the text after this token starts. */
  readonly end: number;
  readonly colon: boolean;
}

/** Longest text a person may send; Teams itself stops at about 28 KB, Slack at 40,000 characters. */
export const MAX_TEXT = 4000;

/** How a record's code begins, with its number or apart from it. */
const CODE_START = /^[edh](?:$|-|\d)/;

const PREFIX_WORDS = new Set(['cnatet', 'snalla', 'please']);

/**
 * Finds the command that words call. The parts of a phrase match in any order at the start of the text; what follows is the
 * argument. Text that no phrase covers completely is a question, not a command.
 */
export function createRouter(commands: readonly Command[]): (text: string) => Route | undefined {
  // More parts first: "exempel sök" before "exempel".
  const phrases = commands.flatMap(compile).sort((a, b) => b.parts.length - a.parts.length);
  // Most texts are questions: their first word tells that no phrase can match, or which few could.
  const byFirst = indexByFirst(phrases);
  return (text) => {
    const [first] = tokensOf(text);
    if (first === undefined) return undefined;
    const possible = CODE_START.test(first.word) ? phrases : byFirst.get(first.word);
    if (possible === undefined) return undefined;
    const tokens = [...tokensOf(text)];
    for (const phrase of possible) {
      const route = match(phrase, tokens, text);
      if (route !== undefined) return route;
    }
    return undefined;
  };
}

/** The phrases that a text with this first word could call, in their order. */
function indexByFirst(phrases: readonly Phrase[]): ReadonlyMap<string, readonly Phrase[]> {
  const index = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const firsts = phrase.parts.flatMap((part) =>
      part.kind === 'slot' ? part.words.map(([first = '']) => first) : [],
    );
    for (const first of new Set(firsts)) index.set(first, [...(index.get(first) ?? []), phrase]);
  }
  return index;
}

/** English words tell, and so do Swedish ones; record codes and words that both languages have don't. */
function languageOf(words: readonly string[]): Language | undefined {
  if (words.some((word) => englishWords.has(word))) return 'en';
  return words.some((word) => /^\p{L}{2,}$/u.test(word) && !sharedWords.has(word)) ? 'sv' : undefined;
}

/** The phrases of commands with every slot replaced by its first word, for "did you mean" and for tests. */
export function spellings(command: Command): string[] {
  return command.phrases.map((phrase) =>
    phrase.replace(/<(\w+)>/g, (_, slot: string) => (slot === 'code' ? 'E-2026-001' : firstWord(slot))),
  );
}

function firstWord(slot: string): string {
  return vocabulary[slot as Slot][0];
}

function compile(command: Command): Phrase[] {
  return command.phrases.map((source) => {
    const rest = source.endsWith(': …') ? 'colon' : source.endsWith('…') ? 'text' : 'none';
    const words = source
      .replace(/:? ?…$/, '')
      .trim()
      .split(' ');
    return { command, rest, parts: words.map((word) => compilePart(word, command.name)) };
  });
}

function compilePart(word: string, name: string): Part {
  if (word === '<code>') return { kind: 'code' };
  const slot = /^<(\w+)>$/.exec(word)?.[1];
  if (slot === undefined) return { kind: 'slot', words: [[word]] };
  if (!(slot in vocabulary)) throw new Error(`command ${name}: unknown slot <${slot}>`);
  return { kind: 'slot', words: vocabulary[slot as Slot].map((synonym) => synonym.split(' ')) };
}

function* tokensOf(text: string): Generator<Token> {
  let begun = false;
  for (const found of text.matchAll(/\S+/g)) {
    const raw = found[0];
    const word = raw === '?' ? '?' : foldWord(raw);
    if (word === '' || (!begun && PREFIX_WORDS.has(word))) continue;
    begun = true;
    yield { word, end: found.index + raw.length, colon: raw.endsWith(':') };
  }
}

function match(phrase: Phrase, tokens: readonly Token[], text: string): Route | undefined {
  const left = [...phrase.parts];
  let at = 0;
  let id: string | undefined;
  while (left.length > 0) {
    const found = takeAny(left, tokens, at);
    if (found === undefined) return undefined;
    left.splice(found.part, 1);
    at += found.length;
    id = found.code ?? id;
  }
  const last = tokens[at - 1];
  const argument = last === undefined ? '' : text.slice(last.end).trim();
  if (phrase.rest === 'none' && at < tokens.length) return undefined;
  if (phrase.rest === 'colon' && last?.colon !== true) return undefined;
  if (phrase.rest === 'text' && last?.colon === true && phrase.parts.length === 1) return undefined;
  const words = tokens.slice(0, at).map((token) => token.word);
  return {
    command: phrase.command,
    language: languageOf(words),
    request: {
      ...(argument === '' || phrase.rest === 'none' ? {} : { argument }),
      ...(id === undefined ? {} : { id }),
    },
  };
}

function takeAny(
  parts: readonly Part[],
  tokens: readonly Token[],
  at: number,
): { part: number; length: number; code?: string } | undefined {
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'code') {
      const code = takeCode(tokens, at);
      if (code !== undefined) return { part: index, ...code };
      continue;
    }
    const words = part.words.find((synonym) => synonym.every((word, i) => tokens[at + i]?.word === word));
    if (words !== undefined) return { part: index, length: words.length };
  }
  return undefined;
}

/** `E-2026-014` as one token, or `e 2026 14` as three. */
function takeCode(tokens: readonly Token[], at: number): { length: number; code: string } | undefined {
  for (const length of [1, 3, 2]) {
    const words = tokens.slice(at, at + length).map((token) => token.word);
    if (words.length < length) continue;
    const code = parseCode(words.join(' '));
    if (code !== undefined) return { length, code };
  }
  return undefined;
}
