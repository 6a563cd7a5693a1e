import { distance } from 'fastest-levenshtein';
import type { Command } from './command';
import { fold } from './fold';
import { spellings } from './router';

/** Texts longer than this are questions, not misspelt commands. */
const LONGEST = 30;
/** One slip in a short text, two in a longer. */
const allowed = (text: string): number => (text.length < 8 ? 1 : 2);

/** The command whose words a short text misses by a slip or two, with how to write it; the nearest, if any. */
export function nearestCommand(
  commands: readonly Command[],
  text: string,
): { readonly name: string; readonly say: string } | undefined {
  const written = fold(text);
  if (written.length < 4 || written.length > LONGEST) return undefined;
  const candidates = commands
    .filter((command) => command.help !== undefined)
    .flatMap((command) => spellings(command).map((say) => ({ name: command.name, say })))
    .filter(({ say }) => !/…|-2026-/.test(say))
    .map((candidate) => ({ ...candidate, misses: distance(written, candidate.say) }));
  const nearest = candidates.sort((a, b) => a.misses - b.misses)[0];
  if (nearest === undefined || nearest.misses > allowed(written)) return undefined;
  return { name: nearest.name, say: nearest.say };
}
