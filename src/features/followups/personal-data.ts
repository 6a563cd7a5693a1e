import type { DataDeclaration } from '../../privacy/personal-data';
import { orStoreAway } from '../../records/store-away';
import type { FollowUpModels } from './model';

/** What people have been asked. */
export function followUpsData({ prompts, bundles }: FollowUpModels): readonly DataDeclaration[] {
  return [
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
            line: `${day}: ${subjects.join(', ')}`,
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
