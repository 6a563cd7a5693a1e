import { type Connection, mongo, type Schema } from 'mongoose';
import { StoreAwayError } from './errors';

/** How long it is taken as read that a store that didn't answer still doesn't. */
const AWAY_FOR_MS = 1_000;

/** What mongoose does on a query's, a document's or a model's behalf; each asks the server for something. */
const QUERIES = [
  'countDocuments',
  'deleteMany',
  'deleteOne',
  'distinct',
  'estimatedDocumentCount',
  'find',
  'findOne',
  'findOneAndDelete',
  'findOneAndReplace',
  'findOneAndUpdate',
  'replaceOne',
  'updateMany',
  'updateOne',
] as const;

export interface GateOptions {
  /** Whether the server answers now; slow when it doesn't. */
  readonly reach: () => Promise<boolean>;
  /** Milliseconds, from any moment, never set back. */
  readonly now: () => number;
}

type Gate = () => Promise<void> | undefined;
const gates = new WeakMap<Connection, Gate>();
const known = new WeakSet<Schema>();

/**
 * While the connection is lost, one call for all finds out whether the server is back; the others wait for that one, and for
 * a second after it failed they fail at once. A turn asks the store for several things one after the other: without this, the
 * person would wait the driver's time for each of them.
 */
export function failFast(connection: Connection, { reach, now }: GateOptions): void {
  let asking: Promise<boolean> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  // A store that was lost, was found and is lost again is asked anew.
  connection.on('connected', () => {
    failedAt = Number.NEGATIVE_INFINITY;
  });
  const ask = async (): Promise<boolean> => {
    const there = await reach();
    if (!there) failedAt = now();
    asking = undefined;
    return there;
  };
  const pass = async (): Promise<void> => {
    if (now() - failedAt < AWAY_FOR_MS) throw new StoreAwayError();
    asking ??= ask();
    if (!(await asking)) throw new StoreAwayError();
  };
  const gate: Gate = () => (connection.readyState === 1 ? undefined : pass());
  gates.set(connection, gate);
  connection.plugin(gated);
}

/** Schemas are shared by all connections of a process: each gets its hooks once, which look for the connection at hand. */
function gated(schema: Schema): void {
  if (known.has(schema)) return;
  known.add(schema);
  schema.pre([...QUERIES], { query: true, document: false }, function (this: { model: { db: Connection } }) {
    return passGate(this.model.db);
  });
  schema.pre('save', { query: false, document: true }, function () {
    return passGate(this.db);
  });
  schema.pre('aggregate', function () {
    return passGate(this.model().db);
  });
  schema.pre('insertMany', function () {
    return passGate(this.db);
  });
  schema.pre('bulkWrite', function () {
    return passGate(this.db);
  });
}

function passGate(connection: Connection): Promise<void> | undefined {
  return gates.get(connection)?.();
}

/** A command as it is, without a model or a cursor, for what every turn asks. @throws what `isStoreAway` knows */
export async function bareCommand(connection: Connection, document: mongo.Document): Promise<mongo.Document> {
  if (connection.db === undefined) throw new mongo.MongoNotConnectedError('not connected yet');
  await passGate(connection);
  return connection.db.command(document);
}
