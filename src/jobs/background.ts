import type { Connection } from 'mongoose';
import type { Outbox } from '../delivery/outbox';
import type { Logger } from '../log';
import { type RunningAgenda, startAgenda } from './agenda';
import type { Job } from './job';
import { createRuns } from './runs';
import { createScheduler } from './scheduler';
import { type Chore, createSweeper } from './sweeper';

export interface Background {
  /** Does everything that is due now, sending included. */
  sweep(): Promise<void>;
  /** Does so at once, again and again, and at the times of the jobs. The store must be open. */
  start(everyMs: number): void;
  /** Starts nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

export interface BackgroundOptions {
  readonly jobs: readonly Job[];
  readonly chores: readonly Chore[];
  readonly outbox: Pick<Outbox, 'sweep' | 'stop'>;
  readonly connection: Connection;
  readonly timezone: string;
  readonly newId: () => string;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** All that the bot does without being asked. */
export function createBackground(options: BackgroundOptions): Background {
  const { jobs, chores, outbox, connection, timezone, newId, clock, log } = options;
  const scheduler = createScheduler({ jobs, runs: createRuns(connection, newId), timezone, clock, log });
  const looking = createSweeper([{ name: 'jobs', run: scheduler.runDue }, ...chores], clock, log);
  // A round of its own: a long sending holds up no chore.
  const sending = createSweeper([{ name: 'outbox', run: outbox.sweep }], clock, log);
  let agenda: RunningAgenda | undefined;
  let stopped = false;
  return {
    sweep: async () => {
      await looking.sweep();
      await sending.sweep();
    },
    start: (everyMs) => {
      if (stopped) return;
      looking.start(everyMs);
      sending.start(everyMs);
      if (jobs.length === 0) return;
      agenda = startAgenda({ connection, jobs, timezone, run: scheduler.runJob, log });
    },
    stop: async () => {
      stopped = true;
      outbox.stop();
      await Promise.all([agenda?.stop(), looking.stop(), sending.stop()]);
    },
  };
}
