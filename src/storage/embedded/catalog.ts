import { Collection, idPrefix, prefixRange } from './collection';
import type { Engine, Range } from './engine';
import { CommandError } from './errors';
import { type Filter, prepareFilter } from './filter';
import type { Index } from './indexes';
import { compileFilter } from './query';
import { type Doc, decode, encode, toNumber } from './values';

interface StoredIndex {
  id: number;
  spec: Doc;
  arrays: number;
  truncated: boolean;
}

const NAMES: Range = { low: Buffer.from('c:'), high: Buffer.from('c;') };
const NEXT_ID = Buffer.from('next');
const FORMAT = Buffer.from('format');
const FORMAT_VERSION = '1';

/** Which collections there are and which indexes they have: kept in memory, written with every change. */
export class Catalog {
  private readonly collections = new Map<string, Collection>();

  constructor(private readonly engine: Engine) {}

  /** Reads everything anew: at start, and after a transaction that was aborted. */
  load(): void {
    const format = this.engine.meta.get(FORMAT)?.toString();
    if (format !== undefined && format !== FORMAT_VERSION)
      throw new Error(`the data directory has format ${format}, this version reads ${FORMAT_VERSION}`);
    this.collections.clear();
    for (const { key, value } of this.engine.scan(this.engine.meta, NAMES)) {
      const stored = decode(value) as { id: number; indexes: StoredIndex[] };
      this.add(key.subarray(2).toString(), stored.id, stored.indexes.map(toIndex));
    }
  }

  find(database: string, name: string): Collection | undefined {
    return this.collections.get(`${database}.${name}`);
  }

  in(database: string): Collection[] {
    return [...this.collections.values()].filter((collection) => collection.database === database);
  }

  all(): Collection[] {
    return [...this.collections.values()];
  }

  /** Within a write: the collection, made if it isn't there. */
  require(database: string, name: string): Collection {
    return this.find(database, name) ?? this.create(database, name);
  }

  /** Within a write. */
  create(database: string, name: string): Collection {
    checkName(database, name);
    const collection = this.add(`${database}.${name}`, this.claimId(), []);
    collection.indexes.push(this.makeIndex({ v: 2, key: { _id: 1 }, name: '_id_' }, true));
    this.save(collection);
    return collection;
  }

  /** Within a write. @throws CommandError 11000 when the documents there are break it */
  addIndexes(collection: Collection, specs: readonly Doc[]): void {
    for (const spec of specs) {
      const index = this.makeIndex(spec, spec.unique === true);
      collection.build(index);
      collection.indexes.push(index);
    }
    if (specs.length > 0) this.save(collection);
  }

  /** Within a write. */
  dropIndex(collection: Collection, index: Index): void {
    this.clear('entries', index.id);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
    this.save(collection);
  }

  /** Within a write. */
  drop(collection: Collection): void {
    for (const index of collection.indexes) this.clear('entries', index.id);
    this.clear('documents', collection.id);
    this.engine.remove(this.engine.meta, Buffer.from(`c:${collection.namespace}`));
    this.collections.delete(collection.namespace);
  }

  private add(namespace: string, id: number, indexes: Index[]): Collection {
    const dot = namespace.indexOf('.');
    const onChange = (changed: Collection) => this.save(changed);
    const collection = new Collection(
      this.engine,
      id,
      namespace.slice(0, dot),
      namespace.slice(dot + 1),
      indexes,
      onChange,
    );
    this.collections.set(namespace, collection);
    return collection;
  }

  private save(collection: Collection): void {
    const indexes = collection.indexes.map(({ id, spec, arrays, truncated }) => ({
      id,
      spec,
      arrays,
      truncated,
    }));
    const stored = encode({ id: collection.id, indexes });
    this.engine.put(this.engine.meta, Buffer.from(`c:${collection.namespace}`), Buffer.from(stored));
  }

  private makeIndex(spec: Doc, unique: boolean): Index {
    return { ...toIndex({ id: this.claimId(), spec, arrays: 0, truncated: false }), unique };
  }

  private claimId(): number {
    const id = Number(this.engine.meta.get(NEXT_ID)?.toString() ?? 1);
    if (id === 1) this.engine.put(this.engine.meta, FORMAT, Buffer.from(FORMAT_VERSION));
    this.engine.put(this.engine.meta, NEXT_ID, Buffer.from(String(id + 1)));
    return id;
  }

  private clear(table: 'entries' | 'documents', id: number): void {
    const keys = [...this.engine.scan(this.engine[table], prefixRange(idPrefix(id)))].map(
      (entry) => entry.key,
    );
    for (const key of keys) this.engine.remove(this.engine[table], key);
  }
}

function toIndex(stored: StoredIndex): Index {
  const { spec } = stored;
  const key = spec.key as Doc;
  const partial = spec.partialFilterExpression as Filter | undefined;
  const prepared = partial && prepareFilter(partial);
  return {
    ...stored,
    name: String(spec.name),
    fields: Object.keys(key),
    descending: Object.values(key).map((direction) => (toNumber(direction) ?? 1) < 0),
    unique: spec.unique === true || spec.name === '_id_',
    sparse: spec.sparse === true,
    partial: prepared,
    covers: compileFilter(prepared ?? {}),
    expireAfterSeconds: toNumber(spec.expireAfterSeconds),
  };
}

/** MongoDB's rules for names, for as much of them as this store needs. */
export function checkName(database: string, collection: string): void {
  if (!/^[^/\\. "$*<>:|?\0]{1,63}$/u.test(database))
    throw new CommandError(73, `Invalid database name: '${database}'`);
  if (
    !/^[^$\0.][^$\0]{0,199}$/u.test(collection) ||
    collection.endsWith('.') ||
    collection.startsWith('system.')
  )
    throw new CommandError(73, `Invalid namespace specified '${database}.${collection}'`);
}
