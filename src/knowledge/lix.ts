import { plain } from './documents';

const LONG_WORD = 6;

/**
 * LIX of a Swedish text: words per sentence plus the percentage of words longer than six letters. Under 30 very easy,
 * 40–50 ordinary, above 60 officialese. A list line and a colon before a list end a sentence, as when read aloud;
 * addresses and names of web pages aren't words.
 */
export function lix(text: string): number {
  const bare = plain(text).replace(/\S+@\S+|\bhttps?:\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:se|com|org)\S*/giu, '');
  const words = bare.match(/[0-9A-Za-zÀ-ÖØ-öø-ÿ]+(?:[-–&:][0-9A-Za-zÀ-ÖØ-öø-ÿ]+)*/gu) ?? [];
  if (words.length === 0) return 0;
  const ends = bare.split(/[.!?:](?=\s|$)|\n+/u).filter((part) => /[0-9A-Za-zÀ-ÿ]/u.test(part)).length;
  const long = words.filter((word) => word.replace(/[-–&:]/gu, '').length > LONG_WORD).length;
  return words.length / Math.max(1, ends) + (100 * long) / words.length;
}

/** The middle value; of an even number of values the mean of the two in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
