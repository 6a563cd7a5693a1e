import { type Collection, type RecordId, toRecord } from './collection';
import type { Engine, Entry } from './engine';
import { type Filter, prepareFilter } from './filter';
import { makePlan, type OrderedRange, type Plan } from './planner';
import { compileFilter } from './query';
import { type Sort, sortBy } from './sorting';
import { type Doc, decode } from './values';

/** A document as it lies in the store; decoded when something looks into it. */
export class Found {
  private decoded: Doc | undefined;

  constructor(
    readonly record: RecordId,
    readonly bytes: Buffer,
  ) {}

  get doc(): Doc {
    this.decoded ??= decode(this.bytes);
    return this.decoded;
  }
}

export interface Selection {
  readonly filter?: unknown;
  readonly sort?: Sort;
  readonly hint?: unknown;
  readonly skip?: number;
  readonly limit?: number;
}

/** Told of each query that reads a whole collection, or a whole index, to find what its filter asks for. */
export interface SlowPath {
  readonly collection: string;
  /** The filter with its values left out. */
  readonly shape: string;
  readonly sort: string;
  readonly kind: 'collection scan' | 'index scan';
}

export type OnSlowPath = (info: SlowPath) => void;

/** Reads documents by filter, in order, through the indexes. */
export class Reader {
  constructor(
    private readonly engine: Engine,
    private readonly onSlowPath: OnSlowPath | undefined,
  ) {}

  /** Checks and plans at once, reads as the results are taken. @throws CommandError for a filter it refuses */
  select(
    collection: Collection | undefined,
    { filter = {}, sort = [], hint, skip = 0, limit = 0 }: Selection,
  ): Iterable<Found> {
    const prepared = prepareFilter(filter);
    const matches = compileFilter(prepared);
    if (!collection) return [];
    const plan = makePlan(collection, prepared, sort, hint);
    if (!plan.bounded) this.report(collection, prepared, sort, plan);
    let found: Iterable<Found> = this.candidates(collection, plan);
    if (!plan.exact) found = filtered(found, matches);
    if (!plan.sorted && sort.length > 0) found = sorted(found, sort);
    return skip > 0 || limit > 0 ? sliced(found, skip, limit) : found;
  }

  /** How many documents match, counted in the index where that says it all. */
  count(collection: Collection | undefined, filter: unknown): number {
    const prepared = prepareFilter(filter ?? {});
    compileFilter(prepared);
    if (!collection) return 0;
    const plan = makePlan(collection, prepared);
    if (plan.exact && !plan.index) return this.engine.count(this.engine.documents, collection.range);
    if (plan.exact && plan.index && plan.once)
      return plan.ranges.reduce((sum, range) => sum + this.engine.count(this.engine.entries, range), 0);
    let count = 0;
    for (const _ of this.select(collection, { filter })) count++;
    return count;
  }

  private *candidates(collection: Collection, plan: Plan): Generator<Found> {
    if (!plan.parts && !plan.index) {
      for (const { record, bytes } of collection.records()) yield new Found(record, bytes);
      return;
    }
    const records = plan.parts ? this.unionOf(plan.parts) : this.recordsOf(plan);
    for (const record of records) {
      const bytes = collection.read(record);
      if (bytes) yield new Found(record, bytes);
    }
  }

  private *unionOf(parts: readonly Plan[]): Generator<RecordId> {
    const seen = new Set<RecordId>();
    for (const part of parts) {
      for (const record of part.parts ? this.unionOf(part.parts) : this.recordsOf(part)) {
        if (!seen.has(record)) yield record;
        seen.add(record);
      }
    }
  }

  private *recordsOf(plan: Plan): Generator<RecordId> {
    if (plan.single) {
      const value = this.engine.entries.get(plan.ranges[0]?.low ?? Buffer.alloc(0));
      if (value) yield toRecord(value);
      return;
    }
    const seen = plan.once && plan.ranges.length === 1 ? undefined : new Set<RecordId>();
    for (const { value } of this.merged(plan)) {
      const record = toRecord(value);
      if (seen?.has(record)) continue;
      seen?.add(record);
      yield record;
    }
  }

  /** The entries of all ranges: one after the other or, where they must give one order, the next of them all. */
  private *merged(plan: Plan): Generator<Entry> {
    const scans = plan.ranges.map((range) => ({
      range,
      entries: this.engine.scan(this.engine.entries, range, plan.reverse),
    }));
    if (scans.length === 1 || !plan.sorted) {
      for (const { entries } of scans) yield* entries;
      return;
    }
    const heads = scans.map(({ range, entries }) => ({ range, entries, head: entries.next() }));
    for (;;) {
      let first: (typeof heads)[number] | undefined;
      for (const one of heads) {
        if (one.head.done) continue;
        if (!first || comesBefore(one, first, plan.reverse)) first = one;
      }
      if (!first) return;
      yield first.head.value as Entry;
      first.head = first.entries.next();
    }
  }

  private report(collection: Collection, filter: Filter, sort: Sort, plan: Plan): void {
    if (!this.onSlowPath || (Object.keys(filter).length === 0 && (plan.index || sort.length === 0))) return;
    this.onSlowPath({
      collection: collection.namespace,
      shape: JSON.stringify(shapeOf(filter)),
      sort: JSON.stringify(Object.fromEntries(sort)),
      kind: plan.index ? 'index scan' : 'collection scan',
    });
  }
}

interface Head {
  readonly range: OrderedRange;
  readonly head: IteratorResult<Entry, unknown>;
}

function comesBefore(a: Head, b: Head, reverse: boolean): boolean {
  const suffix = ({ range, head }: Head) => (head.value as Entry).key.subarray(range.from);
  const order = Buffer.compare(suffix(a), suffix(b));
  return reverse ? order > 0 : order < 0;
}

function* filtered(found: Iterable<Found>, matches: (doc: Doc) => boolean): Generator<Found> {
  for (const one of found) if (matches(one.doc)) yield one;
}

function* sliced(found: Iterable<Found>, skip: number, limit: number): Generator<Found> {
  let at = 0;
  for (const one of found) {
    if (at++ < skip) continue;
    yield one;
    if (limit > 0 && at >= skip + limit) return;
  }
}

/** Sorted when the first is taken, so that errors and memory belong to the one who reads. */
function* sorted(found: Iterable<Found>, sort: Sort): Generator<Found> {
  yield* sortBy(found, sort, (one) => one.doc);
}

/** The filter's form without its values, which may be personal data. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return '?';
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}
