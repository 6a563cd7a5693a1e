const LONG = 14;
const MOST = 4;

/**
 * The parts of a long message that may be the question itself: every sentence that asks, each also with the one before it,
 * which often says what `it` is. A short message has none: it is read whole.
 */
export function questionParts(text: string): string[] {
  if (text.split(' ').length < LONG) return [];
  const sentences = sentencesOf(text);
  if (sentences.length < 2) return [];
  const parts: string[] = [];
  sentences.forEach((sentence, i) => {
    if (!sentence.endsWith('?') && i < sentences.length - 1) return;
    parts.push(sentence);
    const before = sentences[i - 1];
    if (before !== undefined) parts.push(`${before} ${sentence}`);
  });
  return parts.slice(-MOST);
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?:])\s+/u).filter((sentence) => sentence.length > 2);
}

/** What is asked, where the sentences before only tell what it is about; a text of one sentence as a whole. */
export function lastSentence(text: string): string {
  return sentencesOf(text).at(-1) ?? text;
}
