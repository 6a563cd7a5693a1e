/**
 * Folds text for comparison: lower case, å ä ö é without their marks, dashes and white space evened out. "ÅTAGANDEN" and
 * "ataganden" become the same. The length may change, so offsets don't carry over.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters and digits only, folded: for comparing words without their punctuation. */
export function foldWord(word: string): string {
  return fold(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
