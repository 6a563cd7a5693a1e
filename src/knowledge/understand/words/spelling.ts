/** Proposes the word of the vocabulary that a misspelt word was meant to be. */
export interface Speller {
  /** The nearest word within `most` edits, or undefined; the commoner word wins a tie. */
  nearest(word: string, most: number): string | undefined;
}

/**
 * Edits needed to turn a into b: insert, delete, replace, swap neighbours (Damerau-Levenshtein, optimal alignment).
 * Gives `limit + 1` as soon as it is sure to be more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

/** A letter that should have been written twice, or once, is the commonest slip of all: `klaser` are *klasser*, not *kläder*. */
const DOUBLED = 0.5;

function single(word: string): string {
  return word.replace(/([a-z])\1/gu, '$1');
}

/** How many slips are believable in a word of this length. */
export function tolerance(word: string): number {
  if (word.length < 4) return 0;
  if (word.length < 7) return 1;
  return word.length < 13 ? 2 : 3;
}

/** A speller over the words that the pack itself uses, with how often. Words are bucketed by first letter and length. */
export function createSpeller(frequencies: ReadonlyMap<string, number>): Speller {
  const buckets = new Map<string, string[]>();
  const put = (key: string, word: string): void => {
    const bucket = buckets.get(key);
    if (bucket) bucket.push(word);
    else buckets.set(key, [word]);
  };
  for (const word of frequencies.keys()) {
    if (word.length < 4 || /\d|[^a-z]/u.test(word)) continue;
    put(`${word[0]}${word.length}`, word);
    if (word[1] !== word[0]) put(`${word[1]}${word.length}`, word);
  }
  const nearest = (word: string, most: number): string | undefined => {
    let found: string | undefined;
    let least = most + 1;
    const plain = single(word);
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const candidate of buckets.get(`${word[0]}${length}`) ?? []) {
        const edits = editDistance(word, candidate, Math.min(Math.ceil(least), most));
        if (edits > most) continue;
        const distance = single(candidate) === plain ? edits - DOUBLED : edits;
        const commoner = (frequencies.get(candidate) ?? 0) > (frequencies.get(found ?? '') ?? 0);
        if (distance < least || (distance === least && commoner)) {
          least = distance;
          found = candidate;
        }
      }
    }
    return found;
  };
  return { nearest };
}
