import { type Connection, type Model, Schema } from 'mongoose';
import type { Logger } from '../log';
import { isDuplicateKey } from '../storage/errors';
import type { PlatformName, Reply } from '../turn/turn';
import { DeliveryError, type Sender } from './sender';

/** One message to one recipient, with its outcome. */
export interface Delivery {
  /** Unique: kind, what it is about, recipient. A second enqueue with the same key changes nothing. */
  readonly _id: string;
  readonly platform: PlatformName;
  readonly address: Record<string, unknown>;
  readonly reply: Reply;
  state: 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain';
  attempts: number;
  /** Not before this when queued; a sender that has not come back by this when sending. */
  due: Date;
  messageId?: string;
  reason?: string;
  at: Date;
}

const schema = new Schema<Delivery>(
  {
    _id: { type: String, required: true },
    platform: { type: String, required: true },
    address: { type: Schema.Types.Mixed, required: true },
    reply: { type: Schema.Types.Mixed, required: true },
    state: { type: String, enum: ['queued', 'sending', 'sent', 'failed', 'uncertain'], required: true },
    attempts: { type: Number, required: true },
    due: { type: Date, required: true },
    messageId: String,
    reason: String,
    at: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'deliveries' },
);
schema.index({ state: 1, due: 1 });

const LEASE_MS = 60_000;
const MAX_ATTEMPTS = 6;
const BATCH = 50;

export interface Outbox {
  /** Puts a message in the queue once; resolves when it is stored, not when it is sent. */
  enqueue(message: Pick<Delivery, '_id' | 'platform' | 'address' | 'reply'>, now: Date): Promise<void>;
  /**
   * Sends what is due, one at a time; safe to run in several processes at once. A sending whose process died is marked
   * uncertain and never sent again blindly: the person may have got it.
   */
  sweep(now: Date): Promise<void>;
}

/** The queue of messages that the bot sends outside a turn. */
export function createOutbox(
  connection: Connection,
  senders: () => readonly Sender[],
  log: Logger,
  random: () => number = Math.random,
): Outbox {
  const deliveries: Model<Delivery> = connection.model<Delivery>('delivery', schema);

  const attempt = async (delivery: Delivery, now: Date): Promise<Partial<Delivery>> => {
    const sender = senders().find(({ name }) => name === delivery.platform);
    if (sender === undefined) return { state: 'failed', reason: 'platform-off' };
    try {
      const { messageId } = await sender.send(delivery.address, delivery.reply);
      return { state: 'sent', messageId };
    } catch (error) {
      return afterFailure(error, delivery.attempts, now, random);
    }
  };

  const sendNext = async (now: Date): Promise<boolean> => {
    const claimed = await deliveries
      .findOneAndUpdate(
        { state: 'queued', due: { $lte: now } },
        { $set: { state: 'sending', due: new Date(now.getTime() + LEASE_MS) }, $inc: { attempts: 1 } },
        { sort: { due: 1 }, returnDocument: 'after' },
      )
      .lean();
    if (claimed === null) return false;
    const outcome = await attempt(claimed, now);
    await deliveries.updateOne({ _id: claimed._id, state: 'sending' }, { $set: outcome });
    log.info({ platform: claimed.platform, state: outcome.state, reason: outcome.reason }, 'delivery');
    return true;
  };

  return {
    enqueue: async (message, now) => {
      try {
        await deliveries.create({ ...message, state: 'queued', attempts: 0, due: now, at: now });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    sweep: async (now) => {
      await deliveries.updateMany(
        { state: 'sending', due: { $lt: now } },
        { $set: { state: 'uncertain', reason: 'sender-died' } },
      );
      for (let sent = 0; sent < BATCH; sent += 1) if (!(await sendNext(now))) return;
    },
  };
}

function afterFailure(error: unknown, attempts: number, now: Date, random: () => number): Partial<Delivery> {
  if (!(error instanceof DeliveryError)) return { state: 'uncertain', reason: 'unexpected' };
  if (error.outcome === 'unknown') return { state: 'uncertain', reason: error.code };
  if (error.outcome === 'gone' || attempts >= MAX_ATTEMPTS) return { state: 'failed', reason: error.code };
  // Doubling from 2 s, spread by up to a half so that many don't come back at the same moment.
  const wait = error.retryAfterMs ?? 2_000 * 2 ** (attempts - 1);
  const spread = wait * (1 + random() / 2);
  return { state: 'queued', reason: error.code, due: new Date(now.getTime() + spread) };
}
