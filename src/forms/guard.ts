import Personnummer from 'personnummer';

/** Two digits of the number, with at most one separator between the pairs, as people group them. */
const GAP = '[\\s./-]?';
const PAIR = '(\\d{2})';
/** Year (with or without century), month, day, and four characters; an interim number has a letter first among them. */
const CANDIDATE = new RegExp(
  `(?<![\\d])(?:${PAIR}${GAP})?${PAIR}${GAP}${PAIR}${GAP}${PAIR}\\s{0,2}([-+/.]?)\\s{0,2}([\\dTRSUWXJKLMN]\\d)\\s?${PAIR}(?!\\d|[-./]\\d{2}[-./]\\d{2}(?!\\d))`,
  'giu',
);
const OPTIONS = { allowCoordinationNumber: true, allowInterimNumber: true };

interface Found {
  readonly index: number;
  readonly length: number;
}

/**
 * True when a text holds a Swedish personal identity number, coordination number or interim number in any usual way of
 * writing it: 10 or 12 digits, with hyphen, plus, spaces or points, full-width digits and typographic dashes included.
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
    .replace(/[\u2010-\u2015\u2212]/g, '-');
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
  const separator = sign === '+' ? '+' : '-';
  const number = `${century}${year}${month}${day}${separator}${first}${last}`.toUpperCase();
  return Personnummer.valid(number, OPTIONS);
}
