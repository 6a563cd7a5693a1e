import type { PersonId, Reply } from '../turn/turn';
import type { Deliveries, Delivery, Task } from './model';

export type OutcomeState = 'queued' | 'sent' | 'failed' | 'uncertain' | 'cancelled' | 'withdrawn';

/** What became of one delivery, as a receipt shows it. */
export interface Outcome {
  readonly id: string;
  readonly recipient: string;
  readonly platform: Delivery['platform'];
  /** `uncertain`: it may have arrived, and is not sent again unless a person says so. */
  readonly state: OutcomeState;
  /** The platform's code of the latest failure, also of a correction that could not be made. */
  readonly reason?: string;
  readonly messageId?: string;
  readonly sentAt?: Date;
  /** When somebody first pressed "Läst". */
  readonly readAt?: Date;
  readonly readBy: readonly PersonId[];
}

/** One delivery, or all of a sending. */
export type Which = { readonly id: string } | { readonly batch: string };

export interface Management {
  /** What became of each recipient of a sending, in the order of their keys. */
  outcomes(batch: string): Promise<Outcome[]>;
  /** Notes that a person has said to have read it. @returns false when there is no such message that was sent. */
  markRead(id: string, by: PersonId, now: Date): Promise<boolean>;
  /**
   * Gives the message another content: in place at the platform when it has been sent, before it goes out otherwise. A
   * failed or uncertain one only keeps it for a retry.
   * @returns how many it concerns.
   */
  correct(which: Which, reply: Reply, now: Date): Promise<number>;
  /** Deletes the message at the platform, or stops it before it goes out. @returns how many it concerns. */
  withdraw(which: Which, now: Date): Promise<number>;
  /** Stops what has not been attempted. @returns how many. */
  cancelQueued(batch: string): Promise<number>;
  /**
   * Sends failed, cancelled or uncertain ones again because a person has said so. Where the platform can tell, an uncertain
   * one is looked for first.
   * @returns how many.
   */
  retry(ids: readonly string[], now: Date): Promise<number>;
}

/** It lies at the platform, and nothing is being done to it. */
const ARRIVED = { state: 'sent', messageId: { $exists: true } };
/** What comes now is carried out when what is under way has ended. */
const UNDER_WAY = ['queued', 'claimed', 'sending'];
const UNSENT = ['failed', 'uncertain', 'cancelled'];

/** What can be done with deliveries that are already there. Nothing here calls a platform: the next sweep does. */
export function createManagement(deliveries: Deliveries): Management {
  /** Counts what an update changed. */
  const change = async (filter: object, update: object): Promise<number> =>
    (await deliveries.updateMany(filter, update)).modifiedCount;
  return {
    outcomes: async (batch) =>
      (await deliveries.find({ batch }).sort({ _id: 1 }).lean<Delivery[]>()).map(outcomeOf),
    markRead: async (id, by, now) => {
      const sent = { _id: id, sentAt: { $exists: true } };
      const found = await deliveries.updateOne(sent, { $addToSet: { readBy: by } });
      if (found.matchedCount === 0) return false;
      await deliveries.updateOne({ ...sent, readAt: { $exists: false } }, { $set: { readAt: now } });
      return true;
    },
    // What is under way comes first: it can only become what has arrived, which comes next, so that none slips through.
    correct: async (which, reply, now) => {
      const these = filterOf(which);
      const later = { $set: { reply, wanted: 'update' }, $inc: { revision: 1 } };
      const counts = [
        await change({ ...these, state: { $in: UNDER_WAY }, wanted: { $ne: 'remove' } }, later),
        await change({ ...these, ...ARRIVED }, { ...again('update', now, { reply }), $inc: { revision: 1 } }),
        await change({ ...these, state: { $in: UNSENT } }, { $set: { reply } }),
      ];
      return sum(counts);
    },
    withdraw: async (which, now) => {
      const these = filterOf(which);
      const never = { state: { $in: ['queued', 'failed', 'cancelled'] }, sentAt: { $exists: false } };
      const counts = [
        await change({ ...these, ...never, task: 'send' }, { $set: { state: 'withdrawn' } }),
        await change(
          { ...these, state: { $in: UNDER_WAY } },
          { $set: { wanted: 'remove' }, $inc: { revision: 1 } },
        ),
        await change({ ...these, ...ARRIVED }, { ...again('remove', now), $inc: { revision: 1 } }),
      ];
      return sum(counts);
    },
    cancelQueued: (batch) =>
      change({ batch, state: 'queued', task: 'send', attempts: 0 }, { $set: { state: 'cancelled' } }),
    retry: async (ids, now) => {
      const these = { _id: { $in: [...ids] }, sentAt: { $exists: false } };
      const anew = { settledAt: 1, told: 1, bundle: 1, fresh: 1 };
      const counts = [
        await change({ ...these, state: { $in: ['failed', 'cancelled'] } }, again('send', now, {}, anew)),
        await change({ ...these, state: 'uncertain' }, again('check', now, {}, anew)),
      ];
      return sum(counts);
    },
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Puts it in the queue with all its attempts ahead of it. */
function again(
  task: Task,
  now: Date,
  set: object = {},
  unset: object = {},
): { $set: object; $unset: object } {
  return {
    $set: { ...set, task, state: 'queued', due: now, attempts: 0 },
    $unset: { until: 1, reason: 1, wanted: 1, ...unset },
  };
}

function filterOf(which: Which): { _id: string } | { batch: string } {
  return 'id' in which ? { _id: which.id } : { batch: which.batch };
}

function outcomeOf(delivery: Delivery): Outcome {
  const { _id, recipient, platform, reason, messageId, sentAt, readAt, readBy } = delivery;
  return {
    id: _id,
    recipient,
    platform,
    state: stateOf(delivery),
    reason,
    messageId,
    sentAt,
    readAt,
    readBy: readBy ?? [],
  };
}

/** A message that has arrived stays `sent` while it is being corrected or removed. */
function stateOf({ state, sentAt }: Delivery): OutcomeState {
  if (state !== 'queued' && state !== 'claimed' && state !== 'sending') return state;
  return sentAt === undefined ? 'queued' : 'sent';
}
