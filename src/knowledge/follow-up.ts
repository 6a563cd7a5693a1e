import type { Analyser, Analysis } from './analyse';
import type { Entry } from './schema';
import type { Exchange, Language } from './types';
import { ENGLISH, POLITE, SWEDISH } from './words/function-words';

const OPENS =
  /^(?:och|and|men|but|vem|who|var|vart|where|nar|when|hur|how|varfor|why|vilka|vilken|vilket|which|vad|what|da|eller|so|sa|is|are|ar|har|kan|can|do|does|did|then)\b/u;
const POINTS = new Set(
  'det den de dem dom dess deras dar dit denna dessa hon han henne honom hans hennes detta it they them their there that this its those these he she his her him one'.split(
    ' ',
  ),
);

/**
 * Whether a question can't be understood without the one before: short, and it points back (`det`, `there`), begins with
 * *och*, ends with *då*, or has no subject of its own.
 */
export function leansBack({ written, units }: Analysis): boolean {
  if (written.length === 0 || written.length > 9) return false;
  const words = written.map(({ word }) => word);
  const content = units.filter((unit) => !unit.general);
  if (content.length === 0) return true;
  const pointing =
    words.some((word) => POINTS.has(word)) ||
    /^(?:och|and|men|but|da|then)$/u.test(words[0] ?? '') ||
    words.at(-1) === 'da' ||
    words.at(-1) === 'then';
  if (pointing) return content.length <= 3;
  return (
    content.length <= 1 &&
    written.length <= 4 &&
    OPENS.test(words.join(' ')) &&
    !isWhole(words, content.length)
  );
}

/** `Vad är X` is whole, however short. */
function isWhole(words: readonly string[], content: number): boolean {
  return content > 0 && /^(?:vad|what|vem|who) (?:ar|is|are|betyder|innebar|menas)/u.test(words.join(' '));
}

/** The words of an earlier exchange that a follow-up may be about: the subject of its entry's title, then of its question. */
export function earlierSubject(
  exchange: Exchange,
  entry: Entry | undefined,
  language: Language,
  analyser: Analyser,
): string {
  const text = entry ? entry.title[language] : exchange.question;
  return analyser
    .analyse(text, { language })
    .written.filter(({ word }) => !SWEDISH.has(word) && !ENGLISH.has(word) && !POLITE.has(word))
    .map(({ surface }) => surface)
    .join(' ');
}

/** Ways to make a follow-up whole, likeliest first. */
export function completions(
  analysis: Analysis,
  exchange: Exchange,
  entry: Entry | undefined,
  analyser: Analyser,
): string[] {
  const own = analysis.written
    .filter(({ word }) => !POINTS.has(word) && !/^(?:och|and|men|but|da|then)$/u.test(word))
    .map(({ surface }) => surface)
    .join(' ');
  const subject = earlierSubject(exchange, entry, analysis.language, analyser);
  return [`${own} ${subject}`, `${own} ${exchange.question}`];
}
