import { type Connection, type Model, Schema } from 'mongoose';
import type { PersonId, PlatformName, Reply } from '../turn/turn';

/**
 * `claimed`: a process has it and nothing has gone out. `sending`: the request may be out. Both fall back when the process
 * dies, as recover.ts says.
 */
export type StoredState =
  | 'queued'
  | 'claimed'
  | 'sending'
  | 'sent'
  | 'failed'
  | 'uncertain'
  | 'cancelled'
  | 'withdrawn';

/** What is to be done with it next: `check` looks whether it arrived after an unknown outcome. */
export type Task = 'send' | 'check' | 'update' | 'remove';

/** One message to one recipient, with its outcome. */
export interface Delivery {
  /** Unique: kind, period or record, recipient. A second enqueue with the same key changes nothing. */
  readonly _id: string;
  /** Such as `digest`, `prompt`, `answer`. */
  readonly kind: string;
  /** A person's id or a conversation's key. Messages to the same recipient go one after the other. */
  readonly recipient: string;
  /** A sending that it is a part of, such as `digest:2026-12`. */
  readonly batch?: string;
  readonly platform: PlatformName;
  address: Record<string, unknown>;
  /** What the message says, or is to say once it has been corrected. */
  reply: Reply;
  state: StoredState;
  task: Task;
  /** Counts corrections, so that one which comes while the message is being sent is seen. */
  revision: number;
  /** A change that came while it was under way: carried out once it is known to have arrived. */
  wanted?: 'update' | 'remove';
  /** Attempts at the task. */
  attempts: number;
  /** Not before this when queued; when claimed or sending, the process that has it is taken for dead after this. */
  due: Date;
  /** The claim that may write the outcome. */
  claim?: string;
  /** Not tried again after this. */
  until?: Date;
  /** Not worth sending after this. */
  fresh?: Date;
  messageId?: string;
  /** The platform's code, or ours, of the latest failure. */
  reason?: string;
  /** When it was queued. */
  at: Date;
  /** When its first request went out: where a search begins. */
  triedAt?: Date;
  sentAt?: Date;
  /** When it failed or became uncertain. */
  settledAt?: Date;
  /** False until the coordinators know of a failed or uncertain one. */
  told?: boolean;
  /** The message to the coordinators that tells of it. */
  bundle?: string;
  /** Who pressed "Läst", and when the first did. */
  readBy?: PersonId[];
  readAt?: Date;
}

const STATES = ['queued', 'claimed', 'sending', 'sent', 'failed', 'uncertain', 'cancelled', 'withdrawn'];

const schema = new Schema<Delivery>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    recipient: { type: String, required: true },
    batch: String,
    platform: { type: String, required: true },
    address: { type: Schema.Types.Mixed, required: true },
    reply: { type: Schema.Types.Mixed, required: true },
    state: { type: String, enum: STATES, required: true },
    task: { type: String, enum: ['send', 'check', 'update', 'remove'], required: true },
    revision: { type: Number, required: true },
    wanted: { type: String, enum: ['update', 'remove'] },
    attempts: { type: Number, required: true },
    due: { type: Date, required: true },
    claim: String,
    until: Date,
    fresh: Date,
    messageId: String,
    reason: String,
    at: { type: Date, required: true },
    triedAt: Date,
    sentAt: Date,
    settledAt: Date,
    told: Boolean,
    bundle: String,
    readBy: { type: [String], default: undefined },
    readAt: Date,
  },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'deliveries' },
);
schema.index({ platform: 1, state: 1, due: 1 });
schema.index({ state: 1, due: 1 });
schema.index({ batch: 1 }, { sparse: true });
// What was sent to one person: their own data, and its erasure.
schema.index({ recipient: 1 });
schema.index({ readBy: 1 }, { sparse: true });
schema.index({ told: 1, settledAt: 1 }, { sparse: true });

export type Deliveries = Model<Delivery>;

export function createDeliveries(connection: Connection): Deliveries {
  return connection.model<Delivery>('delivery', schema);
}
