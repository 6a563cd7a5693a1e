import { addDays } from '../../forms/calendar-days';
import { orStoreAway } from '../../records/store-away';
import type { Bundle, FollowUpModels, PromptState } from './model';

/** Days between a question and a nudge, and between the last nudge and the coordinators. */
const NUDGE_DAYS = 7;
/** The question and two nudges; after that it is the coordinators'. */
const MOST_ASKED = 3;

export type Turn = 'ask' | 'escalate' | 'wait';

/**
 * Whose turn it is on a day. Putting off always wins; another person than the one who was asked is asked from the beginning.
 */
export function turnOf(state: PromptState | undefined, to: string, today: string): Turn {
  if (state === undefined) return 'ask';
  if (state.snoozedUntil !== undefined && state.snoozedUntil > today) return 'wait';
  if (state.to !== to || state.asked === 0 || state.askedOn === undefined) return 'ask';
  if (addDays(state.askedOn, NUDGE_DAYS) > today) return 'wait';
  if (state.asked < MOST_ASKED) return 'ask';
  return mayEscalate(state, today) ? 'escalate' : 'wait';
}

/** Once, to all coordinators on the same day. */
export function mayEscalate(state: PromptState | undefined, today: string): boolean {
  if (state?.snoozedUntil !== undefined && state.snoozedUntil > today) return false;
  return state?.escalatedOn === undefined || state.escalatedOn === today;
}

export interface States {
  /** Those of the questions that have been asked or put off. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, PromptState>>;
  /** Counts a bundle's questions as asked; the same bundle again changes nothing. */
  count(bundle: Bundle): Promise<void>;
  /** Takes the counting back: the message never arrived. */
  uncount(bundle: Bundle): Promise<void>;
  /** Puts a question off until a day; it is then asked from the beginning. */
  snooze(id: string, subject: string, until: string): Promise<void>;
}

/** How far the questions have come. @throws BotError `store-away` from every method. */
export function createStates({ prompts }: Pick<FollowUpModels, 'prompts'>): States {
  const ensure = (_id: string, subject: string): Promise<unknown> =>
    orStoreAway(() =>
      prompts.updateOne({ _id }, { $setOnInsert: { subject, asked: 0, bundles: [] } }, { upsert: true }),
    );
  return {
    of: async (ids) => {
      const found = await orStoreAway(() =>
        prompts
          .find({ _id: { $in: [...ids] } })
          .lean<PromptState[]>()
          .exec(),
      );
      return new Map(found.map((state) => [state._id, state]));
    },
    count: async ({ _id: bundle, day, recipient, items }) => {
      for (const { question, escalated } of items) {
        await ensure(question, question.split(':')[1] ?? '');
        const uncounted = { _id: question, bundles: { $ne: bundle } };
        const seen = { $push: { bundles: { $each: [bundle], $slice: -20 } } };
        if (escalated !== undefined) {
          await orStoreAway(() => prompts.updateOne(uncounted, { ...seen, $set: { escalatedOn: day } }));
          continue;
        }
        // Whoever takes over is asked from the beginning.
        await orStoreAway(() =>
          prompts.updateOne({ ...uncounted, to: { $ne: recipient } }, { $set: { to: recipient, asked: 0 } }),
        );
        await orStoreAway(() =>
          prompts.updateOne(uncounted, { ...seen, $inc: { asked: 1 }, $set: { askedOn: day } }),
        );
      }
    },
    uncount: async ({ _id: bundle, items }) => {
      for (const { question, escalated } of items) {
        const counted = { _id: question, bundles: bundle };
        const gone = { $pull: { bundles: bundle } };
        const update =
          escalated === undefined
            ? { ...gone, $inc: { asked: -1 }, $unset: { askedOn: 1 } }
            : { ...gone, $unset: { escalatedOn: 1 } };
        await orStoreAway(() => prompts.updateOne(counted, update));
      }
    },
    snooze: async (_id, subject, until) => {
      await ensure(_id, subject);
      const set = { $set: { snoozedUntil: until, asked: 0 }, $unset: { askedOn: 1, escalatedOn: 1 } };
      await orStoreAway(() => prompts.updateOne({ _id }, set));
    },
  };
}
