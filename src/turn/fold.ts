import { singleSpaced } from '../forms/text';

/**
 * Folds text for comparison: lower case, å ä ö é without their marks, dashes and white space evened out. "ÅTAGANDEN" and
 * "ataganden" become the same. The length may change, so offsets don't carry over.
 */
export function fold(text: string): string {
  // Every word of every message comes here, and most have nothing to fold but their case.
  const plain = PLAIN.test(text) ? text.toLowerCase() : unmarked(text);
  return singleSpaced(plain).trim();
}

const PLAIN = /^[ -~]*$/;

function unmarked(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\u2010-\u2015]/g, '-');
}

/** Letters and digits only, folded: for comparing words without their punctuation. */
export function foldWord(word: string): string {
  const folded = fold(word);
  return /^[a-z0-9]*$/.test(folded) ? folded : folded.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
