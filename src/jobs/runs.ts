import { type Connection, type Model, Schema } from 'mongoose';
import { isDuplicateKey } from '../storage/errors';

/** How far a job has come, for all replicas. */
interface Progress {
  /** The job's name. */
  readonly _id: string;
  /** The latest time it was due that has been done. */
  done: Date;
  /** While set and not past, a replica is at it, or it rests after a failure. */
  lease?: Date;
  claim?: string;
  failures: number;
}

const schema = new Schema<Progress>(
  {
    _id: { type: String, required: true },
    done: { type: Date, required: true },
    lease: Date,
    claim: String,
    failures: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'job-runs' },
);

/** Longer than any job takes: they queue messages, they don't send them. */
const LEASE_MS = 10 * 60_000;
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 60 * 60_000;

export type Claimed =
  | { readonly kind: 'mine'; readonly claim: string; readonly failures: number }
  /** Done already, or before the bot was there. */
  | { readonly kind: 'done' }
  /** Another replica is at it, or it failed a moment ago. */
  | { readonly kind: 'wait' };

/** What keeps a job from running twice for the same time, however many replicas and starts there are. */
export interface Runs {
  /** The first time that a job is seen at all, what lies behind counts as done: a new bot sends no old digests. */
  claim(job: string, due: Date, now: Date): Promise<Claimed>;
  done(job: string, claim: string, due: Date): Promise<void>;
  /** Gives it back after a failure, to be tried again after a minute, then two, up to an hour. */
  failed(job: string, claim: string, failures: number, now: Date): Promise<void>;
}

export function createRuns(connection: Connection, newId: () => string): Runs {
  const runs: Model<Progress> = connection.model<Progress>('job-run', schema);
  return {
    claim: async (job, due, now) => {
      const claim = newId();
      const taken = await runs
        .findOneAndUpdate(
          { _id: job, done: { $lt: due }, $or: [{ lease: { $exists: false } }, { lease: { $lte: now } }] },
          { $set: { claim, lease: new Date(now.getTime() + LEASE_MS) } },
          { returnDocument: 'after' },
        )
        .lean<Progress>();
      if (taken !== null) return { kind: 'mine', claim, failures: taken.failures };
      const known = await runs.findById(job).lean<Progress>();
      if (known !== null) return { kind: known.done >= due ? 'done' : 'wait' };
      await runs.create({ _id: job, done: due, failures: 0 }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
      return { kind: 'done' };
    },
    done: async (job, claim, due) => {
      await runs.updateOne(
        { _id: job, claim },
        { $set: { done: due, failures: 0 }, $unset: { lease: 1, claim: 1 } },
      );
    },
    failed: async (job, claim, failures, now) => {
      const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(failures, 10));
      await runs.updateOne(
        { _id: job, claim },
        { $set: { lease: new Date(now.getTime() + rest) }, $inc: { failures: 1 } },
      );
    },
  };
}
