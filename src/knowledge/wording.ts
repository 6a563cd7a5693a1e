import { plain } from './pack/documents';

/** The words that a reader sees, markup off. */
export function countWords(text: string): number {
  return plain(text)
    .split(/\s+/)
    .filter((word) => /[0-9A-Za-zÀ-ÿ]/.test(word)).length;
}

/**
 * As many whole sentences or list lines from the beginning of a text as fit in `most` words; none when not even the first
 * does. A full stop ends a sentence only before a capital, so that `bl.a. föreningsregister` stays whole.
 */
export function firstSentences(text: string, most: number): string {
  const pieces = text.split(/(?<=[.?:])\s+(?=[A-ZÅÄÖ*[])|(\n\n|\n)/u).filter((piece) => piece !== undefined);
  let taken = '';
  for (const piece of pieces) {
    const next =
      /^\n/.test(piece) || taken === '' || taken.endsWith('\n') ? `${taken}${piece}` : `${taken} ${piece}`;
    if (countWords(next) > most) break;
    taken = next;
  }
  // A list that is cut off would seem whole, and a line that announces it would announce nothing.
  if (taken.trim() !== text.trim() && text.includes('\n- ')) return '';
  return taken.trim();
}
