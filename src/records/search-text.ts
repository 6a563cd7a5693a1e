import { monthNumber } from '../forms/date-words';
import { fold } from '../turn/fold';
import type { Names } from './catalog';
import type { RecordQuery } from './query';

/** What a search asks for: conditions, and the words that are left. */
export type Search = Pick<RecordQuery, 'partner' | 'principle' | 'administration' | 'period'> & {
  readonly words: string;
};

type Conditions = { -readonly [K in Exclude<keyof Search, 'words'>]?: Search[K] };

const LABELLED = /(?<![\p{L}\p{N}])(\p{L}+):\s*(?:"([^"]+)"|”([^”]+)”|(\S+))/gu;
const PERIOD = /(?<![\p{L}\p{N}-])(?:(\p{L}{3,9})\s+)?(20\d{2})(?:-(0[1-9]|1[0-2]))?(?![\p{L}\p{N}-])/gu;

/** Whom it was done with. A name that the register doesn't have may be written in many ways: it is looked for as words. */
const PARTNER = new Set(['partner', 'motpart', 'counterpart']);

/**
 * Reads `läxhjälp partner:friskis princip:"öppenhet och insyn" mars 2026`. A label that isn't known, and a name that nobody
 * has, stay among the words.
 */
export function readSearch(text: string, names: Names, today: string): Search {
  const found: Conditions = {};
  const rest = text
    .replace(LABELLED, (whole, label: string, ...values: string[]) => {
      const value = values.slice(0, 3).find((one) => one !== undefined) ?? '';
      if (PARTNER.has(fold(label))) {
        const name = names.partner(value);
        if (!names.isSignatory(name)) return ` ${value} `;
        found.partner = name;
        return ' ';
      }
      return setLabelled(found, fold(label), value, names, today) ? ' ' : whole;
    })
    .replace(PERIOD, (whole, word: string | undefined, year: string, month: string | undefined) => {
      if (found.period !== undefined) return whole;
      const named = word === undefined ? undefined : monthNumber(fold(word));
      found.period = periodOf(Number(year), month === undefined ? named : Number(month));
      return named === undefined && word !== undefined ? word : ' ';
    });
  const words = found.period === undefined ? withoutMonth(rest, found, today) : rest;
  return { ...found, words: words.replace(/\s+/g, ' ').trim() };
}

/** A month without a year is this year's; "may" is as often another word, and so is what is shorter. */
function withoutMonth(text: string, found: Conditions, today: string): string {
  return text.replace(/(?<![\p{L}\p{N}-])(?:\p{L}{4,}|maj)(?![\p{L}\p{N}-])/gu, (word) => {
    const month = found.period === undefined ? monthNumber(fold(word)) : undefined;
    if (month === undefined) return word;
    found.period = periodOf(Number(today.slice(0, 4)), month);
    return ' ';
  });
}

function setLabelled(found: Conditions, label: string, value: string, names: Names, today: string): boolean {
  switch (label) {
    case 'princip':
    case 'principle':
      found.principle = names.findPrinciple(value);
      return found.principle !== undefined;
    case 'forvaltning':
    case 'administration':
      found.administration = names.findAdministration(value);
      return found.administration !== undefined;
    case 'manad':
    case 'month': {
      const month = monthNumber(fold(value));
      if (month !== undefined) found.period = periodOf(Number(today.slice(0, 4)), month);
      return month !== undefined;
    }
    default:
      return false;
  }
}

/** `2026`, or `2026-03`. */
function periodOf(year: number, month: number | undefined): string {
  return month === undefined ? String(year) : `${year}-${String(month).padStart(2, '0')}`;
}
