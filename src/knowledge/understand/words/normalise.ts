/** A word of a text: as written, and folded for comparison. */
export interface Token {
  surface: string;
  /** Lower case, no diacritics: `Tillgänglighetsrådet` → `tillganglighetsradet`. */
  word: string;
  /** Written with a capital although it doesn't open a sentence: probably a name. */
  capital: boolean;
}

const MAX_LENGTH = 1200;
/** Letters and digits of the scripts people write names in; spelt out, since Unicode classes are slow where it is compiled down. */
const WORD = /[0-9A-Za-zÀ-ÖØ-öø-ʯͰ-҃Ҋ-֏א-ת؀-ۿ]+(?:[-‐–&@.:/'’][0-9A-Za-zÀ-ÖØ-öø-ʯͰ-҃Ҋ-֏א-ת؀-ۿ]+)*/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * What of a message is read: composed (NFC), without control and invisible characters, white space made single.
 * A very long message keeps its beginning and its end, where people put the question.
 */
export function clean(text: string): string {
  if (text.length <= MAX_LENGTH && /^[!-~À-ÿ]+(?: [!-~À-ÿ]+)*$/.test(text)) return text;
  const bounded =
    text.length > 4 * MAX_LENGTH ? `${text.slice(0, 2 * MAX_LENGTH)} ${text.slice(-2 * MAX_LENGTH)}` : text;
  const tidy = bounded.normalize('NFC').replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim();
  if (tidy.length <= MAX_LENGTH) return tidy;
  return `${tidy.slice(0, MAX_LENGTH / 2)} ${tidy.slice(-MAX_LENGTH / 2)}`;
}

const FOLDED: Record<string, string> = { ø: 'o', æ: 'a', ß: 'ss' };
const letters = new Map<string, string>();

/** Lower case without diacritics, so that `å`, `ä` and `a` compare equal: many phones and keyboards lack them. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (/^[ -~]*$/.test(lower)) return lower;
  let folded = '';
  for (const letter of lower) folded += letter <= '~' ? letter : foldLetter(letter);
  return folded;
}

function foldLetter(letter: string): string {
  const known = letters.get(letter);
  if (known !== undefined) return known;
  const folded = FOLDED[letter] ?? letter.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  if (letters.size < 2000) letters.set(letter, folded);
  return folded;
}

/** One written word may be several: `2024–2027`, `Friskis&Svettis`; but `C-nätet` and `e-post` are one. */
function parts(surface: string): string[] {
  if (/@|\.[a-z]{2,}(?:\/|$)/iu.test(surface)) return [surface];
  if (/^\d{4}-\d{2}-\d{2}$/u.test(surface)) return [surface];
  const bare = surface.replace(/[:'’](s|n|t|r|ar|en|er|et|erna)$/iu, '');
  const pieces = bare.split(/[-‐–&@.:/'’]/u).filter(Boolean);
  if (pieces.length === 2 && pieces[0]?.length === 1 && /[a-zåäö]/i.test(pieces[0])) return [pieces.join('')];
  return pieces;
}

/** Without hyphens, full stops and the like inside. */
const PLAIN = /^[0-9A-Za-zÀ-ÖØ-öø-ʯ]+$/;

/** A capital tells a name only inside a sentence, or when the whole word is in capitals. */
function isCapital(text: string, start: number, surface: string): boolean {
  const first = surface.charAt(0);
  if (first === first.toLowerCase()) return false;
  const before = text.slice(Math.max(0, start - 3), start);
  if (start > 0 && !/[.!?:"”«»]\s*$/.test(before)) return true;
  return surface.length > 1 && surface === surface.toUpperCase();
}

/** The words of a cleaned text, in order; `folded` may remember, so that equal words are one string. Linear in its length. */
export function tokenize(text: string, folded: (surface: string) => string = fold): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const [whole] = match;
    const start = match.index;
    if (PLAIN.test(whole)) {
      tokens.push({ surface: whole, word: folded(whole), capital: isCapital(text, start, whole) });
      continue;
    }
    for (const surface of parts(whole)) {
      tokens.push({ surface, word: folded(surface), capital: isCapital(text, start, surface) });
    }
  }
  return tokens;
}
