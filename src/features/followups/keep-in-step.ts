import type { Outbox } from '../../delivery/outbox';
import type { RecordQuery } from '../../records/query';
import { batchOf } from './ask';
import type { Bundles } from './bundles';
import { type ComposeDependencies, compose } from './compose';
import type { Bundle } from './model';

export interface KeepDependencies extends ComposeDependencies {
  readonly bundles: Bundles;
  readonly outbox: Pick<Outbox, 'correct' | 'outcomes' | 'withdraw'>;
}

export interface Keeper {
  /** The records have been answered for, put off or passed on: what shows them is looked at in the next round. */
  touch(codes: readonly string[]): void;
  /**
   * Brings the messages that are out in step with their records, whatever changed these. One that has not gone out yet is
   * changed before it does, or stopped when nothing is left to ask. Safe to run in several processes: the same correction
   * twice does no harm.
   */
  run(now: Date): Promise<void>;
}

const DAY_MS = 86_400_000;
/** Clocks of several processes differ, and a write takes a while. */
const OVERLAP_MS = 60_000;
const PAGE = 200;

/** Keeps every copy of a question in step with its record. */
export function createKeeper(deps: KeepDependencies): Keeper {
  let seenUntil: Date | undefined;
  let touched = new Set<string>();
  return {
    touch: (codes) => {
      for (const code of codes) touched.add(code);
    },
    run: async (now) => {
      const from = seenUntil !== undefined && seenUntil < now ? seenUntil : new Date(now.getTime() - DAY_MS);
      const mine = touched;
      touched = new Set();
      try {
        const codes = new Set([...mine, ...(await changedSince(deps, from, now))]);
        if (codes.size > 0) {
          for (const bundle of await deps.bundles.about([...codes], now)) await keep(bundle, now, deps);
        }
        seenUntil = new Date(now.getTime() - OVERLAP_MS);
      } catch (error) {
        for (const code of mine) touched.add(code);
        throw error;
      }
    },
  };
}

/** Codes of the records that have changed; withdrawn ones are no part of other lists. */
async function changedSince({ records }: KeepDependencies, from: Date, now: Date): Promise<string[]> {
  const updated = { from, until: new Date(now.getTime() + 1) };
  const codes: string[] = [];
  for (const repository of [records.initiatives, records.examples]) {
    for (const withdrawn of [false, true]) {
      const query: RecordQuery = { audience: undefined, withdrawn, updated };
      for (let page = 1; ; page++) {
        const { entries, more } = await repository.find(query, { page, size: PAGE });
        codes.push(...entries.map(({ code }) => code));
        if (!more) break;
      }
    }
  }
  return codes;
}

async function keep(bundle: Bundle, now: Date, deps: KeepDependencies): Promise<void> {
  const { reply, open, shown } = await compose(bundle, deps.dayOf(now), deps);
  if (shown === bundle.shown) return;
  const waits = open.length === 0 && (await isWaiting(bundle, deps));
  // The mark is set last: a death before it makes the same correction again.
  if (waits) await deps.outbox.withdraw({ id: bundle._id }, now);
  else await deps.outbox.correct({ id: bundle._id }, reply, now);
  await deps.bundles.settle(bundle._id, 'sent', shown);
}

async function isWaiting(bundle: Bundle, { outbox }: KeepDependencies): Promise<boolean> {
  const found = (await outbox.outcomes(batchOf(bundle))).find(({ id }) => id === bundle._id);
  return found?.state === 'queued';
}
