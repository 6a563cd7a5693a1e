import type { Outbox } from '../../delivery/outbox';
import { addDays } from '../../forms/calendar-days';
import type { Contacts } from '../members/contacts';
import { batchOf } from './ask';
import type { Bundles } from './bundles';
import type { States } from './states';

interface ArrivalDependencies {
  readonly bundles: Bundles;
  readonly states: States;
  readonly contacts: Pick<Contacts, 'markGone'>;
  readonly outbox: Pick<Outbox, 'outcomes'>;
  readonly dayOf: (instant: Date) => string;
}

/** The outbox tries for a day; the weekend may lie between. */
const DAYS = 4;
/** The person has blocked or removed the bot, or is gone. Everything else may pass, or is the same for everybody. */
const GONE = new Set([
  ...[
    '403',
    '404',
    'bad-address',
    'address_unreadable',
    'channel_not_found',
    'is_archived',
    'not_in_channel',
  ],
  ...['cannot_dm_bot', 'user_disabled', 'user_not_found', 'user_not_visible', 'users_not_found'],
]);

/**
 * Makes the chore that looks at what became of the messages: one that never arrived has asked nobody, and whoever has taken
 * the bot away is reached elsewhere from then on, or the next one in line is asked.
 */
export function createArrivals({ bundles, states, contacts, outbox, dayOf }: ArrivalDependencies) {
  return async (now: Date): Promise<void> => {
    const recent = await bundles.sentSince(addDays(dayOf(now), -DAYS));
    for (const batch of new Set(recent.map(batchOf))) {
      const outcomes = new Map((await outbox.outcomes(batch)).map((outcome) => [outcome.id, outcome]));
      for (const bundle of recent.filter((one) => batchOf(one) === batch)) {
        const outcome = outcomes.get(bundle._id);
        if (outcome === undefined || !['failed', 'cancelled'].includes(outcome.state)) continue;
        if (GONE.has(outcome.reason ?? '')) await contacts.markGone(bundle.account, now);
        await states.uncount(bundle);
        await bundles.settle(bundle._id, 'failed');
      }
    }
  };
}
