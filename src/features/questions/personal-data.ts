import {
  type DataDeclaration,
  type Forgotten,
  inConversations,
  isConversationOf,
  type Subject,
} from '../../privacy/personal-data';
import { orStoreAway } from '../../records/store-away';
import type { Curated, Question, QuestionModels } from './model';
import { personalTexts } from './personal-texts';

/** Who waits for an answer, and who has written one. `changed` makes every replica read the answers anew. */
export function questionsData(
  models: QuestionModels,
  changed: () => Promise<void>,
): readonly DataDeclaration[] {
  const { questions, curated } = models;
  const [sv, en] = [personalTexts.sv, personalTexts.en];
  const waitingFor = async (subject: Subject): Promise<Question[]> => {
    const filters = inConversations('waiting.conversation', subject);
    const found = await Promise.all(
      filters.map((filter) => questions.find(filter).lean<Question[]>().exec()),
    );
    // Of several who wait, one may be above the range and another below it.
    return found
      .flat()
      .filter(({ waiting }) => waiting.some((one) => isConversationOf(one.conversation, subject)));
  };
  const answeredBy = ({ ids }: Subject): Promise<Question[]> =>
    questions
      .find({ answeredBy: { $in: [...ids] } })
      .lean<Question[]>()
      .exec();
  const writtenBy = ({ ids }: Subject): Promise<Curated[]> =>
    curated
      .find({ 'history.by': { $in: [...ids] } })
      .lean<Curated[]>()
      .exec();
  return [
    {
      name: 'questions',
      models: ['question'],
      explain: { sv: sv.questions, en: en.questions },
      collect: (subject, language) =>
        orStoreAway(async () => {
          const t = personalTexts[language];
          const [waiting, answered] = [await waitingFor(subject), await answeredBy(subject)];
          return [
            ...waiting.map(({ text, state }) => ({ line: t.waits(text), data: { waitingFor: text, state } })),
            ...answered.map(({ text }) => ({ line: t.answered(text), data: { answered: text } })),
          ];
        }),
      forget: (subject, pseudonym) =>
        orStoreAway(async () => {
          const waiting = await waitingFor(subject);
          for (const question of waiting) await stopWaiting(questions, question, subject);
          const { modifiedCount } = await questions.updateMany(
            { answeredBy: { $in: [...subject.ids] } },
            { $set: { answeredBy: pseudonym } },
          );
          return { erased: waiting.length, pseudonymised: modifiedCount };
        }),
    },
    {
      name: 'answers',
      models: ['curated'],
      explain: { sv: sv.curated, en: en.curated },
      collect: (subject) =>
        orStoreAway(async () =>
          (await writtenBy(subject)).map(({ question, text, history }) => ({
            line: question,
            data: { question, text, versions: history.filter(({ by }) => subject.ids.includes(by)) },
          })),
        ),
      forget: (subject, pseudonym) =>
        orStoreAway(async () => {
          const found = await writtenBy(subject);
          for (const answer of found) await forgetAuthor(models, answer, subject, pseudonym);
          if (found.length > 0) await changed();
          return { erased: 0, pseudonymised: found.length };
        }),
    },
    { models: ['revision'], none: 'a counter' },
  ];
}

async function stopWaiting(
  questions: QuestionModels['questions'],
  { _id, waiting }: Question,
  subject: Subject,
): Promise<void> {
  const theirs = waiting
    .map(({ conversation }) => conversation)
    .filter((one) => isConversationOf(one, subject));
  await questions.updateOne({ _id }, { $pull: { waiting: { conversation: { $in: theirs } } } });
}

/** The owner is whoever wrote the latest version. */
async function forgetAuthor(
  { curated }: Pick<QuestionModels, 'curated'>,
  { _id, version, history, language }: Curated,
  { ids }: Subject,
  pseudonym: string,
): Promise<Forgotten> {
  const latest = history.at(-1);
  if (latest !== undefined && ids.includes(latest.by)) {
    await curated.updateOne({ _id, version }, { $set: { owner: personalTexts[language].owner } });
  }
  const { modifiedCount } = await curated.updateOne(
    { _id },
    { $set: { 'history.$[step].by': pseudonym } },
    { arrayFilters: [{ 'step.by': { $in: [...ids] } }] },
  );
  return { erased: 0, pseudonymised: modifiedCount };
}
