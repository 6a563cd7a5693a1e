import { editDistance } from '../knowledge/understand/words/spelling';
import { parseCode } from '../records/codes';
import type { Command } from './command';
import { foldWord } from './fold';
import { createRouter, type Route } from './router';
import { vocabulary } from './vocabulary';

/** Shorter words are too near to others to be taken for a slip. */
const SHORTEST = 5;
/** But not after the word for a record. */
const SHORT = 3;
/** The words that call a command stand among the first ones. */
const HEAD = 3;

export interface NearCall {
  readonly route: Route;
  /** The text as it would have been without the slip. */
  readonly text: string;
}

/**
 * Finds what a text calls when a slip in one of its first words is forgiven: `exempl sök läxhjälp`, `exempl: Läxhjälp | RFSL`,
 * `E-2026-014 publisera`. A text that only begins with a record's code calls for that record. What could as well be a question
 * is left alone: without a code or a colon, two words in a row must be a command's.
 */
export function createNearCall(commands: readonly Command[]): (text: string) => NearCall | undefined {
  const route = createRouter(commands);
  const records = new Set<string>([...vocabulary.example, ...vocabulary.initiative, ...vocabulary.matter]);
  const known = new Set(Object.values(vocabulary).flatMap((spellings) => spellings.flatMap(wordsOf)));
  return (text) => {
    const parts = text.trim().split(/(?<=\S)(?=\s)/);
    const code = /^\S+/.exec(text.trim())?.[0] ?? '';
    const hasCode = parseCode(code.replace(/[:,.]$/, '')) !== undefined;
    const first = correct(parts[0] ?? '', known);
    // Most texts are questions, and their first word says so.
    if (!hasCode && !first.known && !first.text.endsWith(':')) return undefined;
    // After a record's own word even a short one may have a slip: `exempel sökk läxhjälp`.
    const shortest = first.known && records.has(foldWord(first.text.trim())) ? SHORT : SHORTEST;
    const head = [
      first,
      ...parts.slice(1, HEAD).map((part, i) => correct(part, known, i === 0 ? shortest : SHORTEST)),
    ];
    const ofRecord = first.known && parseCode(parts[1]?.trim() ?? '') !== undefined;
    const sure = hasCode || ofRecord || head[0]?.text.endsWith(':') || (head[0]?.known && head[1]?.known);
    if (!sure) return undefined;
    const corrected = [...head.map((part) => part.text), ...parts.slice(HEAD)].join('');
    const found = corrected === text.trim() ? undefined : route(corrected);
    if (found !== undefined) return { route: found, text: corrected };
    const shown = hasCode ? route(code.replace(/[:,.]$/, '')) : undefined;
    return shown === undefined ? undefined : { route: shown, text: code };
  };
}

const wordsOf = (spelling: string): string[] => spelling.split(' ');

/** A word with the space before it, and without its slip where just one word of the commands is so near. */
function correct(
  part: string,
  known: ReadonlySet<string>,
  shortest = SHORTEST,
): { readonly text: string; readonly known: boolean } {
  const [, space = '', word = '', colon = ''] = /^(\s*)(.*?)(:?)$/su.exec(part) ?? [];
  const folded = foldWord(word);
  if (known.has(folded)) return { text: part, known: true };
  if (folded.length <= Math.min(SHORT, shortest) || folded.length < shortest)
    return { text: part, known: false };
  const near = [...known].filter(
    (candidate) =>
      candidate.length >= shortest &&
      Math.abs(candidate.length - folded.length) <= 1 &&
      editDistance(folded, candidate, 1) <= 1,
  );
  const [only] = near;
  if (only === undefined || near.length > 1) return { text: part, known: false };
  return { text: `${space}${only}${colon}`, known: true };
}
