import { createHash } from 'node:crypto';
import { type Connection, type Model, Schema } from 'mongoose';
import { isDuplicateKey } from '../storage/errors';
import type { Limit } from './sender';

/** A limit that lets nothing pass for so long. */
export interface Busy {
  readonly ms: number;
  /** True when it is the widest: nothing at all may go out. */
  readonly all: boolean;
}

/** Keeps requests under the platforms' limits, for all replicas together. */
export interface Pace {
  /**
   * Waits until a request may go out under all the limits, the narrowest first.
   * @returns undefined when it may go now; else which limit is taken for long, which is better waited for in the queue.
   */
  pass(limits: readonly Limit[]): Promise<Busy | undefined>;
  /** A request that passed goes out only now: the next of its conversation counts from here. */
  renew(limits: readonly Limit[]): Promise<void>;
  /** Lets nothing pass under a key for so long: the platform has asked for it. */
  pause(key: string, ms: number): Promise<void>;
}

interface Slot {
  /** The limit's key, hashed: conversations' ids are personal data. */
  readonly _id: string;
  /** The first instant that nobody has taken. */
  next: Date;
  /** Nothing before this, also what had its slot already. */
  paused?: Date;
  /** Removed by a TTL index: a limit that nothing has been sent under for an hour holds nobody back. */
  expireAt: Date;
}

const schema = new Schema<Slot>(
  {
    _id: { type: String, required: true },
    next: { type: Date, required: true },
    paused: Date,
    expireAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'paces' },
);
schema.index({ expireAt: 1 }, { expireAfterSeconds: 0 });

const KEEP_MS = 3_600_000;
/** Who would have to wait longer comes back later instead of holding a place. */
export const PATIENCE_MS = 3_000;
/** A slot that was missed by more than this (a busy machine) is given up for another: used late, two would go out at once. */
const LATE_MS = 20;
/** A machine that misses so many is too slow to exceed any limit. */
const MOST_MISSED = 3;
/** Slots are taken so much ahead as the store takes to answer, at most this. */
const LONGEST_LEAD_MS = 500;

export interface PaceOptions {
  readonly clock: () => Date;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * Slots in the store: each request takes the next free instant of its limit with one atomic update, so that replicas share
 * the limits without knowing of each other, and one that dies leaves at most its own few slots unused. It rests on the
 * machines' clocks agreeing within a fraction of a second.
 */
export function createPace(connection: Connection, { clock, wait }: PaceOptions): Pace {
  const slots: Model<Slot> = connection.model<Slot>('pace', schema);
  const now = (): number => clock().getTime();
  const expiry = (at: number): Date => new Date(at + KEEP_MS);

  /** How long the store has taken to answer of late: a slot must not be past before we know of it. */
  let lead = 0;
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const begin = now();
    const result = await work();
    lead = Math.min(LONGEST_LEAD_MS, Math.max(2 * (now() - begin), 0.9 * lead));
    return result;
  };

  /** Takes the next instant. @returns it, or how long it is away when that is more than we wait for. */
  const take = async ({ key, everyMs }: Limit): Promise<{ at: number } | { busyMs: number }> => {
    const from = now() + Math.round(lead);
    const free = { $cond: [{ $gt: ['$next', new Date(from)] }, '$next', new Date(from)] };
    const taken = await slots.findOneAndUpdate(
      { _id: idOf(key), next: { $lte: new Date(from + PATIENCE_MS) } },
      [{ $set: { next: { $add: [free, everyMs] }, expireAt: expiry(from) } }],
      { returnDocument: 'after', updatePipeline: true },
    );
    if (taken !== null) return { at: taken.next.getTime() - everyMs };
    try {
      await slots.create({ _id: idOf(key), next: new Date(from + everyMs), expireAt: expiry(from) });
      return { at: from };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const held = await slots.findById(idOf(key)).lean<Slot>();
      const busyMs = (held?.next.getTime() ?? from) - from;
      // Someone else was the first, or it has just come free.
      return busyMs > PATIENCE_MS ? { busyMs } : take({ key, everyMs });
    }
  };
  /** Asked once more right before the request, where a Retry-After stops everything. */
  const isPaused = async (limit: Limit | undefined): Promise<boolean> => {
    if (limit?.stops !== true) return false;
    const { paused } = (await slots.findById(idOf(limit.key)).lean<Slot>()) ?? {};
    return paused !== undefined && paused.getTime() > now();
  };

  /** Takes a narrow limit now or not at all. */
  const seize = async ({ key, everyMs }: Limit): Promise<Busy | undefined> => {
    const at = now();
    try {
      await slots.updateOne(
        { _id: idOf(key), next: { $lte: new Date(at) } },
        { $set: { next: new Date(at + everyMs), expireAt: expiry(at) } },
        { upsert: true },
      );
      return undefined;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const held = await slots.findById(idOf(key)).lean<Slot>();
      return { ms: Math.max(1, (held?.next.getTime() ?? at) - at), all: false };
    }
  };

  return {
    pass: async (limits) => {
      const widest = limits.at(-1);
      for (let missed = 0; ; missed += 1) {
        const slot = widest === undefined ? { at: now() } : await timed(() => take(widest));
        if ('busyMs' in slot) return { ms: slot.busyMs, all: true };
        if (slot.at > now()) await wait(slot.at - now());
        const inTime = now() - slot.at <= LATE_MS || missed >= MOST_MISSED;
        if (inTime && !(await isPaused(widest))) break;
      }
      // Last, so that the time between two of a conversation is that between their requests.
      for (const limit of limits.slice(0, -1)) {
        const busy = await seize(limit);
        if (busy !== undefined) return busy;
      }
      return undefined;
    },
    renew: async (limits) => {
      for (const { key, everyMs } of limits.slice(0, -1)) {
        const next = new Date(now() + everyMs);
        await slots.updateOne({ _id: idOf(key) }, { $max: { next, expireAt: expiry(next.getTime()) } });
      }
    },
    pause: async (key, ms) => {
      const next = now() + ms;
      await slots.updateOne(
        { _id: idOf(key) },
        { $max: { next: new Date(next), paused: new Date(next), expireAt: expiry(next) } },
        { upsert: true },
      );
    },
  };
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}
