import { type Connection, mongo } from 'mongoose';
import { belongsTo, type Scope } from './scope';

const { BSON } = mongo;

/** One document: as it is stored, for the file that restores it, and as values, to look at. */
export interface Stored {
  readonly exact: mongo.Document;
  readonly plain: mongo.Document;
}

const BATCH = 200;

/** The documents of one model that belong to the scope, in the order of their ids, a batch in memory at a time. */
export async function* documentsOf(
  connection: Connection,
  model: string,
  scope: Scope,
  dayOf: (instant: Date) => string,
): AsyncGenerator<Stored> {
  const belongs = belongsTo(scope, dayOf);
  const collection = connection.model(model).collection as unknown as mongo.Collection;
  // Types as they are stored, so that a restored document is the same to the byte.
  const exactly = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };
  for await (const exact of collection.find({}, { ...exactly, sort: { _id: 1 }, batchSize: BATCH })) {
    const plain = BSON.deserialize(BSON.serialize(exact));
    if (belongs(plain)) yield { exact, plain };
  }
}
