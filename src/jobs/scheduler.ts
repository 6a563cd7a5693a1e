import type { Logger } from '../log';
import type { Job } from './job';
import { latestOccurrence } from './occurrence';
import type { Runs } from './runs';

export interface Scheduler {
  /**
   * Runs what is due and not done, one job after the other; one that fails is tried again later and never stops the rest.
   * What was due while no replica ran is done once, for the latest time it was due.
   */
  runDue(): Promise<void>;
  /** The same for one job. */
  runJob(name: string): Promise<void>;
}

export interface SchedulerOptions {
  readonly jobs: readonly Job[];
  readonly runs: Runs;
  readonly timezone: string;
  readonly clock: () => Date;
  readonly log: Logger;
}

/**
 * Decides what is due by the clock and the record of what was done. Agenda only says when to look, and so do the start and
 * every sweep: a wake-up that was missed, or came twice, changes nothing.
 */
export function createScheduler({ jobs, runs, timezone, clock, log }: SchedulerOptions): Scheduler {
  /** Spares the store a question for what this process knows to be done. */
  const known = new Map<string, number>();

  const latest = new Map(jobs.map((job) => [job.name, latestOccurrence(job, timezone)]));

  const run = async (job: Job): Promise<void> => {
    const due = latest.get(job.name)?.(clock());
    if (due === undefined || known.get(job.name) === due.getTime()) return;
    const claimed = await runs.claim(job.name, due, clock());
    if (claimed.kind === 'done') known.set(job.name, due.getTime());
    if (claimed.kind !== 'mine') return;
    try {
      await job.run(clock(), due);
      await runs.done(job.name, claimed.claim, due);
      known.set(job.name, due.getTime());
      log.info({ job: job.name, due }, 'job done');
    } catch (error) {
      log.warn({ err: error, job: job.name, due }, 'job failed; it will be tried again');
      await runs.failed(job.name, claimed.claim, claimed.failures, clock());
    }
  };
  /** One at a time in this process: Agenda and a sweep may ask at the same moment. */
  const running = new Map<string, Promise<void>>();
  const runOnce = (job: Job): Promise<void> => {
    const already = running.get(job.name);
    if (already !== undefined) return already;
    const started = run(job).finally(() => running.delete(job.name));
    running.set(job.name, started);
    return started;
  };

  return {
    runDue: async () => {
      for (const job of jobs) {
        await runOnce(job).catch((error: unknown) => {
          log.warn({ err: error, job: job.name }, 'job not looked after; it will be at the next sweep');
        });
      }
    },
    runJob: async (name) => {
      const job = jobs.find((one) => one.name === name);
      if (job !== undefined) await runOnce(job);
    },
  };
}
