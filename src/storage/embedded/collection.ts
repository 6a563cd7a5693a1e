import { after } from './bounds';
import type { Engine, Range } from './engine';
import { CommandError } from './errors';
import { hasTruncated, type Index, type IndexKey, keysOf } from './indexes';
import { type Doc, decode } from './values';

/** A record's number: documents keep the order of their insertion by it, and index entries point to it. */
export type RecordId = number;

const ID_BYTES = 4;
const RECORD_BYTES = 6;

/** All keys that begin with these bytes. */
export const prefixRange = (prefix: Buffer): Range => ({ low: prefix, high: after(prefix) });

export function idPrefix(id: number): Buffer {
  const prefix = Buffer.allocUnsafe(ID_BYTES);
  prefix.writeUInt32BE(id);
  return prefix;
}

export function recordBytes(record: RecordId): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_BYTES);
  bytes.writeUIntBE(record, 0, RECORD_BYTES);
  return bytes;
}

export const toRecord = (bytes: Buffer): RecordId => bytes.readUIntBE(0, RECORD_BYTES);

/** The documents of one collection with the entries of its indexes, which every change keeps in step. */
export class Collection {
  /** The next record's number; read from the disk when it is first needed and after an aborted transaction. */
  nextRecord: RecordId | undefined;

  constructor(
    private readonly engine: Engine,
    readonly id: number,
    readonly database: string,
    readonly name: string,
    readonly indexes: Index[],
    /** Called when an index learns of an array or a long key in one of its fields. */
    private readonly onIndexChanged: (collection: Collection) => void,
  ) {}

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  get range(): Range {
    return prefixRange(idPrefix(this.id));
  }

  read(record: RecordId): Buffer | undefined {
    return this.engine.documents.get(this.documentKey(record));
  }

  /** The record that a unique index has under this key. */
  lookUp(index: Index, key: Uint8Array): RecordId | undefined {
    const found = this.engine.entries.get(Buffer.concat([idPrefix(index.id), key]));
    return found && toRecord(found);
  }

  *records(): Generator<{ record: RecordId; bytes: Buffer }> {
    for (const { key, value } of this.engine.scan(this.engine.documents, this.range))
      yield { record: toRecord(key.subarray(ID_BYTES)), bytes: value };
  }

  /** Within a write. @throws CommandError 11000 before anything is written */
  insert(doc: Doc, bytes: Uint8Array): RecordId {
    const record = this.claimRecord();
    const changes = this.indexes.map((index) => ({ index, ...this.keysFor(index, doc, record) }));
    this.nextRecord = record + 1;
    this.engine.put(this.engine.documents, this.documentKey(record), bytes as Buffer);
    for (const { index, keys } of changes) for (const key of keys) this.putEntry(index, key, record);
    return record;
  }

  /** Within a write. @throws CommandError 11000 before anything is written */
  replace(record: RecordId, before: Doc, after: Doc, bytes: Uint8Array): void {
    const changes = this.indexes.map((index) => {
      const old = keysOf(index, before).keys;
      const kept = new Set(old.map((key) => key.bytes.toString('latin1')));
      const { keys } = this.keysFor(index, after, record, kept);
      const wanted = new Set(keys.map((key) => key.bytes.toString('latin1')));
      return {
        index,
        removed: old.filter((key) => !wanted.has(key.bytes.toString('latin1'))),
        added: keys.filter((key) => !kept.has(key.bytes.toString('latin1'))),
      };
    });
    this.engine.put(this.engine.documents, this.documentKey(record), bytes as Buffer);
    for (const { index, removed, added } of changes) {
      for (const key of removed) this.engine.remove(this.engine.entries, entryKey(index, key, record));
      for (const key of added) this.putEntry(index, key, record);
    }
  }

  /** Within a write. */
  remove(record: RecordId, doc: Doc): void {
    this.engine.remove(this.engine.documents, this.documentKey(record));
    for (const index of this.indexes)
      for (const key of keysOf(index, doc).keys)
        this.engine.remove(this.engine.entries, entryKey(index, key, record));
  }

  /** Within a write: fills a new index. All keys are made and checked before the first is written. */
  build(index: Index): void {
    const pending: { key: IndexKey; record: RecordId }[] = [];
    const seen = new Set<string>();
    for (const { record, bytes } of this.records()) {
      for (const key of this.keysFor(index, decode(bytes), record, undefined, false).keys) {
        const text = key.bytes.toString('latin1');
        if (index.unique && seen.has(text)) throw this.duplicate(index, key);
        seen.add(text);
        pending.push({ key, record });
      }
    }
    for (const { key, record } of pending) this.putEntry(index, key, record);
  }

  private claimRecord(): RecordId {
    if (this.nextRecord === undefined) {
      const [last] = this.engine.scan(this.engine.documents, this.range, true);
      this.nextRecord = last ? toRecord(last.key.subarray(ID_BYTES)) + 1 : 1;
    }
    return this.nextRecord;
  }

  private keysFor(index: Index, doc: Doc, record: RecordId, kept?: ReadonlySet<string>, tell = true) {
    const { keys, arrays } = keysOf(index, doc);
    if (index.unique) {
      for (const key of keys) {
        if (kept?.has(key.bytes.toString('latin1'))) continue;
        const holder = this.lookUp(index, key.bytes);
        if (holder !== undefined && holder !== record) throw this.duplicate(index, key);
      }
    }
    const truncated = hasTruncated(keys);
    if ((index.arrays | arrays) !== index.arrays || (truncated && !index.truncated)) {
      index.arrays |= arrays;
      index.truncated ||= truncated;
      if (tell) this.onIndexChanged(this);
    }
    return { keys };
  }

  private putEntry(index: Index, key: IndexKey, record: RecordId): void {
    this.engine.put(this.engine.entries, entryKey(index, key, record), recordBytes(record));
  }

  private documentKey(record: RecordId): Buffer {
    const key = Buffer.allocUnsafe(ID_BYTES + RECORD_BYTES);
    key.writeUInt32BE(this.id, 0);
    key.writeUIntBE(record, ID_BYTES, RECORD_BYTES);
    return key;
  }

  private duplicate(index: Index, key: IndexKey): CommandError {
    const keyValue = Object.fromEntries(index.fields.map((field, i) => [field, shown(key.values[i])]));
    const shownValue = Object.entries(keyValue).map(([field, value]) => `${field}: ${shownInText(value)}`);
    return new CommandError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${index.name} dup key: { ${shownValue.join(', ')} }`,
      { keyPattern: index.spec.key, keyValue },
    );
  }
}

/** A unique index finds the record by the whole key, any other has one entry for each record under it. */
export function entryKey(index: Index, key: IndexKey, record: RecordId): Buffer {
  const parts = [idPrefix(index.id), key.bytes];
  if (!index.unique) parts.push(recordBytes(record));
  return Buffer.concat(parts);
}

const shown = (value: unknown) => (value === undefined || typeof value === 'symbol' ? null : value);

function shownInText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const type = (value as { _bsontype?: string } | null)?._bsontype;
  if (type === 'ObjectId') return `ObjectId('${String(value)}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return type || typeof value !== 'object' ? String(value) : JSON.stringify(value);
}
