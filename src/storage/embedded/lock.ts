import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StoreLockedError } from './errors';

const NAME = /^lock\.(\d+)$/;
const HEARTBEAT_MS = 5_000;
/** A holder in another container or on another machine is believed alive while its file is younger than this. */
const STALE_MS = 30_000;

interface Holder {
  readonly pid: number;
  /** Where process ids mean the same: machine, boot and, on Linux, the namespace of process ids. */
  readonly realm: string;
  /** When the process was started: an id is given anew after it ended. */
  readonly started: string;
}

export interface Lock {
  release(): void;
}

/**
 * Takes the directory for this process alone. The lock is the file with the highest number: who finds its holder dead
 * creates the next number, which only one process can, and no number is ever used twice.
 * @throws StoreLockedError while its holder is alive
 */
export function acquireLock(directory: string): Lock {
  const me: Holder = { pid: process.pid, realm: realm(), started: startOf(process.pid) };
  const draft = join(directory, `draft.${process.pid}.${process.hrtime.bigint()}`);
  writeFileSync(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    for (;;) {
      const numbers = lockNumbers(directory);
      const last = Math.max(0, ...numbers);
      refuseIfHeld(directory, join(directory, `lock.${last}`), last, me);
      const file = join(directory, `lock.${last + 1}`);
      if (!tryLink(draft, file)) continue;
      for (const number of numbers) rmSync(join(directory, `lock.${number}`), { force: true });
      return held(file);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

const lockNumbers = (directory: string) =>
  readdirSync(directory).flatMap((name) => {
    const number = NAME.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });

/** A link appears with its content, so nobody reads a lock that is half written. */
function tryLink(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function refuseIfHeld(directory: string, file: string, number: number, me: Holder): void {
  if (number === 0) return;
  const holder = readHolder(file);
  if (!holder) return;
  const elsewhere = holder.realm !== me.realm;
  const alive = elsewhere
    ? ageOf(file) < STALE_MS
    : startOf(holder.pid) === holder.started && isRunning(holder.pid);
  if (alive) throw new StoreLockedError(directory, holder.pid, file, elsewhere);
}

/** Undefined when it was released, which leaves an empty file, or has been replaced meanwhile. */
function readHolder(file: string): Holder | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text === '' ? undefined : (JSON.parse(text) as Holder);
  } catch {
    return undefined;
  }
}

function ageOf(file: string): number {
  try {
    return Math.abs(Date.now() - statSync(file).mtimeMs);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat, counted from behind the name, which may hold anything; empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function realm(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function held(file: string): Lock {
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The file was deleted by hand, as the message of StoreLockedError allows; there is nothing to renew.
    }
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      // Emptied and not removed, since its number must not be used again; removed by hand, it needs no release.
      if (existsSync(file)) writeFileSync(file, '');
    },
  };
}
