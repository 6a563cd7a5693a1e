/** A word of a text: as written, and folded for comparison. */
export interface Token {
  surface: string;
  /** Lower case, no diacritics: `Tillgänglighetsrådet` → `tillganglighetsradet`. */
  word: string;
  /** Written with a capital although it doesn't open a sentence: probably a name. */
  capital: boolean;
}

const MAX_LENGTH = 1200;
const WORD = /[\p{L}\p{N}]+(?:[-‐–&@.:/'’][\p{L}\p{N}]+)*/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * What of a message is read: composed (NFC), without control and invisible characters, white space made single.
 * A very long message keeps its beginning and its end, where people put the question.
 */
export function clean(text: string): string {
  const bounded =
    text.length > 4 * MAX_LENGTH ? `${text.slice(0, 2 * MAX_LENGTH)} ${text.slice(-2 * MAX_LENGTH)}` : text;
  const tidy = bounded.normalize('NFC').replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim();
  if (tidy.length <= MAX_LENGTH) return tidy;
  return `${tidy.slice(0, MAX_LENGTH / 2)} ${tidy.slice(-MAX_LENGTH / 2)}`;
}

/** Lower case without diacritics, so that `å`, `ä` and `a` compare equal: many phones and keyboards lack them. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/ø/gu, 'o')
    .replace(/æ/gu, 'a')
    .replace(/ß/gu, 'ss');
}

/** One written word may be several: `2024–2027`, `Friskis&Svettis`; but `C-nätet` and `e-post` are one. */
function parts(surface: string): string[] {
  if (/@|\.[a-z]{2,}(?:\/|$)/iu.test(surface)) return [surface];
  if (/^\d{4}-\d{2}-\d{2}$/u.test(surface)) return [surface];
  const bare = surface.replace(/[:'’](s|n|t|r|ar|en|er|et|erna)$/iu, '');
  const pieces = bare.split(/[-‐–&@.:/'’]/u).filter(Boolean);
  if (pieces.length === 2 && pieces[0]?.length === 1 && /\p{L}/u.test(pieces[0])) return [pieces.join('')];
  return pieces;
}

/** The words of a cleaned text, in order. Linear in its length. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const before = text.slice(0, match.index).trimEnd();
    const opens = before === '' || /[.!?:"”«»]$/u.test(before);
    for (const surface of parts(match[0])) {
      const capital = /^\p{Lu}/u.test(surface) && (!opens || /^\p{Lu}{2,}$/u.test(surface));
      tokens.push({ surface, word: fold(surface), capital });
    }
  }
  return tokens;
}
