import { createHash } from 'node:crypto';
import { mongo } from 'mongoose';
import type { Stored } from './documents';

const { BSON } = mongo;

export const EXPORT_FORMAT = 'cnatet-export';
export const EXPORT_VERSION = 1;

export interface Header {
  readonly scope: string;
  readonly made: Date;
  /** Who asked for it. */
  readonly by: string;
}

export interface Part {
  readonly collection: string;
  readonly documents: AsyncIterable<Stored>;
}

/**
 * The export as one JSON object, written as it is read: a document a line, in MongoDB's extended JSON, which keeps types. Last
 * come the sums, SHA-256 of the documents as they are stored: a file without them has broken off.
 */
export async function* writeJson(header: Header, parts: Iterable<Part>): AsyncGenerator<string> {
  const head = { format: EXPORT_FORMAT, version: EXPORT_VERSION, ...header };
  yield `${JSON.stringify(head).slice(0, -1)},\n"collections":{`;
  const sums: Record<string, object> = {};
  let between = '\n';
  for (const { collection, documents } of parts) {
    yield `${between}${JSON.stringify(collection)}:[`;
    const hash = createHash('sha256');
    let count = 0;
    for await (const { exact } of documents) {
      hash.update(BSON.serialize(exact));
      yield `${count === 0 ? '' : ','}\n${BSON.EJSON.stringify(exact, { relaxed: false })}`;
      count++;
    }
    yield ']';
    sums[collection] = { documents: count, sha256: hash.digest('hex') };
    between = ',\n';
  }
  yield `\n},\n"sums":${JSON.stringify(sums)}}\n`;
}
