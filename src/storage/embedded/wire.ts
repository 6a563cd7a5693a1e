import { type Doc, decode, encode } from './values';

export const MAX_MESSAGE_BYTES = 48_000_000;
const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Bits 0 to 15 must be understood, the rest may be ignored. */
const UNKNOWN_REQUIRED_BITS = 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME);

/** What one message asks: a command and, beside it, sequences of documents as raw BSON. */
export interface Request {
  readonly id: number;
  readonly legacy: boolean;
  /** The client waits for no answer (an unacknowledged write). */
  readonly silent: boolean;
  readonly body: Doc;
  readonly sequences: ReadonlyMap<string, Uint8Array[]>;
}

/** Bytes that aren't a message: the connection is closed, as MongoDB does. */
export class ProtocolError extends Error {}

/** The next whole message of what has arrived, or undefined when more must come. */
export function messageLength(header: Buffer): number | undefined {
  if (header.length < 4) return undefined;
  const length = header.readInt32LE(0);
  if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
    throw new ProtocolError(`message of ${length} bytes`);
  return length;
}

export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  try {
    if (opCode === OP_MSG) return parseMsg(id, message);
    if (opCode === OP_QUERY) return parseQuery(id, message);
  } catch (error) {
    // bson and Buffer throw their own errors for lengths that lead outside the message.
    throw error instanceof ProtocolError ? error : new ProtocolError(String(error));
  }
  throw new ProtocolError(`opcode ${opCode} (compression is never agreed on)`);
}

function parseMsg(id: number, message: Buffer): Request {
  const flags = message.readUInt32LE(16);
  if (flags & UNKNOWN_REQUIRED_BITS) throw new ProtocolError(`flags ${flags}`);
  let end = message.length;
  if (flags & CHECKSUM_PRESENT) {
    end -= 4;
    if (crc32c(message.subarray(0, end)) !== message.readUInt32LE(end)) throw new ProtocolError('checksum');
  }
  let body: Doc | undefined;
  const sequences = new Map<string, Uint8Array[]>();
  for (let at = 20; at < end; ) {
    const kind = message[at++];
    const size = sized(message, at, end);
    if (kind === 0 && body === undefined) body = decode(message.subarray(at, at + size));
    else if (kind === 1) parseSequence(message.subarray(at + 4, at + size), sequences);
    else throw new ProtocolError(`section of kind ${kind}`);
    at += size;
  }
  if (body === undefined) throw new ProtocolError('no body');
  return { id, legacy: false, silent: (flags & MORE_TO_COME) !== 0, body, sequences };
}

function sized(bytes: Buffer, at: number, end: number): number {
  const size = bytes.readInt32LE(at);
  if (size < 5 || at + size > end) throw new ProtocolError(`size ${size}`);
  return size;
}

function parseSequence(section: Buffer, sequences: Map<string, Uint8Array[]>): void {
  const nameEnd = section.indexOf(0);
  if (nameEnd < 0) throw new ProtocolError('sequence without a name');
  const name = section.toString('utf8', 0, nameEnd);
  if (sequences.has(name)) throw new ProtocolError(`sequence ${name} twice`);
  const documents: Uint8Array[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = sized(section, at, section.length);
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  sequences.set(name, documents);
}

/** The first handshake of a driver may still be an OP_QUERY on admin.$cmd. */
function parseQuery(id: number, message: Buffer): Request {
  const nameEnd = message.indexOf(0, 20);
  const collection = message.toString('utf8', 20, Math.max(nameEnd, 20));
  if (nameEnd < 0 || !collection.endsWith('.$cmd')) throw new ProtocolError(`OP_QUERY on ${collection}`);
  const at = nameEnd + 9;
  const body = decode(message.subarray(at, at + sized(message, at, message.length)));
  return {
    id,
    legacy: true,
    silent: false,
    body: { ...body, $db: collection.slice(0, -5) },
    sequences: new Map(),
  };
}

let nextId = 1;

/** The answer to a request, ready to be written in one go. */
export function formatReply(request: Request, body: Uint8Array | Doc): Buffer {
  const bytes = body instanceof Uint8Array ? body : encode(body);
  const prefix = request.legacy ? 20 : 5;
  const message = Buffer.allocUnsafe(HEADER_BYTES + prefix + bytes.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(nextId++ | 0, 4);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  message.fill(0, HEADER_BYTES, HEADER_BYTES + prefix);
  if (request.legacy) message.writeInt32LE(1, HEADER_BYTES + 16);
  message.set(bytes, HEADER_BYTES + prefix);
  return message;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc >>> 0;
});

/** CRC-32C (Castagnoli), the checksum of OP_MSG. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
