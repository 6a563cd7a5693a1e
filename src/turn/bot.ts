import type { FieldOption } from '../views/views';
import type { Inbound, Input, Respond } from './turn';

/** What a platform sees of the bot. */
export interface Bot {
  /**
   * Runs one inbound delivery: claims it, finds the command, asks for permission, runs it and responds. Never throws on
   * account of the command: whatever goes wrong is said to the person. A delivery that comes again while the first is
   * being handled, or after it was answered, calls `respond` not at all.
   * @throws what `respond` throws, after giving the claim back so that a redelivery can try again.
   */
  handle(inbound: Inbound, respond: Respond): Promise<void>;
  /** Resolves when what has been answered is also recorded, for what a later question or a 👍 refers to. */
  settled(): Promise<void>;
  /** Whether the input's command answers with a form, as far as its words or button tell; cheap, without running it. */
  opensForm(input: Input): boolean;
  /** Suggestions for a typeahead field, at most `limit`, best first. Unknown sources give none. */
  suggest(source: string, query: string, limit: number): readonly FieldOption[];
}
