import type { Chore } from '../jobs/sweeper';
import type { Logger } from '../log';
import type { Message, Outbox } from './outbox';

/** Something that has happened and that somebody waits to hear of. */
export interface News {
  /** To whom and what it says; under the same keys each time the news is found. */
  readonly messages: readonly Message[];
  /** Notes that it has been told, so that it isn't found again. */
  readonly told: () => Promise<void>;
}

/** Finds what has been noted and not told: by a process that died in between, or before there was anyone to tell. */
export interface NewsSource {
  readonly name: string;
  untold(now: Date): Promise<readonly News[]>;
}

/**
 * Queues the messages of a piece of news, then notes it as told. The process may die between any two: whoever finds the
 * news again queues the same keys, so that none is told twice.
 * @returns how many messages it has.
 */
export async function tell(
  outbox: Pick<Outbox, 'enqueue'>,
  { messages, told }: News,
  now: Date,
): Promise<number> {
  for (const message of messages) await outbox.enqueue(message, now);
  await told();
  return messages.length;
}

/** The chores that tell what has been left untold: a source that fails stops no other, nor a piece of news the next. */
export function tellingChores(
  outbox: Pick<Outbox, 'enqueue'>,
  sources: readonly NewsSource[],
  log: Logger,
): Chore[] {
  return sources.map(({ name, untold }) => ({
    name: `tell-${name}`,
    run: async (now) => {
      for (const news of await untold(now)) {
        try {
          await tell(outbox, news, now);
        } catch (error) {
          log.warn({ err: error, source: name }, 'news not told; it is found again');
        }
      }
    },
  }));
}
