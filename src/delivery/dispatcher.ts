import { type CarryOutDependencies, carryOut } from './carry-out';
import type { Delivery } from './model';
import type { Busy } from './pace';
import type { Sender } from './sender';

/** So many wait for their turn under the limits; more would only be claims for a dying process to leave behind. */
const IN_LINE = 16;
/** So many requests may be out at once: a platform that hangs holds nobody back within the calls' timeout. */
const UNDER_WAY = 600;
/** While something is under way, the queue is looked at again so often. */
const POLL_MS = 1_000;
/** What falls due so soon is waited for, instead of for the next sweep. */
const NEAR_MS = 15_000;

export interface DispatcherDependencies extends CarryOutDependencies {
  readonly wait: (ms: number) => Promise<void>;
  readonly newId: () => string;
}

export interface Dispatcher {
  /** Sends what is due on one platform until nothing more is, or soon will be. */
  drain(sender: Sender): Promise<void>;
  stop(): void;
}

/** Claims deliveries and carries out many at once, each recipient's in order. */
export function createDispatcher(deps: DispatcherDependencies): Dispatcher {
  const { clock, wait, log } = deps;
  let stopped = false;
  const stopping = signal();
  return {
    drain: async (sender) => {
      const round = new Round(sender, deps);
      try {
        while (!stopped) {
          const ms = await round.claimSome();
          if (ms === undefined) break;
          const before = clock().getTime();
          const changed = round.changed();
          await Promise.race([changed, stopping.promise, wait(ms)]);
          // A clock that stands still, as a test's does, makes nothing due: only what is under way can.
          if (clock().getTime() > before) continue;
          if (!round.busy()) break;
          await Promise.race([changed, stopping.promise]);
        }
      } finally {
        await round.ended();
        log.debug({ platform: sender.name }, 'deliveries drained');
      }
    },
    stop: () => {
      stopped = true;
      stopping.give();
    },
  };
}

/** What one process has under way on one platform. */
class Round {
  private readonly running = new Map<string, Promise<void>>();
  private inLine = 0;
  /** Recipients whose conversation takes nothing until then: their other messages need not be tried. */
  private readonly resting = new Map<string, number>();
  /** The platform has asked for silence until then. */
  private heldUntil = 0;
  private change = signal();

  constructor(
    private readonly sender: Sender,
    private readonly deps: DispatcherDependencies,
  ) {}

  busy(): boolean {
    return this.running.size > 0;
  }

  changed(): Promise<void> {
    return this.change.promise;
  }

  async ended(): Promise<void> {
    await Promise.all(this.running.values());
  }

  /**
   * Claims what is due until there is no room or nothing more.
   * @returns how long to wait before looking again, unless something changes before; undefined when nothing is near.
   */
  async claimSome(): Promise<number | undefined> {
    for (;;) {
      const now = this.deps.clock();
      if (this.heldUntil > now.getTime()) return Math.min(this.heldUntil - now.getTime(), POLL_MS);
      const room = Math.min(IN_LINE - this.inLine, UNDER_WAY - this.running.size);
      if (room <= 0) return POLL_MS;
      const { seen, claimed } = await this.claim(room, now);
      for (const delivery of claimed) this.start(delivery);
      if (seen > 0) continue;
      return this.busy() ? POLL_MS : this.untilNext(now);
    }
  }

  /**
   * Takes the oldest that are due, one of each recipient and several at once: one after the other, a store whose writes take
   * 20 ms would let through fewer than the platforms do. Others may be quicker; `seen` counts those that were there.
   */
  private async claim(room: number, now: Date): Promise<{ seen: number; claimed: readonly Delivery[] }> {
    const { deliveries, newId, leaseMs } = this.deps;
    const due = { platform: this.sender.name, state: 'queued' as const, due: { $lte: now } };
    for (const [recipient, until] of this.resting) {
      if (until <= now.getTime()) this.resting.delete(recipient);
    }
    const skipped = [...this.running.keys(), ...this.resting.keys()];
    const others = skipped.length > 0 ? { ...due, recipient: { $nin: skipped } } : due;
    const found = await deliveries
      .find(others, { recipient: 1 })
      .sort({ due: 1 })
      .limit(room)
      .lean<Pick<Delivery, '_id' | 'recipient'>[]>();
    const oldest = new Map(found.toReversed().map(({ _id, recipient }) => [recipient, _id]));
    const leased = new Date(now.getTime() + leaseMs);
    const taken = await Promise.all(
      [...oldest.values()].map((_id) =>
        deliveries
          .findOneAndUpdate(
            { ...due, _id },
            { $set: { state: 'claimed', claim: newId(), due: leased } },
            { returnDocument: 'after' },
          )
          .lean<Delivery>()
          .exec(),
      ),
    );
    return { seen: found.length, claimed: taken.filter((delivery) => delivery !== null) };
  }

  private async untilNext(now: Date): Promise<number | undefined> {
    const next = await this.deps.deliveries
      .findOne({ platform: this.sender.name, state: 'queued' })
      .sort({ due: 1 })
      .select({ due: 1 })
      .lean<Pick<Delivery, 'due'>>();
    if (next === null) return undefined;
    // What is due and was not claimed waits for its conversation, or has come this moment.
    const rest = this.resting.size === 0 ? 0 : Math.min(...this.resting.values()) - now.getTime();
    const wait = Math.max(next.due.getTime() - now.getTime(), Math.min(rest, POLL_MS));
    return wait > NEAR_MS ? undefined : Math.max(1, wait);
  }

  private start(claimed: Delivery): void {
    this.inLine += 1;
    let waiting = true;
    const leaveLine = (): void => {
      if (waiting) this.inLine -= 1;
      waiting = false;
      this.tell();
    };
    const hold = ({ ms, all }: Busy): void => {
      const until = this.deps.clock().getTime() + ms;
      if (all) this.heldUntil = Math.max(this.heldUntil, until);
      else this.resting.set(claimed.recipient, until);
    };
    const done = carryOut(claimed, this.sender, this.deps, { leaveLine, hold })
      .catch((error: unknown) => {
        this.deps.log.warn({ err: error }, 'delivery given up until its claim runs out');
      })
      .finally(() => {
        this.running.delete(claimed.recipient);
        leaveLine();
      });
    this.running.set(claimed.recipient, done);
  }

  private tell(): void {
    const { give } = this.change;
    this.change = signal();
    give();
  }
}

/** A promise to be kept from outside. */
function signal(): { readonly promise: Promise<void>; readonly give: () => void } {
  let give = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}
