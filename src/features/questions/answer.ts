import type { Outbox } from '../../delivery/outbox';
import { type News, type NewsSource, tell } from '../../delivery/teller';
import type { Author, CuratedDraft, CuratedStore } from './curated';
import type { Curated, Question, QuestionModels } from './model';
import { toldView } from './view';

export interface AnswerDependencies {
  readonly models: Pick<QuestionModels, 'questions'>;
  readonly curated: CuratedStore;
  readonly outbox: Pick<Outbox, 'enqueue'>;
}

/**
 * Answers a question: the curated answer first, then the question's state, then a message to each who waits. The process may
 * die between any two; saving again, or {@link waitingSource} at the next sweep, takes up where it stopped, and every message
 * has a key of its own, so that nobody is told twice.
 */
export async function answerQuestion(
  deps: AnswerDependencies,
  question: Question,
  draft: CuratedDraft,
  author: Author,
  now: Date,
): Promise<{ answer: Curated; told: number }> {
  const answer = await deps.curated.save(question, draft, author, now);
  await deps.models.questions.updateOne(
    { _id: question._id },
    { $set: { state: 'answered', open: false, answeredBy: author.id, curatedId: answer._id } },
  );
  const fresh = (await deps.models.questions.findById(question._id).lean()) ?? question;
  const news = newsOf(deps.models, fresh, answer);
  for (const one of news) await tell(deps.outbox, one, now);
  return { answer, told: news.length };
}

/** Those who wait for an answer that is there. */
export function waitingSource({
  models,
  curated,
}: Pick<AnswerDependencies, 'models' | 'curated'>): NewsSource {
  return {
    name: 'waiting',
    untold: async () => {
      const left = await models.questions.find({ state: 'answered', 'waiting.told': false }).limit(50).lean();
      const news: News[] = [];
      for (const question of left) {
        const answer = question.curatedId === undefined ? null : await curated.byId(question.curatedId);
        if (answer !== null) news.push(...newsOf(models, question, answer));
      }
      return news;
    },
  };
}

/** One each: more may come to wait while the others are told. */
function newsOf({ questions }: AnswerDependencies['models'], question: Question, answer: Curated): News[] {
  const { _id, waiting } = question;
  return waiting
    .filter(({ told }) => !told)
    .map(({ conversation, platform, address, language }) => ({
      messages: [
        {
          _id: `answer:${_id}:${conversation}`,
          kind: 'answer',
          recipient: conversation,
          ...{ platform, address },
          reply: { views: [toldView(answer, language)], language },
        },
      ],
      told: async () => {
        const theirs = { _id, 'waiting.conversation': conversation };
        await questions.updateOne(theirs, { $set: { 'waiting.$.told': true } });
      },
    }));
}
