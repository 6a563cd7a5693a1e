import { fold } from '../turn/fold';
import { addDays, addMonths, daysBetween, makeDay, mondayOf, mondayOfWeek, weekdayOf } from './calendar-days';
import { countWord, monthOfDate, weekdayNumber } from './date-words';

/** Which year is meant when none is said: `coming` for plans, `past` for what has been done. */
export type Tense = 'coming' | 'past';

/**
 * A date without a year may lie this far on the other side of today before the next (or last) year is meant: who notes a
 * dialogue two weeks afterwards writes "12 mars" as well.
 */
const GRACE_DAYS = 60;

const RELATIVE: Readonly<Record<string, number>> = {
  'i dag': 0,
  idag: 0,
  today: 0,
  'i morgon': 1,
  imorgon: 1,
  imorron: 1,
  'i morron': 1,
  tomorrow: 1,
  'i overmorgon': 2,
  overmorgon: 2,
  'day after tomorrow': 2,
  'i gar': -1,
  igar: -1,
  yesterday: -1,
  'i forrgar': -2,
  forrgar: -2,
};

type Reader = (text: string, today: string, tense: Tense) => string | undefined;

const readers: readonly Reader[] = [
  (text, today) => (text in RELATIVE ? addDays(today, RELATIVE[text] ?? 0) : undefined),
  readIso,
  readNumeric,
  readWithMonthName,
  readWeekday,
  readSpan,
  readWeek,
];

/**
 * Reads a date as people write it in Swedish or English: `2026-03-12`, `12 mars`, `12/3`, `nästa torsdag`, `i morgon`, `om två
 * veckor`, `vecka 12` (its Monday). The whole text must be the date.
 *
 * Our own reader, because chrono-node's Swedish takes "i övermorgon" for today and reads neither "i morgon", "om två
 * veckor" nor "3:e maj".
 * @param today the current day, YYYY-MM-DD, in the bot's time zone.
 * @returns the day as YYYY-MM-DD, or undefined when the text is no date or the calendar has no such day.
 */
export function readDate(text: string, today: string, tense: Tense = 'coming'): string | undefined {
  const plain = fold(text)
    .replace(/^(?:den|the|pa|on|nu pa)\s+/, '')
    .replace(/\s+(?:kl\.?|at)\s+\d{1,2}(?:[.:]\d{2})?$/, '');
  for (const read of readers) {
    const day = read(plain, today, tense);
    if (day !== undefined) return day;
  }
  return undefined;
}

function readIso(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  return year === undefined ? undefined : makeDay(Number(year), Number(month), Number(day));
}

/** `12/3`, `12/3 2026`, `12.3.26`: the day first, as Swedish and British write it. */
function readNumeric(text: string, today: string, tense: Tense): string | undefined {
  const match = /^(\d{1,2})\s?[/.]\s?(\d{1,2})(?:\s?[/.\s]\s?(\d{4}|\d{2}))?$/.exec(text);
  if (match === null) return undefined;
  return inYear(Number(match[1]), Number(match[2]), match[3], today, tense);
}

/** `12 mars`, `12:e mars 2027`, `torsdag 12 mars`, `march 12`. */
function readWithMonthName(text: string, today: string, tense: Tense): string | undefined {
  const bare = text.replace(/^[a-z]+dag(?:en)?(?: den)? (?=\d)|^[a-z]+day,? /, '');
  const dayFirst = /^(\d{1,2})(?:[:.]?(?:e|a|de)|st|nd|rd|th|\.)? (?:of )?([a-z]+\.?),?(?: (\d{4}))?$/.exec(
    bare,
  );
  const monthFirst = /^([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?$/.exec(bare);
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  const month = monthOfDate(name ?? '');
  return month === undefined ? undefined : inYear(Number(day), month, year, today, tense);
}

/** `torsdag` is the nearest one in the tense; `nästa torsdag` belongs to next week, `förra torsdagen` to last week. */
function readWeekday(text: string, today: string, tense: Tense): string | undefined {
  const words = text.split(' ');
  const weekday = weekdayNumber(words.at(-1) ?? '');
  if (weekday === undefined || words.length > 2) return undefined;
  const [which] = words.length === 2 ? words : [''];
  const offset = (weekday + 6) % 7;
  if (which === 'nasta' || which === 'next') return addDays(mondayOf(today), 7 + offset);
  if (which === 'forra' || which === 'last') return addDays(mondayOf(today), offset - 7);
  if (which !== '') return undefined;
  const ahead = (weekday - weekdayOf(today) + 7) % 7 || 7;
  return addDays(today, tense === 'coming' ? ahead : ahead - 7);
}

/** `om två veckor`, `om 10 dagar`, `in a month`, `för tre veckor sedan`, `nästa vecka` (its Monday), `nästa månad`. */
function readSpan(text: string, today: string): string | undefined {
  if (/^(nasta vecka|next week)$/.test(text)) return addDays(mondayOf(today), 7);
  if (/^(nasta manad|next month)$/.test(text)) return `${addMonths(today, 1).slice(0, 8)}01`;
  const ahead = /^(?:om|in) (\w+) ([a-z]+)$/.exec(text);
  const back = /^(?:for )?(\w+) ([a-z]+) (?:sedan|sen|ago)$/.exec(text);
  const [, word = '', unit = ''] = ahead ?? back ?? [];
  const count = countWord(word);
  if (count === undefined) return undefined;
  const signed = ahead === null ? -count : count;
  if (/^(dag|dagar|days?)$/.test(unit)) return addDays(today, signed);
  if (/^(vecka|veckor|weeks?)$/.test(unit)) return addDays(today, signed * 7);
  if (/^(manad|manader|months?)$/.test(unit)) return addMonths(today, signed);
  return /^(ar|years?)$/.test(unit) ? addMonths(today, signed * 12) : undefined;
}

function readWeek(text: string, today: string, tense: Tense): string | undefined {
  const match = /^(?:vecka|v\.?|week) ?(\d{1,2})(?: (\d{4}))?$/.exec(text);
  const week = Number(match?.[1]);
  if (match === null || week < 1 || week > 53) return undefined;
  if (match[2] !== undefined) return mondayOfWeek(Number(match[2]), week);
  return nearestYear(today, tense, (year) => mondayOfWeek(year, week));
}

function inYear(
  day: number,
  month: number,
  year: string | undefined,
  today: string,
  tense: Tense,
): string | undefined {
  if (year !== undefined) return makeDay(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  return nearestYear(today, tense, (candidate) => makeDay(candidate, month, day));
}

function nearestYear(
  today: string,
  tense: Tense,
  make: (year: number) => string | undefined,
): string | undefined {
  const thisYear = Number(today.slice(0, 4));
  const days = [thisYear - 1, thisYear, thisYear + 1, thisYear + 2]
    .map(make)
    .filter((day) => day !== undefined);
  if (tense === 'coming') return days.find((day) => daysBetween(today, day) >= -GRACE_DAYS);
  return days.findLast((day) => daysBetween(today, day) <= GRACE_DAYS);
}
