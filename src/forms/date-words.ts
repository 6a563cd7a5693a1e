import { distance } from 'fastest-levenshtein';

/** Month names by number, folded, in Swedish and English; three letters are enough where that is unambiguous. */
const MONTHS = [
  ['januari', 'january'],
  ['februari', 'february'],
  ['mars', 'march'],
  ['april'],
  ['maj', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['augusti', 'august'],
  ['september'],
  ['oktober', 'october'],
  ['november'],
  ['december'],
];

const WEEKDAYS = [
  ['sondag', 'sunday'],
  ['mandag', 'monday'],
  ['tisdag', 'tuesday'],
  ['onsdag', 'wednesday'],
  ['torsdag', 'thursday'],
  ['fredag', 'friday'],
  ['lordag', 'saturday'],
];

const NUMBERS: Readonly<Record<string, number>> = {
  en: 1,
  ett: 1,
  one: 1,
  a: 1,
  tva: 2,
  two: 2,
  tre: 3,
  three: 3,
  fyra: 4,
  four: 4,
  fem: 5,
  five: 5,
  sex: 6,
  six: 6,
  sju: 7,
  seven: 7,
  atta: 8,
  eight: 8,
  nio: 9,
  nine: 9,
  tio: 10,
  ten: 10,
};

/** 1–12, or undefined when the folded word is no month. */
export function monthNumber(word: string): number | undefined {
  const bare = word.replace(/\.$/, '');
  if (bare.length < 3) return undefined;
  const index = MONTHS.findIndex((names) => names.some((name) => name === bare || isShort(name, bare)));
  return index < 0 ? undefined : index + 1;
}

/** Shorter names are too near to each other: june, july. */
const SHORTEST_WITH_SLIP = 5;

/** The same beside the number of a day, where a word with one slip (`3 agusti`) can hardly be anything but a month. */
export function monthOfDate(word: string): number | undefined {
  const exact = monthNumber(word);
  if (exact !== undefined || word.length < SHORTEST_WITH_SLIP) return exact;
  const near = MONTHS.flatMap((names, index) =>
    names.some((name) => distance(name, word) === 1) ? [index + 1] : [],
  );
  return near.length === 1 ? near[0] : undefined;
}

/** 0 (Sunday) – 6, or undefined when the folded word is no weekday; the definite form (`torsdagen`) counts too. */
export function weekdayNumber(word: string): number | undefined {
  const bare = word.replace(/(dag)(en|s)?$/, '$1');
  const index = WEEKDAYS.findIndex((names) => names.includes(bare));
  return index < 0 ? undefined : index;
}

/** `3` or `tre` as a number. */
export function countWord(word: string): number | undefined {
  return /^\d{1,3}$/.test(word) ? Number(word) : NUMBERS[word];
}

function isShort(name: string, word: string): boolean {
  return (word.length === 3 || word === 'sept') && name.startsWith(word);
}
