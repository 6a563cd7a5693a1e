import type { Entry } from './pack/schema';
import type { Exchange, Language } from './types';
import type { Analyser, Analysis, Unit } from './understand/analyse';
import { yearsIn } from './understand/words/date-patterns';
import { ENGLISH, POLITE, SWEDISH } from './understand/words/function-words';
import type { Token } from './understand/words/normalise';
import { tokenize } from './understand/words/normalise';
import { stem } from './understand/words/stem';

const OPENS =
  /^(?:och|and|men|but|vem|who|var|vart|where|nar|when|hur|how|varfor|why|vilka|vilken|vilket|which|vad|what|da|eller|so|sa|is|are|ar|har|kan|can|do|does|did|then|ge|give|av|by|sedan|since|i)\b/u;
const LINK = /^(?:och|and|men|but|da|then|sa|so)$/u;
const POINTS = new Set(
  'det den de dem dom dess deras dar dit denna dessa hon han henne honom hans hennes detta it they them their there that this its those these he she his her him one'.split(
    ' ',
  ),
);
/** What a thing has or is for: said alone, the thing is the one spoken of before. */
const RELATIONAL = new Set(
  tokenize(
    'syfte mål exempel uppgift roll ansvar innehåll antal bakgrund namn film resultat nytta fördel purpose aim goal example role task content background movie result benefit mening poäng anledning skäl reason medlem ledamot member parter part representant stadsdel förvaltning administration år datum gång krav villkor regel budget driva driver run runs betala betalar pay pays bestämma bestämmer decide decides äga äger leda leder lead leads ansvara ansvarar starta startade started börja började begin began kosta',
  ).flatMap(({ word }) => [stem(word, 'sv'), stem(word, 'en')]),
);

function isLight(word: string): boolean {
  return (
    SWEDISH.has(word) ||
    ENGLISH.has(word) ||
    RELATIONAL.has(stem(word, 'sv')) ||
    RELATIONAL.has(stem(word, 'en'))
  );
}

/** What the question itself speaks of, apart from what is asked about it. */
export function ownSubjects({ units }: Analysis): Unit[] {
  return units.filter(
    ({ general, attribute, word }) =>
      !general && !attribute && !word.split(' ').every((part) => isLight(part)),
  );
}

/**
 * Whether a question can't be understood without the one before: short, and it points back (`det`, `there`), begins with
 * *och*, ends with *då*, or has no subject of its own.
 */
export function leansBack(analysis: Analysis): boolean {
  const { written, units } = analysis;
  if (written.length === 0 || written.length > 9) return false;
  const words = written.map(({ word }) => word);
  const content = units.filter((unit) => !unit.general);
  if (content.length === 0) return true;
  if (points(words)) return content.length <= 3;
  const subjects = ownSubjects(analysis).length;
  if (subjects === 0 && written.length <= 5) return true;
  return (
    subjects <= 1 && written.length <= 4 && OPENS.test(words.join(' ')) && !isWhole(words, content.length)
  );
}

/** Whether a question goes on from the last one by a word: *och …*, *… då?* */
export function isLinked({ written }: Analysis): boolean {
  return LINK.test(written[0]?.word ?? '') || LINK.test(written.at(-1)?.word ?? '');
}

/** Whether a question names what it is about by a word such as *det* alone. */
export function pointsBack({ written }: Analysis): boolean {
  return written.some(({ word }) => POINTS.has(word));
}

function points(words: readonly string[]): boolean {
  return words.some((word) => POINTS.has(word)) || LINK.test(words[0] ?? '') || LINK.test(words.at(-1) ?? '');
}

/** `Vad är X` is whole, however short. */
function isWhole(words: readonly string[], content: number): boolean {
  return (
    content > 0 &&
    /^(?:vad|what|vem|who) (?:ar|is|are|betyder|innebar|menas|gor|does|do)\b/u.test(words.join(' '))
  );
}

function isContent({ word }: Token): boolean {
  return !SWEDISH.has(word) && !ENGLISH.has(word) && !POLITE.has(word);
}

/** The words of an earlier exchange that a follow-up may be about: those of its entry's title, or else of its question. */
function earlierSubject(
  exchange: Exchange,
  entry: Entry | undefined,
  language: Language,
  analyser: Analyser,
  withoutAttributes: boolean,
): string {
  const text = entry ? entry.title[language] : exchange.question;
  const { written, units } = analyser.analyse(text, { language });
  const asked = new Set(units.filter(({ attribute }) => attribute).map(({ surface }) => surface));
  const words = written.filter(
    (token) => isContent(token) && !(withoutAttributes && asked.has(token.surface)),
  );
  // What was asked of it is past: `Vem ansvarar för X` was about X.
  const things = words.filter(({ word }) => !isLight(word));
  return (things.length > 0 ? things : words).map(({ surface }) => surface).join(' ');
}

const MOST = 4;

/** Ways to make a follow-up whole, likeliest first. */
export function completions(
  analysis: Analysis,
  exchange: Exchange,
  entry: Entry | undefined,
  analyser: Analyser,
): string[] {
  const { language, written } = analysis;
  const kept = written.filter(({ word }) => !POINTS.has(word) && !LINK.test(word));
  const own = kept.map(({ surface }) => surface).join(' ');
  const attribute = analysis.units.some((unit) => unit.attribute);
  const subject = earlierSubject(exchange, entry, language, analyser, attribute);
  const years = yearsIn(exchange.question).join(' ');
  const swaps = analysis.asks.length === 0 ? swapped(own, exchange, language, analyser) : [];
  const all = [
    ...(years === '' ? [] : [`${own} ${years}`]),
    ...swaps,
    `${own} ${subject}`,
    // The whole question would drown what is now asked about the same thing: its price, its address.
    ...(attribute ? [] : [`${own} ${exchange.question}`]),
  ];
  return [...new Set(all)].slice(0, MOST);
}

/** The earlier question with what it was about, each run of its telling words in turn, exchanged for the new subject. */
function swapped(own: string, exchange: Exchange, language: Language, analyser: Analyser): string[] {
  const { written, asks } = analyser.analyse(exchange.question, { language });
  const runs: { from: number; to: number }[] = [];
  written.forEach((token, at) => {
    if (!isContent(token)) return;
    const last = runs.at(-1);
    const paired = last?.to === at - 1 && /^(?:och|and)$/u.test(written[at - 1]?.word ?? '');
    const joined = last?.to === at && written[at - 1]?.capital === token.capital;
    if (last && (paired || joined)) last.to = at + 1;
    else runs.push({ from: at, to: at + 1 });
  });
  // Nothing of the earlier question would be left.
  if (runs.length < 2 && asks.length === 0) return [];
  const surfaces = written.map(({ surface }) => surface);
  return runs
    .reverse()
    .slice(0, 2)
    .map(({ from, to }) => [...surfaces.slice(0, from), own, ...surfaces.slice(to)].join(' '));
}
