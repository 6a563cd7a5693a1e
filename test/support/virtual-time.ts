import type { Connection } from 'mongoose';

/**
 * A clock that moves on when everybody waits: real requests and real commands to the store take no time at all, and what is
 * waited for comes at once, in order. So an hour of pacing is tested in seconds, and none of it depends on the machine.
 */
export class VirtualTime {
  private readonly timers: { readonly at: number; readonly wake: () => void }[] = [];
  private busy = 0;
  private readonly idle: (() => void)[] = [];

  constructor(private instant: number) {}

  readonly clock = (): Date => new Date(this.instant);
  readonly now = (): number => this.instant;

  readonly wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const at = this.instant + Math.max(0, Math.ceil(ms));
      const index = this.timers.findIndex((timer) => timer.at > at);
      this.timers.splice(index < 0 ? this.timers.length : index, 0, { at, wake: resolve });
    });

  /** Time stands still while the connection has commands under way. It must have been opened with `monitorCommands`. */
  watch(connection: Connection): void {
    const client = connection.getClient();
    client.on('commandStarted', () => this.begin());
    client.on('commandSucceeded', () => this.end());
    client.on('commandFailed', () => this.end());
  }

  /** Time stands still while the work is under way. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.begin();
    try {
      return await work;
    } finally {
      this.end();
    }
  }

  /** Lets time pass until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const finished = work.finally(() => {
      done = true;
    });
    finished.catch(() => undefined);
    while (!done) {
      await quiet();
      if (done) break;
      if (this.busy > 0) {
        await Promise.race([finished.catch(() => undefined), this.untilIdle()]);
        continue;
      }
      const next = this.timers.shift();
      if (next === undefined) continue;
      this.instant = Math.max(this.instant, next.at);
      next.wake();
    }
    return finished;
  }

  advance(ms: number): void {
    this.instant += ms;
  }

  begin(): void {
    this.busy += 1;
  }

  end(): void {
    this.busy -= 1;
    if (this.busy === 0) for (const wake of this.idle.splice(0)) wake();
  }

  private untilIdle(): Promise<void> {
    return new Promise((resolve) => this.idle.push(resolve));
  }
}

/** So many turns of the event loop let everything that has been answered go on. */
const TURNS = 4;

async function quiet(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
