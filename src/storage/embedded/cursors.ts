import { Long } from 'bson';
import { badValue, CommandError } from './errors';
import { cursorReply, NO_CURSOR } from './reply';
import { isDoc, toNumber } from './values';

const FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;

interface Cursor {
  readonly id: Long;
  readonly namespace: string;
  readonly rest: Iterator<Uint8Array>;
  /** The document that no longer fitted in the last batch. */
  held: Uint8Array | undefined;
  usedAt: number;
}

/** The results that clients have not fetched yet. An idle one is forgotten after ten minutes, as in MongoDB. */
export class Cursors {
  private readonly open = new Map<string, Cursor>();
  private lastId = 0;

  constructor(private readonly clock: () => Date) {}

  /** The answer with the first batch; a cursor stays open when there is more. */
  first(
    namespace: string,
    documents: Iterable<Uint8Array>,
    batchSize: number | undefined,
    single = false,
  ): Uint8Array {
    this.sweep();
    const id = Long.fromNumber(++this.lastId * 7919);
    const cursor: Cursor = { id, namespace, rest: documents[Symbol.iterator](), held: undefined, usedAt: 0 };
    const { batch, done } = fill(cursor, batchSize ?? FIRST_BATCH);
    if (done || single) {
      cursor.rest.return?.();
      return cursorReply(namespace, NO_CURSOR, 'firstBatch', batch);
    }
    this.touch(cursor);
    return cursorReply(namespace, id, 'firstBatch', batch);
  }

  /** @throws CommandError 43 for a cursor that isn't there (any more) */
  more(namespace: string, id: unknown, batchSize: number | undefined): Uint8Array {
    const cursor = this.open.get(String(id));
    if (!cursor) throw new CommandError(43, `cursor id ${String(id)} not found`);
    if (cursor.namespace !== namespace)
      throw new CommandError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    const { batch, done } = fill(cursor, batchSize || Number.POSITIVE_INFINITY);
    if (done) this.open.delete(String(id));
    else this.touch(cursor);
    return cursorReply(namespace, done ? NO_CURSOR : cursor.id, 'nextBatch', batch);
  }

  kill(id: unknown): boolean {
    this.open.get(String(id))?.rest.return?.();
    return this.open.delete(String(id));
  }

  private touch(cursor: Cursor): void {
    cursor.usedAt = this.clock().getTime();
    this.open.set(String(cursor.id), cursor);
  }

  private sweep(): void {
    const limit = this.clock().getTime() - IDLE_MS;
    for (const [id, cursor] of this.open) if (cursor.usedAt < limit) this.open.delete(id);
  }
}

function fill(cursor: Cursor, size: number): { batch: Uint8Array[]; done: boolean } {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  while (batch.length < size) {
    const next = cursor.held ?? nextOf(cursor.rest);
    cursor.held = undefined;
    if (next === undefined) return { batch, done: true };
    if (batch.length > 0 && bytes + next.length > MAX_BATCH_BYTES) {
      cursor.held = next;
      break;
    }
    batch.push(next);
    bytes += next.length + 16;
  }
  // Looking ahead tells the client at once that a full batch was the last.
  cursor.held ??= size > 0 ? nextOf(cursor.rest) : undefined;
  return { batch, done: size > 0 && cursor.held === undefined };
}

function nextOf(iterator: Iterator<Uint8Array>): Uint8Array | undefined {
  const { done, value } = iterator.next();
  return done ? undefined : value;
}

/** A count from a command's field. @throws CommandError 2 for anything but a whole number from 0 on */
export function countOf(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = toNumber(value);
  if (number === undefined || !Number.isInteger(number) || number < 0)
    throw badValue(
      `BSON field '${name}' value must be >= 0, actual value '${isDoc(value) ? 'object' : String(value)}'`,
    );
  return number;
}
