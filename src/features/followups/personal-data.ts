import type { Model } from 'mongoose';
import type { DataDeclaration, PersonalData } from '../../privacy/personal-data';
import { orStoreAway } from '../../records/store-away';
import type { CommitmentAnswer } from './commitments';
import type { FollowUpModels } from './model';

/** What people have been asked. */
export function followUpsData(
  { prompts, bundles }: FollowUpModels,
  answers: Model<CommitmentAnswer>,
): readonly DataDeclaration[] {
  return [
    answersData(answers),
    {
      name: 'prompts',
      models: ['prompt', 'prompt-bundle'],
      explain: {
        sv: {
          what: 'Frågor om uppföljning som jag har ställt till dig',
          why: 'så att jag inte frågar för ofta, och så att ett kort ändras när frågan är besvarad',
          until: 'tills du ber mig glömma dig',
          erasure: 'Uppgiften om att just du fick frågorna raderas.',
        },
        en: {
          what: 'Follow-up questions that I have asked you',
          why: 'so that I do not ask too often, and so that a card changes when the question is answered',
          until: 'until you ask me to forget you',
          erasure: 'The note that it was you who got the questions is erased.',
        },
      },
      collect: ({ ids }) =>
        orStoreAway(async () => {
          const found = await bundles
            .find({ people: { $in: [...ids] } })
            .sort({ at: -1 })
            .lean();
          return found.map(({ day, subjects, platform }) => ({
            line: [day, subjects.join(', ')].filter((part) => part !== '').join(': '),
            data: { day, subjects, platform },
          }));
        }),
      forget: ({ ids }, pseudonym) =>
        orStoreAway(async () => {
          const those = { $in: [...ids] };
          const { deletedCount } = await bundles.deleteMany({ people: those });
          await prompts.updateMany({ to: those }, { $set: { to: pseudonym } });
          return { erased: deletedCount, pseudonymised: 0 };
        }),
    },
  ];
}

function answersData(answers: Model<CommitmentAnswer>): PersonalData {
  return {
    name: 'commitmentAnswers',
    models: ['commitment-answer'],
    explain: {
      sv: {
        what: 'Svar du har skrivit i den årliga uppföljningen av åtagandena',
        why: 'så att det går att se vem som svarade, och för att svaren är allmänna handlingar',
        until: 'tills ett gallringsbeslut säger annat',
        erasure: 'Svaret finns kvar. Ditt namn och ditt konto tas bort ur det.',
      },
      en: {
        what: 'Answers that you have written in the yearly follow-up of the commitments',
        why: 'so that it can be seen who answered, and because the answers are public documents',
        until: 'until a retention decision says otherwise',
        erasure: 'The answer stays. Your name and account are taken out of it.',
      },
    },
    collect: ({ ids }) =>
      orStoreAway(async () => {
        const those = { $in: [...ids] };
        const found = await answers.find({ $or: [{ by: those }, { 'earlier.by': those }] }).lean();
        return found.map(({ _id, text, by, earlier }) => ({
          line: `${_id}: ${text}`,
          data: {
            code: _id,
            ...(ids.includes(by) ? { text } : {}),
            earlier: earlier.filter((one) => ids.includes(one.by)),
          },
        }));
      }),
    forget: ({ ids }, pseudonym) =>
      orStoreAway(async () => {
        const those = { $in: [...ids] };
        const mine = await answers.updateMany(
          { by: those },
          { $set: { by: pseudonym }, $unset: { name: 1 } },
        );
        const before = await answers.updateMany(
          { 'earlier.by': those },
          { $set: { 'earlier.$[one].by': pseudonym } },
          { arrayFilters: [{ 'one.by': those }] },
        );
        return { erased: 0, pseudonymised: mine.modifiedCount + before.modifiedCount };
      }),
  };
}
