import type { Delivery } from './model';
import { DeliveryError } from './sender';

/** What an attempt leads to, as far as the queue goes. */
export type AfterFailure =
  | { readonly kind: 'again'; readonly due: Date; readonly reason: string }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;
/** A platform that is away for a night loses nothing; after a day somebody has to know. */
export const TRY_FOR_MS = 24 * 3_600_000;

/**
 * Decides on the next attempt. Waits double from 2 s to a quarter of an hour and are spread by up to a half, so that many
 * don't come back at the same moment; a Retry-After is waited out in full, with the spread on top.
 */
export function afterFailure(
  error: unknown,
  { attempts, until }: Pick<Delivery, 'attempts' | 'until'>,
  now: Date,
  random: () => number,
): AfterFailure {
  if (!(error instanceof DeliveryError)) return { kind: 'unknown', reason: 'unexpected' };
  const reason = error.code;
  if (error.outcome === 'unknown') return { kind: 'unknown', reason };
  if (error.outcome === 'gone') return { kind: 'gone', reason };
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  const asked = error.retryAfterMs;
  const ms =
    asked === undefined ? doubled * (1 + random() / 2) : asked + random() * Math.min(asked, FIRST_MS) * 0.5;
  const due = new Date(now.getTime() + Math.ceil(ms));
  return until !== undefined && due > until ? { kind: 'gone', reason } : { kind: 'again', due, reason };
}
