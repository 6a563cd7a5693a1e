import type { Logger } from '../log';
import type { Deliveries, Delivery } from './model';
import type { Busy, Pace } from './pace';
import { type AfterFailure, afterFailure, TRY_FOR_MS } from './retrying';
import { type Address, DeliveryError, type Operation, type Sender } from './sender';

export interface CarryOutDependencies {
  readonly deliveries: Deliveries;
  readonly log: Logger;
  readonly pace: Pace;
  readonly clock: () => Date;
  readonly random: () => number;
  /** How long a process may be at a delivery before it is taken for dead. Longer than any of the platforms' timeouts. */
  readonly leaseMs: number;
  /** How long after an unknown outcome the message is looked for: a slow platform may still be carrying it out. */
  readonly checkAfterMs: number;
}

/** The line of those who wait for the limits to let them pass. */
export interface Line {
  leaveLine(): void;
  /** A limit lets nothing pass for so long. */
  hold(busy: Busy): void;
}

type Change = Partial<Delivery> & { readonly unset?: readonly (keyof Delivery)[] };

/** A mark that takes the store longer than this would let the next message to the conversation come too close. */
const LATE_MS = 40;
/** A repeated search finds nothing more after so many. */
const MOST_CHECKS = 10;

/**
 * Does what a claimed delivery is due for, and writes down what came of it. The order makes a death between any two lines
 * harmless: what was only claimed has not gone out; from the mark `sending` on it may have.
 * @throws only what the store throws; the claim then runs out.
 */
export async function carryOut(
  claimed: Delivery,
  sender: Sender,
  deps: CarryOutDependencies,
  line: Line,
): Promise<void> {
  const { deliveries, pace, clock } = deps;
  const mine = { _id: claimed._id, claim: claimed.claim };
  const release = (set: Change): Promise<void> => write(deliveries, { ...mine, state: 'claimed' }, set);
  const { fresh, task } = claimed;
  if (task === 'send' && fresh !== undefined && fresh <= clock()) {
    return release(failed('stale', clock()));
  }
  const ready = await approach(claimed, sender, deps, line);
  if ('change' in ready) return release(ready.change);
  const limits = sender.limits(operationOf(task), ready.address);
  const busy = await pace.pass(limits);
  if (busy !== undefined) return release(laterThan(busy, clock(), line));
  const now = clock();
  const marked = await deliveries
    .findOneAndUpdate(
      { ...mine, state: 'claimed' },
      {
        $set: {
          state: 'sending',
          due: new Date(now.getTime() + deps.leaseMs),
          address: ready.address,
          ...(claimed.until === undefined && { until: new Date(now.getTime() + TRY_FOR_MS) }),
          ...(claimed.triedAt === undefined && { triedAt: now }),
        },
        $inc: { attempts: 1 },
      },
      { returnDocument: 'after' },
    )
    .lean<Delivery>();
  // Someone took us for dead: theirs now.
  if (marked === null) return;
  if (marked.wanted === 'remove' && task === 'send') {
    return write(deliveries, mine, { state: 'withdrawn', unset: ['wanted'] });
  }
  if (clock().getTime() - now.getTime() > LATE_MS) await pace.renew(limits);
  line.leaveLine();
  const outcome = await attempt(marked, sender, deps);
  const { platform, kind } = marked;
  deps.log.info({ platform, kind, task, state: outcome.state, reason: outcome.reason }, 'delivery');
  await record(marked, outcome, deps);
}

/** Opens the conversation where there is none yet. */
async function approach(
  delivery: Delivery,
  sender: Sender,
  { pace, clock, random }: CarryOutDependencies,
  line: Line,
): Promise<{ readonly address: Address } | { readonly change: Change }> {
  try {
    const opening = sender.opening?.(delivery.address);
    if (opening === undefined) return { address: delivery.address };
    const busy = await pace.pass(opening.limits);
    if (busy !== undefined) return { change: laterThan(busy, clock(), line) };
    return { address: await opening.run() };
  } catch (error) {
    const now = clock();
    const attempts = delivery.attempts + 1;
    const until = delivery.until ?? new Date(now.getTime() + TRY_FOR_MS);
    // Opening a conversation twice finds the same one: also an unknown outcome is tried again.
    const after = afterFailure(repeatable(error), { attempts, until }, now, random);
    if (after.kind === 'again') {
      return { change: { state: 'queued', due: after.due, reason: after.reason, attempts, until } };
    }
    return { change: failed(after.reason, now) };
  }
}

async function attempt(delivery: Delivery, sender: Sender, deps: CarryOutDependencies): Promise<Change> {
  const { _id, task, address, reply, messageId = '' } = delivery;
  try {
    switch (task) {
      case 'send':
        return arrived(await sender.send(address, reply, { key: _id }), deps.clock());
      case 'check':
        return await check(delivery, sender, deps);
      case 'update':
        await sender.update(address, messageId, reply);
        return { state: 'sent' };
      case 'remove':
        await sender.remove(address, messageId);
        return { state: 'withdrawn' };
    }
  } catch (error) {
    return afterError(error, delivery, sender, deps);
  }
}

/** Looks for a message that may have been posted; what was surely not posted is sent again. */
async function check(delivery: Delivery, sender: Sender, { clock }: CarryOutDependencies): Promise<Change> {
  const { _id, address, triedAt, at, reason } = delivery;
  const now = clock();
  if (sender.find === undefined) {
    // A person has asked for it, knowing that it may have arrived.
    return { state: 'queued', task: 'send', due: now, attempts: 0 };
  }
  const found = await sender.find(address, _id, triedAt ?? at);
  if (found !== undefined) return { ...arrived(found, now), task: 'send' };
  if (delivery.wanted === 'remove') return { state: 'withdrawn' };
  return { state: 'queued', task: 'send', due: now, attempts: 0, reason };
}

async function afterError(
  error: unknown,
  delivery: Delivery,
  sender: Sender,
  deps: CarryOutDependencies,
): Promise<Change> {
  const { task, attempts } = delivery;
  const now = deps.clock();
  const after: AfterFailure = afterFailure(
    task === 'send' ? error : repeatable(error),
    delivery,
    now,
    deps.random,
  );
  if (after.kind === 'again') {
    if (error instanceof DeliveryError && error.retryAfterMs !== undefined) {
      const limits = sender.limits(operationOf(task), delivery.address);
      const stopped = limits.find(({ stops }) => stops === true) ?? limits[0];
      if (stopped !== undefined) await deps.pace.pause(stopped.key, error.retryAfterMs);
    }
    if (task === 'check' && attempts >= MOST_CHECKS) return uncertain(after.reason, now);
    return { state: 'queued', due: after.due, reason: after.reason };
  }
  if (task === 'check') return uncertain(after.reason, now);
  // A correction that can't be made leaves the message that is there; one that is gone need not be removed.
  if (task === 'update') return { state: 'sent', reason: `not-updated ${after.reason}` };
  if (task === 'remove') {
    return after.kind === 'gone' ? { state: 'withdrawn' } : { state: 'sent', reason: after.reason };
  }
  if (after.kind === 'gone') return failed(after.reason, now);
  return unknownOutcome(after.reason, sender, now, deps);
}

/** The rule for a message that may have arrived: looked for where the platform can tell, else never sent again by itself. */
export function unknownOutcome(
  reason: string,
  sender: Pick<Sender, 'find'>,
  now: Date,
  { checkAfterMs }: Pick<CarryOutDependencies, 'checkAfterMs'>,
): Change {
  if (sender.find === undefined) return uncertain(reason, now);
  return { state: 'queued', task: 'check', due: new Date(now.getTime() + checkAfterMs), attempts: 0, reason };
}

/** Writes the outcome. A correction that has come meanwhile is queued in the same write. */
async function record(
  marked: Delivery,
  outcome: Change,
  { deliveries, clock }: CarryOutDependencies,
): Promise<void> {
  const mine = { _id: marked._id, claim: marked.claim };
  if (outcome.state !== 'sent') return write(deliveries, mine, outcome);
  const said =
    marked.task === 'check'
      ? { ...mine, wanted: { $exists: false } }
      : { ...mine, revision: marked.revision };
  const unset = ['wanted', 'reason', 'told', 'settledAt'] as const;
  const settled = { ...outcome, unset: unset.filter((field) => !(field in outcome)) };
  if (await wrote(deliveries, said, settled)) return;
  const now = await deliveries.findOne(mine).lean<Delivery>();
  if (now === null) return;
  await write(
    deliveries,
    { ...mine, revision: now.revision },
    {
      ...settled,
      state: 'queued',
      task: now.wanted ?? 'update',
      due: clock(),
      attempts: 0,
    },
  );
}

function laterThan(busy: Busy, now: Date, line: Line): Change {
  line.hold(busy);
  return { state: 'queued', due: new Date(now.getTime() + busy.ms) };
}

const arrived = ({ messageId }: { readonly messageId: string }, now: Date): Change => ({
  state: 'sent',
  sentAt: now,
  ...(messageId !== '' && { messageId }),
});
const failed = (reason: string, now: Date): Change => ({
  state: 'failed',
  reason,
  settledAt: now,
  told: false,
});
const uncertain = (reason: string, now: Date): Change => ({
  state: 'uncertain',
  reason,
  settledAt: now,
  told: false,
});

function operationOf(task: Delivery['task']): Operation {
  return task === 'check' ? 'find' : task;
}

function repeatable(error: unknown): unknown {
  const unknown = error instanceof DeliveryError && error.outcome === 'unknown';
  return unknown ? new DeliveryError('retry', error.code) : error;
}

async function write(deliveries: Deliveries, filter: object, change: Change): Promise<void> {
  await wrote(deliveries, filter, change);
}

async function wrote(
  deliveries: Deliveries,
  filter: object,
  { unset = [], ...set }: Change,
): Promise<boolean> {
  const update = {
    $set: set,
    ...(unset.length > 0 && { $unset: Object.fromEntries(unset.map((field) => [field, 1])) }),
  };
  return (await deliveries.updateOne(filter, update)).matchedCount > 0;
}
