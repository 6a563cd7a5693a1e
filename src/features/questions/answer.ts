import type { Outbox } from '../../delivery/outbox';
import type { Logger } from '../../log';
import type { Author, CuratedDraft, CuratedStore } from './curated';
import type { Curated, Question, QuestionModels } from './model';
import { toldView } from './view';

export interface AnswerDependencies {
  readonly models: Pick<QuestionModels, 'questions'>;
  readonly curated: CuratedStore;
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly log: Logger;
}

/**
 * Answers a question: the curated answer first, then the question's state, then a message to each who waits. The process may
 * die between any two; saving again, or {@link tellWaiting} at the next sweep, takes up where it stopped, and every message
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
  return { answer, told: await tell(deps, fresh, answer, now) };
}

/** Tells those who wait for an answer that is there: what a process that died between two steps left behind. */
export async function tellWaiting(deps: AnswerDependencies, now: Date): Promise<void> {
  const left = await deps.models.questions
    .find({ state: 'answered', 'waiting.told': false })
    .limit(50)
    .lean();
  for (const question of left) {
    const answer = question.curatedId === undefined ? null : await deps.curated.byId(question.curatedId);
    if (answer !== null) await tell(deps, question, answer, now);
  }
}

async function tell(
  deps: AnswerDependencies,
  question: Question,
  answer: Curated,
  now: Date,
): Promise<number> {
  const waiting = question.waiting.filter(({ told }) => !told);
  for (const { conversation, platform, address, language } of waiting) {
    await deps.outbox.enqueue(
      {
        _id: `answer:${question._id}:${conversation}`,
        kind: 'answer',
        recipient: conversation,
        platform,
        address,
        reply: { views: [toldView(answer, language)], language },
      },
      now,
    );
    await deps.models.questions.updateOne(
      { _id: question._id, 'waiting.conversation': conversation },
      { $set: { 'waiting.$.told': true } },
    );
  }
  if (waiting.length > 0)
    deps.log.info({ question: question._id, told: waiting.length }, 'question answered');
  return waiting.length;
}
