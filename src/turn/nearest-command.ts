import { distance } from 'fastest-levenshtein';
import type { Command } from './command';
import { fold } from './fold';
import { spellings } from './router';

/** Texts longer than this are questions, not misspelt commands. */
const LONGEST = 30;
/** One slip in a short text, two in a longer. */
const allowed = (text: string): number => (text.length < 8 ? 1 : 2);

export interface NearCommand {
  readonly name: string;
  /** Of the record that it is said of. */
  readonly id?: string;
  readonly say: string;
}

/** Finds the command whose words a short text misses by a slip or two, with how to write it; the nearest, if any. */
export function createNearestCommand(
  commands: readonly Command[],
): (text: string) => NearCommand | undefined {
  const candidates = commands
    .filter((command) => command.help !== undefined)
    .flatMap((command) => spellings(command).map((say) => ({ name: command.name, say })))
    .filter(({ say }) => !/…|-2026-/.test(say));
  return (text) => {
    // What is longer unfolded needn't be folded, but for what folding takes away.
    if (text.trim().length > LONGEST && !/\s\s|\p{M}/u.test(text)) return undefined;
    const written = fold(text);
    if (written.length < 4 || written.length > LONGEST) return undefined;
    const most = allowed(written);
    let nearest: { candidate: NearCommand; misses: number } | undefined;
    for (const candidate of candidates) {
      // Each letter more or less is a slip of its own.
      if (Math.abs(candidate.say.length - written.length) > most) continue;
      const misses = distance(written, candidate.say);
      if (misses <= most && misses < (nearest?.misses ?? Number.POSITIVE_INFINITY))
        nearest = { candidate, misses };
    }
    return nearest?.candidate;
  };
}
