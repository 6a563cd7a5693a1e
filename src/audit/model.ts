import { type Connection, type Model, Schema } from 'mongoose';
import type { PersonId, PlatformName } from '../turn/turn';

/**
 * One thing that was done: who, what, when, from where. It quotes nothing: fields are named, not shown. Written once and
 * never changed, but for the pseudonym that takes the place of someone who has been forgotten.
 */
export interface AuditEvent {
  /** What makes it one: the same event noted again is the same document. */
  readonly _id: string;
  readonly at: Date;
  /** A person, or `system` for what a timer did. */
  readonly by: PersonId | 'system';
  readonly platform: PlatformName | 'system';
  /** `example.edited`, `export.made`, `retention.erased`. */
  readonly action: string;
  /** A record's code, or the id of what it was done to. */
  readonly about?: string;
  readonly version?: number;
  /** Names of the fields that were changed. */
  readonly fields?: readonly string[];
  /** The decision that an erasure rests on. */
  readonly decision?: string;
}

const schema = new Schema<AuditEvent>(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    platform: { type: String, required: true },
    action: { type: String, required: true },
    about: String,
    version: Number,
    fields: { type: [String], default: undefined },
    decision: String,
  },
  { collection: 'audit', strict: 'throw', versionKey: false, autoCreate: false },
);
schema.index({ at: -1 });
schema.index({ about: 1, at: -1 });
schema.index({ by: 1 });

/** The audit log on a connection. */
export function createAuditModel(connection: Connection): Model<AuditEvent> {
  return connection.model<AuditEvent>('audit', schema);
}
