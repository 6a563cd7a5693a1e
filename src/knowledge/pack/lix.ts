import { plain } from './documents';

const LONG_WORD = 6;

/**
 * LIX of a Swedish text: words per sentence plus the percentage of words longer than six letters. Under 30 very easy,
 * 40–50 ordinary, above 60 officialese. It is a measure of running text: list lines are left out, a colon ends a sentence,
 * and `names`, which nobody can make shorter, count as one short word each. Addresses on the web aren't words.
 */
export function lix(text: string, names: readonly string[] = []): number {
  const running = plain(text.replace(/^- .*$/gmu, ''));
  const short = withoutNames(running, names);
  const bare = short.replace(/\S+@\S+|\bhttps?:\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:se|com|org)\S*/giu, '');
  const words = bare.match(/[0-9A-Za-zÀ-ÖØ-öø-ÿ]+(?:[-–&:][0-9A-Za-zÀ-ÖØ-öø-ÿ]+)*/gu) ?? [];
  if (words.length === 0) return 0;
  const ends = bare.split(/[.!?:](?=\s|$)|\n+/u).filter((part) => /[0-9A-Za-zÀ-ÿ]/u.test(part)).length;
  const long = words.filter((word) => word.replace(/[-–&:]/gu, '').length > LONG_WORD).length;
  return words.length / Math.max(1, ends) + (100 * long) / words.length;
}

/** A text with each of the names, in whatever form, replaced by one short word. */
export function withoutNames(text: string, names: readonly string[]): string {
  return [...names]
    .sort((a, b) => b.length - a.length)
    .reduce(
      (rest, name) =>
        rest.replaceAll(new RegExp(`${escapePattern(name)}[a-zåäö]{0,3}(?![a-zåäö])`, 'giu'), 'Namn'),
      text,
    );
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

/** The middle value; of an even number of values the mean of the two in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
