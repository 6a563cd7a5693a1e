import { Long } from 'bson';
import { type Doc, encode } from './values';

const DOCUMENT = 3;
const ARRAY = 4;

/** BSON that is spliced into an answer as it is, so that a document isn't decoded only to be encoded again. */
export class Raw {
  constructor(
    readonly bytes: Uint8Array,
    readonly isArray = false,
  ) {}
}

/** Encodes an answer whose top-level fields may be raw. */
export function encodeReply(fields: Readonly<Record<string, unknown>>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Raw) parts.push(elementHeader(value.isArray ? ARRAY : DOCUMENT, name), value.bytes);
    else parts.push(encode({ [name]: value }).subarray(4, -1));
  }
  return wrap(parts);
}

export function rawArray(documents: readonly Uint8Array[]): Raw {
  return new Raw(wrap(documents.flatMap((bytes, i) => [elementHeader(DOCUMENT, String(i)), bytes])), true);
}

export function cursorReply(
  namespace: string,
  id: Long,
  batchName: 'firstBatch' | 'nextBatch',
  batch: readonly Uint8Array[],
): Uint8Array {
  const cursor = encodeReply({ [batchName]: rawArray(batch), id, ns: namespace });
  return encodeReply({ cursor: new Raw(cursor), ok: 1 });
}

function elementHeader(type: number, name: string): Buffer {
  const header = Buffer.allocUnsafe(Buffer.byteLength(name) + 2);
  header[0] = type;
  header.write(name, 1);
  header[header.length - 1] = 0;
  return header;
}

function wrap(parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const document = Buffer.allocUnsafe(length);
  document.writeInt32LE(length, 0);
  let at = 4;
  for (const part of parts) {
    document.set(part, at);
    at += part.length;
  }
  document[at] = 0;
  return document;
}

export const ok = (fields: Doc = {}): Doc => ({ ...fields, ok: 1 });
export const NO_CURSOR = Long.ZERO;
