import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { CommandError, messageOf, outOfDiskSpace } from './errors';
import { Room } from './room';

export type Table = Database<Buffer, Uint8Array>;

export interface Range {
  /** Inclusive. */
  readonly low: Uint8Array;
  /** Exclusive. */
  readonly high: Uint8Array;
}

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

interface Job {
  run(): unknown;
  resolve(value: never): void;
  reject(error: unknown): void;
}

type Outcome = { value: unknown } | { error: unknown };

const FIRST_CHUNK = 32;
const MAX_CHUNK = 1024;
/** A disk that takes longer than this is slow for everyone; waiting more would only add to it. */
const MAX_REST_MS = 25;

/**
 * lmdb with group commit. Jobs that arrive in the same turn of the event loop share one transaction, and each is
 * answered only when that transaction is on the disk (fdatasync, then the new root).
 *
 * The commit is synchronous on purpose: measured against lmdb's asynchronous one it costs half the processor time and
 * latency, and a full disk is an exception here while it is an unhandled rejection there.
 */
export class Engine {
  private readonly root: RootDatabase<Buffer, Uint8Array>;
  readonly meta: Table;
  readonly documents: Table;
  readonly entries: Table;
  private queue: Job[] = [];
  private closed = false;
  private isStale = false;
  private committedAt = 0;
  private commitMs = 0;
  private readonly room: Room;
  private writes = 0;
  private bytes = 0;

  constructor(
    path: string,
    /** Called after a transaction that came to nothing: what was derived from it must be read anew. */
    private readonly onAbort: () => void,
  ) {
    const bytes = { keyEncoding: 'binary', encoding: 'binary', cache: false } as const;
    this.root = open({ path, maxDbs: 4, overlappingSync: false, ...bytes });
    this.meta = this.root.openDB({ name: 'meta', ...bytes });
    this.documents = this.root.openDB({ name: 'documents', ...bytes });
    this.entries = this.root.openDB({ name: 'entries', ...bytes });
    const { pageSize } = this.stats();
    const used = (): number => (this.stats().lastPageNumber + 1) * pageSize;
    this.room = new Room(join(path, 'data.mdb'), used, pageSize);
  }

  /** Within a write. */
  put(table: Table, key: Buffer, value: Buffer): void {
    this.writes += 1;
    this.bytes += key.length + value.length;
    table.put(key, value);
  }

  /** Within a write. */
  remove(table: Table, key: Buffer): void {
    this.writes += 1;
    table.remove(key);
  }

  /** Runs `job` in a transaction and resolves with what it returns once that is durable. */
  write<T>(job: () => T): Promise<T> {
    if (this.closed) return Promise.reject(new CommandError(91, 'the store is closing'));
    return new Promise((resolve, reject) => {
      this.queue.push({ run: job, resolve, reject });
      if (this.queue.length === 1) this.schedule();
    });
  }

  /**
   * At once on an idle store. After a slow commit the next one waits as long as that took, so that at least half of the
   * time is left for everything else in this process, and what arrives meanwhile shares the commit.
   */
  private schedule(): void {
    const rest = Math.min(this.commitMs, MAX_REST_MS) - (performance.now() - this.committedAt);
    if (rest < 1) setImmediate(() => this.flush());
    else setTimeout(() => this.flush(), rest);
  }

  private flush(): void {
    const jobs = this.queue;
    this.queue = [];
    if (this.tryCommit(jobs) || jobs.length === 1) return;
    // One of them broke the transaction, or the disk is full: each gets its own, so that one failure is not everyone's.
    for (const job of jobs) this.tryCommit([job]);
  }

  /** False when the transaction came to nothing; a job that was alone in it is told why. */
  private tryCommit(jobs: readonly Job[]): boolean {
    try {
      settle(jobs, this.commit(jobs));
      return true;
    } catch (error) {
      this.recover();
      if (jobs.length === 1) jobs[0]?.reject(asCommandError(error));
      return false;
    }
  }

  /** At once, since reads rely on it too; where even reading fails, each further transaction tries again first. */
  private recover(): void {
    try {
      this.onAbort();
      this.isStale = false;
    } catch {
      this.isStale = true;
    }
  }

  /** A CommandError is an answer, thrown before its document is touched; anything else aborts the transaction. */
  private commit(jobs: readonly Job[]): Outcome[] {
    const outcomes: Outcome[] = [];
    this.writes = 0;
    this.bytes = 0;
    this.root.transactionSync(() => {
      if (this.isStale) this.onAbort();
      this.isStale = false;
      for (const job of jobs) {
        try {
          outcomes.push({ value: job.run() });
        } catch (error) {
          if (!(error instanceof CommandError)) throw error;
          outcomes.push({ error });
        }
      }
      if (this.writes > 0) this.room.claim(this.writes, this.bytes);
    });
    return outcomes;
  }

  /** As lmdb has them, of the last transaction that was committed. */
  private stats(): { readonly pageSize: number; readonly lastPageNumber: number } {
    return this.root.getStats() as { pageSize: number; lastPageNumber: number };
  }

  /**
   * Entries of a range in order, read in chunks: no read transaction stays open between them, so a cursor that a client
   * leaves behind keeps no pages from being reused.
   */
  *scan(table: Table, range: Range, reverse = false): Generator<Entry> {
    let from = reverse ? range.high : range.low;
    let exclusiveStart = reverse;
    for (let limit = FIRST_CHUNK; ; limit = Math.min(limit * 4, MAX_CHUNK)) {
      const options = reverse
        ? { start: from, end: range.low, reverse, inclusiveEnd: true, exclusiveStart, limit }
        : { start: from, end: range.high, exclusiveStart, limit };
      const chunk = Array.from(table.getRange(options) as Iterable<Entry>);
      yield* chunk;
      const last = chunk.at(-1);
      if (last === undefined || chunk.length < limit) return;
      from = last.key;
      exclusiveStart = true;
    }
  }

  count(table: Table, range: Range): number {
    return table.getKeysCount({ start: range.low, end: range.high });
  }

  async close(): Promise<void> {
    while (this.queue.length > 0) await new Promise((done) => setTimeout(done, 1));
    this.closed = true;
    this.room.close();
    await this.root.close();
  }
}

function settle(jobs: readonly Job[], outcomes: readonly Outcome[]): void {
  for (const [i, outcome] of outcomes.entries()) {
    if ('error' in outcome) jobs[i]?.reject(outcome.error);
    else jobs[i]?.resolve(outcome.value as never);
  }
}

/** EIO (which a short write becomes), EFBIG, ENOSPC, EDQUOT and lmdb's own MDB_MAP_FULL. */
const NO_ROOM = new Set([5, 27, 28, 122, -30792]);

function asCommandError(error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'number' || !NO_ROOM.has(code)) return error;
  return outOfDiskSpace(messageOf(error));
}
