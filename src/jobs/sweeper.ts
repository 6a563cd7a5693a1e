import type { Logger } from '../log';

/** A chore that finds what is due and does it. It must be safe to run twice and in several processes at once. */
export interface Chore {
  readonly name: string;
  run(now: Date): Promise<void>;
}

export interface Sweeper {
  /** Runs the chores now, or once more right after a round that is under way. Never throws. */
  sweep(): Promise<void>;
  start(everyMs: number): void;
  /** Waits for a round that is under way. */
  stop(): Promise<void>;
}

/** Runs chores one after the other; one that fails never stops the rest. */
export function createSweeper(chores: readonly Chore[], clock: () => Date, log: Logger): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  const round = async (): Promise<void> => {
    do {
      again = false;
      for (const chore of chores) {
        try {
          await chore.run(clock());
        } catch (error) {
          log.warn({ err: error, chore: chore.name }, 'chore failed; it will be tried again');
        }
      }
    } while (again);
  };

  const sweep = (): Promise<void> => {
    if (running !== undefined) again = true;
    running ??= round().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    sweep,
    start: (everyMs) => {
      timer = setInterval(() => void sweep(), everyMs);
      timer.unref();
      void sweep();
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
