import { type CarryOutDependencies, unknownOutcome } from './carry-out';
import type { Deliveries, Delivery } from './model';
import type { Sender } from './sender';

const BATCH = 200;

/**
 * Takes up what processes that died have left. What was only claimed goes back to the queue; what may have gone out follows
 * the rule for unknown outcomes. Messages to a platform that is switched off fail, so that somebody hears of it.
 */
export async function recover(
  senders: readonly Sender[],
  deps: Pick<CarryOutDependencies, 'deliveries' | 'clock' | 'checkAfterMs'>,
): Promise<void> {
  const { deliveries, clock } = deps;
  const now = clock();
  await deliveries.updateMany(
    { state: 'claimed', due: { $lt: now } },
    { $set: { state: 'queued', due: now }, $unset: { claim: 1 } },
  );
  const left = await deliveries
    .find({ state: 'sending', due: { $lt: now } })
    .sort({ due: 1 })
    .limit(BATCH)
    .lean<Delivery[]>();
  for (const delivery of left) await takeUp(delivery, senders, deps, now);
  const names = senders.map(({ name }) => name);
  await deliveries.updateMany(
    { state: 'queued', due: { $lte: now }, platform: { $nin: names } },
    { $set: { state: 'failed', reason: 'platform-off', settledAt: now, told: false } },
  );
}

async function takeUp(
  { _id, claim, task, platform }: Delivery,
  senders: readonly Sender[],
  deps: { readonly deliveries: Deliveries; readonly checkAfterMs: number },
  now: Date,
): Promise<void> {
  const sender = senders.find(({ name }) => name === platform) ?? {};
  const change =
    task === 'send'
      ? // A lease is far longer than a request may take: nothing is still on its way.
        unknownOutcome('sender-died', sender, now, { checkAfterMs: 0 })
      : { state: 'queued', due: now };
  // The claim stays: one that was only slow may still write what it knows.
  await deps.deliveries.updateOne({ _id, claim, state: 'sending' }, { $set: change });
}
