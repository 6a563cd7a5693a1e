import { type Connection, type Model, Schema } from 'mongoose';
import type { Language, PersonId, PlatformName } from '../turn/turn';

/** What to make a file of: the source's name and what it was asked. */
export interface FileOrder {
  readonly source: string;
  readonly params: Readonly<Record<string, string>>;
  readonly person: PersonId;
  readonly platform: PlatformName;
  readonly language: Language;
}

/** A file that waits to be fetched once. Nothing of its content is kept: it is made when it is fetched. */
export interface Ticket extends FileOrder {
  /** SHA-256 of the link's secret: who reads the store can't fetch the file. */
  readonly _id: string;
  readonly expires: Date;
}

const schema = new Schema<Ticket>(
  {
    _id: { type: String, required: true },
    source: { type: String, required: true },
    params: { type: Schema.Types.Mixed, required: true },
    person: { type: String, required: true },
    platform: { type: String, required: true },
    language: { type: String, required: true },
    expires: { type: Date, required: true },
  },
  { collection: 'downloads', strict: 'throw', versionKey: false, minimize: false, autoCreate: false },
);
schema.index({ expires: 1 }, { expireAfterSeconds: 0 });
schema.index({ person: 1 });

/** Files that wait to be fetched. */
export function createTicketModel(connection: Connection): Model<Ticket> {
  return connection.model<Ticket>('download', schema);
}
