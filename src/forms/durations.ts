import { fold } from '../turn/fold';
import { addDays, mondayOf } from './calendar-days';
import { readDate } from './dates';

/** Said in front of a day: `till 15 augusti`, `t.o.m. fredag`, `until 15 August`. */
const UNTIL =
  /^(?:(?:fram )?(?:tills|till|til|t\.?o\.?m\.?)(?: och med)?|until|untill|till the|to|i|for|ungefar|cirka|runt)\s+/;

/**
 * Reads how long to wait, counted from today, or until when: `två veckor`, `ett par dagar`, `en vecka till`, `till 12 mars`, `i
 * morgon`, `till efter helgen`. The whole text must say it.
 * @param today the current day, YYYY-MM-DD, in the bot's time zone.
 * @returns the day as YYYY-MM-DD, or undefined when the text says neither.
 */
export function readUntil(text: string, today: string): string | undefined {
  const said = fold(text)
    .replace(/[.!]+$/, '')
    .replace(/^(?:den|det|dem|alla|it|them|all) (?=\D)/, '');
  const direct = readDate(said, today);
  if (direct !== undefined) return direct;
  const plain = said.replace(UNTIL, '').replace(/ (?:till|more|framat|from now)$/, '');
  if (/^(?:over|efter) helgen$|^after the weekend$/.test(plain)) return addDays(mondayOf(today), 7);
  const counted = plain.replace(/^(?:ett par|nagra|a couple of|a few) /, '2 ').replace(/^(?:om|in) /, '');
  return readDate(plain, today) ?? readDate(`om ${counted}`, today);
}

/** Reads a period ahead: `till 15 augusti` from today, or `från 1 juli till 15 augusti`, `1 juli–15 augusti`. */
export function readAbsence(text: string, today: string): { from: string; until: string } | undefined {
  const [first, last] = fold(text)
    .replace(/^(?:fran och med|fr\.?o\.?m\.?|fran|from)\s+/, 'from ')
    .split(/\s+(?:till och med|t\.?o\.?m\.?|till?|until|to)\s+|\s*-\s*(?=\d{1,2}[ /])/);
  const from = last === undefined ? undefined : readStart(first ?? '', last, today);
  if (from !== undefined && last !== undefined) {
    const until = readDate(last, from);
    return until === undefined ? undefined : { from, until };
  }
  const until = readUntil(text, today);
  return until === undefined ? undefined : { from: today, until };
}

/** The month may be said once, at the end: `1–15 augusti`. */
function readStart(first: string, last: string, today: string): string | undefined {
  const said = first.replace(/^from /, '');
  const month = /^\d{1,2}$/.test(said) ? ` ${last.replace(/^\d{1,2}(?::e|e)?\s*/, '')}` : '';
  return readDate(`${said}${month}`, today);
}
