import { type Connection, type Model, type mongo, Schema } from 'mongoose';
import { createBatcher } from '../storage/batch';
import { bareCommand } from '../storage/gate';
import type { Exchange } from './turn';

/**
 * One inbound delivery and what came of it. It serves three purposes with one write before and one after the turn: the
 * delivery is handled once, a follow-up question knows what was asked before, and a 👍 or 👎 knows what it judges.
 */
export interface TurnRecord {
  /** The delivery's key. */
  readonly _id: string;
  state: 'started' | 'done';
  /** A started turn may be taken over after this: its process has died. */
  lease: Date;
  at: Date;
  conversation?: string;
  exchange?: Exchange;
  /** Removed by a TTL index; see {@link KEEP_DAYS}. */
  expireAt: Date;
}

/** Teams delivers again within seconds, Slack within an hour; feedback is given within days. */
export const KEEP_DAYS = 14;
/** A turn takes well under a second; one that has not ended after this has died with its process. */
export const LEASE_MS = 30_000;
/** Milliseconds. What a turn leaves behind is written at most this often; this process knows it meanwhile. */
export const RECORD_EVERY_MS = 20;
/** How long a follow-up question may lean on what was asked before. */
export const FOLLOW_UP_MS = 15 * 60_000;

export interface Ledger {
  /**
   * Claims a delivery. `taken` means that it is being handled or has been.
   * @throws the driver's error when the store is away.
   */
  claim(key: string, now: Date): Promise<'claimed' | 'taken'>;
  /**
   * Marks the delivery as handled and keeps the exchange, in one write that it shares with others within
   * {@link RECORD_EVERY_MS}. Also right for a delivery that was never claimed. Nobody who talks to the bot waits for it.
   */
  finish(key: string, now: Date, conversation: string, exchange?: Exchange): Promise<void>;
  /** Gives a claim back, so that a redelivery is handled. */
  release(key: string): Promise<void>;
  /** The conversation's latest exchanges within {@link FOLLOW_UP_MS}, oldest first, at most three. */
  recent(conversation: string, now: Date): Promise<Exchange[]>;
  /** The exchange of a feedback button; undefined when it is older than {@link KEEP_DAYS}. */
  exchange(id: string): Promise<{ exchange: Exchange; conversation: string; at: Date } | undefined>;
  /** Resolves when every turn finished until now is recorded, or has failed to be. */
  flush(): Promise<void>;
}

const schema = new Schema<TurnRecord>(
  {
    _id: { type: String, required: true },
    state: { type: String, enum: ['started', 'done'], required: true },
    lease: { type: Date, required: true },
    at: { type: Date, required: true },
    conversation: String,
    exchange: {
      type: new Schema<Exchange>(
        {
          id: { type: String, required: true },
          question: { type: String, required: true },
          language: { type: String, required: true },
          outcome: { type: String, required: true },
          entryId: String,
          topic: String,
        },
        { _id: false, id: false },
      ),
    },
    expireAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'turns' },
);
schema.index({ expireAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ conversation: 1, at: -1 });
schema.index({ 'exchange.id': 1 }, { sparse: true });

/** The ledger of turns on a connection. */
export function createLedger(connection: Connection): Ledger {
  const turns: Model<TurnRecord> = connection.model<TurnRecord>('turn', schema);
  const expiry = (now: Date): Date => new Date(now.getTime() + KEEP_DAYS * 86_400_000);
  const lease = (now: Date): Date => new Date(now.getTime() + LEASE_MS);
  // Commands rather than the driver's bulk writes, which hide a lost connection behind an error of their own.
  const command = async (document: mongo.Document): Promise<WriteReply> =>
    (await bareCommand(connection, { ...document, ordered: false })) as WriteReply;
  /** True for each key that was not there before. */
  const insert = createBatcher<Pick<TurnRecord, '_id' | 'at'>, boolean>(async (items) => {
    const documents = items.map(
      ({ _id, at }): TurnRecord => ({ _id, at, state: 'started', lease: lease(at), expireAt: expiry(at) }),
    );
    const { writeErrors = [] } = await command({ insert: 'turns', documents });
    const refused = new Map(writeErrors.map(({ index, code }) => [index, code]));
    return items.map((_, index) => {
      const code = refused.get(index);
      return code === undefined || code === DUPLICATE_KEY ? code === undefined : refusal(code);
    });
  });
  /** What has been finished and is not in the store yet: a follow-up may come sooner than that. */
  const unwritten = new Set<Finished>();
  const update = createBatcher<Finished, void>(async (items) => {
    const updates = items.map(({ _id, set }) => ({ q: { _id }, u: { $set: set }, upsert: true }));
    const { writeErrors = [] } = await command({ update: 'turns', updates });
    const refused = new Map(writeErrors.map(({ index, code }) => [index, code]));
    return items.map((_, index) => {
      const code = refused.get(index);
      return code === undefined ? undefined : refusal(code);
    });
  }, RECORD_EVERY_MS);
  return {
    claim: async (key, now) => {
      if (await insert.add({ _id: key, at: now })) return 'claimed';
      // Done already, and only not written yet: a clock that jumped must not let it be done again.
      if ([...unwritten].some(({ _id }) => _id === key)) return 'taken';
      const taken = await turns.findOneAndUpdate(
        { _id: key, state: 'started', lease: { $lt: now } },
        { $set: { lease: lease(now) } },
      );
      return taken === null ? 'taken' : 'claimed';
    },
    finish: async (key, now, conversation, exchange) => {
      const done = { state: 'done', lease: now, at: now, expireAt: expiry(now) } as const;
      const item = { _id: key, set: { ...done, ...(exchange && { conversation, exchange }) } };
      unwritten.add(item);
      await update.add(item).finally(() => unwritten.delete(item));
    },
    release: async (key) => {
      await turns.deleteOne({ _id: key, state: 'started' });
    },
    recent: async (conversation, now) => {
      const since = new Date(now.getTime() - FOLLOW_UP_MS);
      const found = await turns
        .find({ conversation, at: { $gte: since } })
        .sort({ at: -1 })
        .limit(MOST_RECENT)
        .lean();
      const waiting = [...unwritten]
        .map(({ set }) => set)
        .filter((turn) => turn.conversation === conversation);
      return [...found.reverse(), ...waiting]
        .flatMap(({ exchange }) => (exchange === undefined ? [] : [exchange]))
        .slice(-MOST_RECENT);
    },
    exchange: async (id) => {
      const waiting = [...unwritten].find(({ set }) => set.exchange?.id === id)?.set;
      if (waiting?.exchange !== undefined) {
        return { exchange: waiting.exchange, conversation: waiting.conversation ?? '', at: waiting.at };
      }
      const found = await turns.findOne({ 'exchange.id': id }).lean();
      if (found?.exchange === undefined) return undefined;
      return { exchange: found.exchange, conversation: found.conversation ?? '', at: found.at };
    },
    flush: update.flush,
  };
}

const DUPLICATE_KEY = 11000;
const MOST_RECENT = 3;

interface Finished {
  readonly _id: string;
  readonly set: Pick<TurnRecord, 'state' | 'lease' | 'at' | 'expireAt' | 'conversation' | 'exchange'>;
}

/** What a write command answers, as far as we look. */
interface WriteReply {
  readonly writeErrors?: readonly { readonly index: number; readonly code: number }[];
}

function refusal(code: number): Error {
  return Object.assign(new Error('the store refused a turn'), { code });
}
