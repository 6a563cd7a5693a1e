import { isDuplicateKey } from '../../storage/errors';
import type { Exchange, Place } from '../../turn/turn';
import type { Question, QuestionModels, QuestionReason, QuestionState, Waiting } from './model';

/** How many wordings and exchanges a group keeps; enough to see how people ask. */
const KEPT_VARIANTS = 10;
const KEPT_EXCHANGES = 200;
export const PAGE_SIZE = 8;

export interface Queue {
  /** Adds an exchange to its group, once; with a place, the answer is told there. */
  add(exchange: Exchange, reason: QuestionReason, now: Date, place?: Place): Promise<void>;
  list(state: QuestionState, page: number): Promise<{ questions: Question[]; total: number }>;
  byId(id: string): Promise<Question | null>;
  /** @returns false when it isn't in `from` any more. */
  move(id: string, from: QuestionState, to: 'new' | 'ignored'): Promise<boolean>;
}

/** The queue of questions that wait for a coordinator. `groupOf` reduces a question to what makes it the same question. */
export function createQueue(
  { questions }: Pick<QuestionModels, 'questions'>,
  groupOf: (text: string) => string,
  newId: () => string,
): Queue {
  const count = async (group: string, exchange: Exchange, now: Date): Promise<boolean> => {
    const counted = await questions.updateOne(
      { group, open: true, exchanges: { $ne: exchange.id } },
      {
        $set: { lastAt: now },
        $inc: { count: 1 },
        $push: { exchanges: { $each: [exchange.id], $slice: -KEPT_EXCHANGES } },
      },
    );
    return counted.matchedCount > 0;
  };

  const insert = async (
    group: string,
    exchange: Exchange,
    reason: QuestionReason,
    now: Date,
  ): Promise<void> => {
    const question: Question = {
      _id: newId(),
      group,
      text: exchange.question,
      language: exchange.language,
      reason,
      entryId: exchange.entryId,
      variants: [],
      exchanges: [exchange.id],
      count: 1,
      state: 'new',
      open: true,
      waiting: [],
      firstAt: now,
      lastAt: now,
    };
    try {
      await questions.create(question);
    } catch (error) {
      // Someone asked the same at the same moment: theirs is the group now.
      if (!isDuplicateKey(error)) throw error;
      await count(group, exchange, now);
    }
  };

  return {
    add: async (exchange, reason, now, place) => {
      const group = groupOf(exchange.question);
      if (!(await count(group, exchange, now))) await insert(group, exchange, reason, now);
      await questions.updateOne(
        {
          group,
          open: true,
          text: { $ne: exchange.question },
          variants: { $ne: exchange.question },
          [`variants.${KEPT_VARIANTS - 1}`]: { $exists: false },
        },
        { $push: { variants: exchange.question } },
      );
      if (place === undefined) return;
      const waiting: Waiting = {
        conversation: place.conversation,
        platform: place.platform,
        address: { ...place.address },
        language: exchange.language,
        told: false,
      };
      await questions.updateOne(
        { group, open: true, 'waiting.conversation': { $ne: place.conversation } },
        { $push: { waiting }, $set: { state: 'new' } },
      );
    },
    list: async (state, page) => {
      const [found, total] = await Promise.all([
        questions
          .find({ state })
          .sort({ count: -1, lastAt: -1 })
          .skip(page * PAGE_SIZE)
          .limit(PAGE_SIZE)
          .lean(),
        questions.countDocuments({ state }),
      ]);
      return { questions: found, total };
    },
    byId: (id) => questions.findById(id).lean(),
    move: async (id, from, to) => {
      const moved = await questions.updateOne({ _id: id, state: from, open: true }, { $set: { state: to } });
      return moved.matchedCount > 0;
    },
  };
}
