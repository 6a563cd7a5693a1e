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
  lease?: Date;
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
export const RECORD_EVERY_MS = 50;
/** How long a follow-up question may lean on what was asked before. */
export const FOLLOW_UP_MS = 15 * 60_000;

export interface FinishedTurn {
  readonly key: string;
  /** When it began. */
  readonly now: Date;
  readonly conversation: string;
  readonly exchange?: Exchange;
  /** Whether it was claimed, or should have been. What is never delivered again is written for the first time here. */
  readonly claimed: boolean;
}

export interface Ledger {
  /**
   * Claims a delivery. `taken` means that it is being handled or has been.
   * @throws the driver's error when the store is away.
   */
  claim(key: string, now: Date): Promise<'claimed' | 'taken'>;
  /**
   * Marks the delivery as handled and keeps the exchange, in one write that it shares with others within
   * {@link RECORD_EVERY_MS}. Nobody who talks to the bot waits for it.
   */
  finish(turn: FinishedTurn): Promise<void>;
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
    lease: Date,
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
  /** The code of each statement's refusal; undefined for what was done. */
  const write = async (
    command: mongo.Document,
    statements: readonly unknown[],
  ): Promise<(number | undefined)[]> => {
    const { writeErrors = [] } = (await bareCommand(connection, {
      ...command,
      ordered: false,
    })) as WriteReply;
    const refused = new Map(writeErrors.map(({ index, code }) => [index, code]));
    return statements.map((_, index) => refused.get(index));
  };
  /** True for each key that was not there before. */
  const insert = async (documents: readonly TurnRecord[]): Promise<(boolean | Error)[]> => {
    const codes = await write({ insert: 'turns', documents }, documents);
    return codes.map((code) =>
      code === undefined || code === DUPLICATE_KEY ? code === undefined : refusal(code),
    );
  };
  const claims = createBatcher(insert);
  const firsts = createBatcher(insert, RECORD_EVERY_MS);
  const updates = createBatcher<TurnRecord, void>(async (records) => {
    const changes = records.map(({ _id, ...set }) => ({ q: { _id }, u: { $set: set }, upsert: true }));
    const codes = await write({ update: 'turns', updates: changes }, changes);
    return codes.map((code) => (code === undefined ? undefined : refusal(code)));
  }, RECORD_EVERY_MS);
  /** What has been finished and is not in the store yet: a follow-up may come sooner than that. */
  const unwritten = new Set<TurnRecord>();
  return {
    claim: async (key, now) => {
      if (await claims.add({ _id: key, state: 'started', lease: lease(now), at: now, expireAt: expiry(now) }))
        return 'claimed';
      // Done already, and only not written yet: a clock that jumped must not let it be done again.
      if ([...unwritten].some(({ _id }) => _id === key)) return 'taken';
      const taken = await turns.findOneAndUpdate(
        { _id: key, state: 'started', lease: { $lt: now } },
        { $set: { lease: lease(now) } },
      );
      return taken === null ? 'taken' : 'claimed';
    },
    finish: async ({ key, now, conversation, exchange, claimed }) => {
      const kept = exchange && { conversation, exchange };
      const record: TurnRecord = { _id: key, state: 'done', at: now, ...kept, expireAt: expiry(now) };
      unwritten.add(record);
      await (claimed ? updates : firsts).add(record).finally(() => unwritten.delete(record));
    },
    release: async (key) => {
      await turns.deleteOne({ _id: key, state: 'started' });
    },
    recent: async (conversation, now) => {
      const since = new Date(now.getTime() - FOLLOW_UP_MS);
      // Looked at before the store is: what is written in between is found in one of them at least, and counts once.
      const waiting = [...unwritten].filter((turn) => turn.conversation === conversation);
      const written = await turns
        .find({ conversation, at: { $gte: since } }, { exchange: 1 })
        .sort({ at: -1 })
        .limit(MOST_RECENT)
        .lean();
      const found = written.filter(({ _id }) => waiting.every((turn) => turn._id !== _id));
      return [...found.toReversed(), ...waiting]
        .flatMap(({ exchange }) => (exchange === undefined ? [] : [exchange]))
        .slice(-MOST_RECENT);
    },
    exchange: async (id) => {
      const waiting = [...unwritten].find((turn) => turn.exchange?.id === id);
      if (waiting?.exchange !== undefined) {
        return { exchange: waiting.exchange, conversation: waiting.conversation ?? '', at: waiting.at };
      }
      const found = await turns.findOne({ 'exchange.id': id }).lean();
      if (found?.exchange === undefined) return undefined;
      return { exchange: found.exchange, conversation: found.conversation ?? '', at: found.at };
    },
    flush: async () => void (await Promise.all([firsts.flush(), updates.flush()])),
  };
}

const DUPLICATE_KEY = 11000;
const MOST_RECENT = 3;

/** What a write command answers, as far as we look. */
interface WriteReply {
  readonly writeErrors?: readonly { readonly index: number; readonly code: number }[];
}

function refusal(code: number): Error {
  return Object.assign(new Error('the store refused a turn'), { code });
}
