import { setTimeout as sleep } from 'node:timers/promises';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Connection } from 'mongoose';
import type { Logger } from '../log';
import type { Job } from './job';

export interface AgendaOptions {
  /** Open: Agenda needs the store from its first moment. */
  readonly connection: Connection;
  readonly jobs: readonly Job[];
  readonly timezone: string;
  /** Must be safe to call twice and at the wrong time. */
  readonly run: (job: string) => Promise<void>;
  readonly log: Logger;
  readonly processEveryMs?: number;
}

export interface RunningAgenda {
  /** Starts nothing more and waits for what is running. */
  stop(): Promise<void>;
}

/** Agenda looks so far ahead, and sets a timer for what lies within: a job starts on time all the same. */
const PROCESS_EVERY_MS = 30_000;
const RETRY_MS = 5_000;
const COLLECTION = 'agenda-jobs';
const LOCK_MS = 10 * 60_000;

/**
 * Wakes the jobs at their times. Each is one document that the replicas lock, so that one of them runs it; where two do, the
 * record of runs lets only one through. Agenda alone would miss what was due while everything was down, since a start sets the next
 * time anew.
 */
export function startAgenda(options: AgendaOptions): RunningAgenda {
  const { connection, jobs, timezone, run, log } = options;
  const stopping = new AbortController();
  const untilDone = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await work();
        return;
      } catch (error) {
        log.warn({ err: error }, `${what}; trying again`);
        await sleep(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const { db } = connection;
  if (db === undefined) throw new Error('Agenda needs an open connection');
  const agenda = new Agenda({
    backend: new PatientBackend(db, untilDone),
    processEvery: options.processEveryMs ?? PROCESS_EVERY_MS,
    defaultLockLifetime: LOCK_MS,
  });
  const active = new Set<Promise<void>>();
  const track = async (work: Promise<void>): Promise<void> => {
    active.add(work);
    await work.finally(() => active.delete(work));
  };
  agenda.on('error', (error: unknown) => log.warn({ err: error }, 'agenda'));
  for (const { name } of jobs) agenda.define(name, () => track(run(name)));
  const starting = (async () => {
    for (const { name, schedule } of jobs) {
      await untilDone('schedule not stored', () => agenda.every(schedule, name, undefined, { timezone }));
    }
    if (!stopping.signal.aborted) await agenda.start();
  })();
  starting.catch((error: unknown) => log.error({ err: error }, 'agenda not started'));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.race([starting.catch(() => undefined), sleep(RETRY_MS, undefined, { ref: false })]);
      // Not drain(): it keeps the locks of what is about to start, and the others would wait ten minutes for them.
      await agenda
        .stop(false)
        .catch((error: unknown) => log.warn({ err: error }, 'agenda not stopped cleanly'));
      await Promise.allSettled(active);
    },
  };
}

/**
 * Agenda waits for its backend once, and for ever when that fails: so this one keeps trying. Two replicas that start at once
 * would store a job twice, since Agenda's own index isn't unique: so ours is.
 */
class PatientBackend extends MongoBackend {
  private readonly jobs: ReturnType<NonNullable<Connection['db']>['collection']>;

  constructor(
    db: NonNullable<Connection['db']>,
    private readonly untilDone: (what: string, work: () => Promise<unknown>) => Promise<void>,
  ) {
    super({ mongo: db, collection: COLLECTION, logCollection: 'agenda-logs' });
    this.jobs = db.collection(COLLECTION);
  }

  override connect(): Promise<void> {
    return this.untilDone('agenda not connected', async () => {
      await super.connect();
      await this.jobs.createIndex({ name: 1 }, { unique: true, partialFilterExpression: { type: 'single' } });
    });
  }
}
