import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { outOfDiskSpace } from './errors';

/** The file grows by this much at a time. */
const STEP = 256 * 1_024;
/** The pages of a write: the copies from the root to the leaf, and the neighbours that a split makes. */
const PAGES_A_WRITE = 6;
/** However many writes a transaction holds, they share pages; beyond this only their documents add to it. */
const MAX_SHARED = 8 * 1_024 * 1_024;
const ZEROS = Buffer.alloc(STEP);

/** How far the pages reach that lmdb uses now; bytes. */
export type UsedBytes = () => number;

/**
 * Room on the disk for what is about to be committed, taken before it is committed.
 *
 * lmdb writes into its file as it commits, and on Linux a write that the disk refuses makes version 3.5 overrun a buffer of
 * its own while it composes the message (liblmdb/mdb.c, `mdb_page_flush`): now and then the process dies of it. So the file
 * is made longer here, with zeros that lmdb neither reads nor minds, and a disk without room is found out in JavaScript.
 */
export class Room {
  private readonly file: number;
  /** Bytes that transactions can still use before it is worth measuring again. */
  private left = 0;

  constructor(
    path: string,
    private readonly used: UsedBytes,
    private readonly pageSize: number,
  ) {
    this.file = openSync(path, 'r+');
  }

  /**
   * Within a transaction, after its writes and before its commit.
   * @param writes number of puts and removals in it
   * @param bytes of all that it puts
   * @throws CommandError 14031 where the disk has no room for it
   */
  claim(writes: number, bytes: number): void {
    const pages = Math.min(writes * PAGES_A_WRITE * this.pageSize, MAX_SHARED);
    // A value that does not fit in a page has pages of its own, and the list of what became free is written too.
    const wanted = pages + 2 * bytes + 16 * this.pageSize;
    if (wanted > this.left) this.left = this.ahead(wanted);
    this.left -= wanted;
  }

  close(): void {
    closeSync(this.file);
  }

  /** Bytes of the file beyond what is used, at least `wanted`. */
  private ahead(wanted: number): number {
    const used = this.used();
    const { size } = fstatSync(this.file);
    // What an earlier version left without blocks of its own at the end is rather written twice than trusted.
    let end = Math.max(size, used);
    while (end < used + wanted) end += this.extend(end);
    return end - used;
  }

  private extend(at: number): number {
    try {
      return writeSync(this.file, ZEROS, 0, STEP, at);
    } catch (error) {
      throw outOfDiskSpace(String((error as NodeJS.ErrnoException).code));
    }
  }
}
