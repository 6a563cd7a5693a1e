import Personnummer from 'personnummer';

/** Two digits of the number, with at most one separator between the pairs, as people group them. */
const GAP = '[\\s./_-]?';
/** What stands before the last four: as a rule a hyphen, in file names and addresses other signs, in lists a bracket. */
const SIGN = '\\s{0,3}((?:[-+/._:·•⁃~*]|%2D){0,3})\\s{0,3}\\(?';
const PAIR = '(\\d{2})';
/** Year (with or without century), month, day, and four characters; an interim number has a letter first among them. */
const CANDIDATE = new RegExp(
  `(?<![\\d])(?:${PAIR}${GAP})?${PAIR}${GAP}${PAIR}${GAP}${PAIR}${SIGN}([\\dTRSUWXJKLMN]\\d)\\s?${PAIR}(?!\\d|[-./]\\d{2}[-./]\\d{2}(?!\\d))`,
  'giu',
);
const OPTIONS = { allowCoordinationNumber: true, allowInterimNumber: true };

interface Found {
  readonly index: number;
  readonly length: number;
}

/**
 * True when a text holds a Swedish personal identity number, coordination number or interim number in any usual way of
 * writing it: 10 or 12 digits, with hyphen, plus, spaces or points, also as in file names and addresses, with full-width or
 * other digits and typographic dashes.
 * A number counts only when its date and check digit are right, so that phone and case numbers pass.
 */
export function hasIdentityNumber(text: string): boolean {
  return find(normalise(text)).length > 0;
}

/** The text with every identity number replaced, for texts that must be kept although nobody can be asked to change them. */
export function maskIdentityNumbers(text: string, replacement = '[personnummer]'): string {
  const plain = normalise(text);
  let masked = plain;
  for (const { index, length } of find(plain).reverse()) {
    masked = masked.slice(0, index) + replacement + masked.slice(index + length);
  }
  return masked;
}

/** One form for digits, dashes and spaces; what nobody sees (zero-width characters, soft hyphens) can't hide a number. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/(?!\d)\p{Nd}/gu, digit);
}

/** Digits of other scripts stand in Unicode in runs of ten, from a zero whose code ends in 0 or 6. */
function digit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  for (let value = 0; value < 10; value++) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return String(value);
  }
  return sign;
}

function find(text: string): Found[] {
  const found: Found[] = [];
  // One match may swallow the start of the next candidate, so the search goes on right after the first character.
  for (let at = 0; at < text.length; ) {
    CANDIDATE.lastIndex = at;
    const match = CANDIDATE.exec(text);
    if (match === null) break;
    const valid = isNumber(match);
    if (valid) found.push({ index: match.index, length: match[0].length });
    at = match.index + (valid ? match[0].length : 1);
  }
  return found;
}

function isNumber(match: RegExpExecArray): boolean {
  const [, century = '', year, month, day, sign, first, last] = match;
  const separator = sign?.includes('+') ? '+' : '-';
  const number = `${century}${year}${month}${day}${separator}${first}${last}`.toUpperCase();
  return Personnummer.valid(number, OPTIONS);
}
