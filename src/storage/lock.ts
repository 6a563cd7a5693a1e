import { type Connection, type Model, Schema } from 'mongoose';
import { isDuplicateKey } from './errors';

interface Lock {
  /** What is done by one process at a time. */
  readonly _id: string;
  until: Date;
  holder: string;
}

const schema = new Schema<Lock>(
  {
    _id: { type: String, required: true },
    until: { type: Date, required: true },
    holder: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'locks' },
);

/** Does the work unless another process is at it. @returns whether it was done. */
export type WithLock = (name: string, work: () => Promise<void>) => Promise<boolean>;

/** @param ms a holder that has not come back by then has died; the work must be done sooner. */
export function createLocks(
  connection: Connection,
  { clock, newId, ms }: { readonly clock: () => Date; readonly newId: () => string; readonly ms: number },
): WithLock {
  const locks: Model<Lock> = connection.model<Lock>('lock', schema);
  return async (name, work) => {
    const holder = newId();
    const now = clock();
    try {
      await locks.updateOne(
        { _id: name, until: { $lte: now } },
        { $set: { holder, until: new Date(now.getTime() + ms) } },
        { upsert: true },
      );
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
    try {
      await work();
    } finally {
      await locks.updateOne({ _id: name, holder }, { $set: { until: now } });
    }
    return true;
  };
}
