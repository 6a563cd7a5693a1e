import { stemmer } from '@orama/stemmers/swedish';
import { fold } from '../turn/fold';

/** Words that say nothing about a record, folded; they are neither kept nor searched for. */
const NOISE = new Set(
  'och att i pa med for av en ett som den det de till fran om vi har var ar eller the and of to in for with a an'.split(
    ' ',
  ),
);

/**
 * The words of texts as search terms: folded, stemmed, each once. Folding comes first, so that `laxhjalp` and `läxhjälpen`
 * become the same term. The terms are stored: changing this means that they must be made anew.
 */
export function searchTerms(texts: readonly string[]): string[] {
  const terms = new Set<string>();
  for (const text of texts) for (const { word } of searchTokens(text)) terms.add(toTerm(word));
  return [...terms];
}

/** The words of a text that are worth searching for, in order: as written, and folded. */
export function searchTokens(text: string): { readonly written: string; readonly word: string }[] {
  const written = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  return written
    .map((one) => ({ written: one, word: fold(one) }))
    .filter(({ word }) => !NOISE.has(word) && (word.length > 1 || /\d/.test(word)));
}

/** The term of one folded word. */
export function toTerm(word: string): string {
  return word.length < 4 || /\d/.test(word) ? word : stemmer(word);
}

/** The term with each of its letters left out once; two words one slip apart share at least one spelling. */
export function shortened(term: string): string[] {
  if (term.length < 4 || /\d/.test(term)) return [];
  return [...new Set(Array.from(term, (_, index) => term.slice(0, index) + term.slice(index + 1)))];
}
