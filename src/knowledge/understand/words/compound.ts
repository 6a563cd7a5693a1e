/** The parts of a compound (`samverkansradsledamot` → `samverkansrad`, `ledamot`), or none when it isn't one. */
export type Splitter = (word: string) => string[];

const LEAST = 3;

/** Ways to write the first part on its own: without the joining s or hyphen, with the vowel that the joint swallowed. */
function heads(head: string): string[] {
  const forms = [head];
  if (head.endsWith('s') && head.length > LEAST) forms.push(head.slice(0, -1));
  if (head.length <= LEAST) return forms;
  if (/[eou]$/u.test(head)) forms.push(`${head.slice(0, -1)}a`);
  else forms.push(`${head}a`, `${head}e`);
  return forms;
}

/**
 * A splitter that accepts a first part when `isHead` knows it and a last part when `isTail` does. Of several splits the
 * one with the longest first part wins, since known compounds (`samverkansråd`) make better parts than their pieces.
 */
export function createSplitter(
  isHead: (word: string) => boolean,
  isTail: (word: string) => boolean,
): Splitter {
  return (word) => {
    for (let at = word.length - LEAST; at >= LEAST; at--) {
      const tail = word.slice(at);
      if (!isTail(tail)) continue;
      const head = heads(word.slice(0, at)).find(isHead);
      if (head) return [head, tail];
    }
    return [];
  };
}
