import { type Connection, type Model, Schema } from 'mongoose';
import type { Forgotten } from '../../privacy/personal-data';
import type { PersonId } from '../../turn/turn';

/**
 * One person's erasure. While it is under way it holds whom it concerns, so that a process that dies doesn't leave it half
 * done; when it is finished it holds how much was done and marks of whom, by which nobody can be found who isn't looked for.
 */
export interface Erasure {
  /** The pseudonym that stands in the person's place. */
  readonly _id: string;
  readonly state: 'started' | 'done';
  readonly ids?: readonly PersonId[];
  readonly conversations?: readonly string[];
  readonly at: Date;
  readonly finishedAt?: Date;
  /** Marks of the accounts and chats: an older copy of the data that is restored brings the person back. */
  readonly of?: readonly string[];
  /** By the declaration's name. */
  readonly counts?: Readonly<Record<string, Forgotten>>;
}

const schema = new Schema<Erasure>(
  {
    _id: { type: String, required: true },
    state: { type: String, enum: ['started', 'done'], required: true },
    ids: { type: [String], default: undefined },
    conversations: { type: [String], default: undefined },
    at: { type: Date, required: true },
    finishedAt: Date,
    of: { type: [String], default: undefined },
    counts: Schema.Types.Mixed,
  },
  { collection: 'erasures', strict: 'throw', versionKey: false, autoCreate: false },
);
// One at a time for an account, however often the button is pressed.
schema.index({ ids: 1 }, { unique: true, partialFilterExpression: { state: 'started' } });
schema.index({ state: 1, at: 1 });

/** The erasures on a connection. */
export function createErasureModel(connection: Connection): Model<Erasure> {
  return connection.model<Erasure>('erasure', schema);
}
