import type { DataDeclaration, PersonalData } from '../../privacy/personal-data';
import { orStoreAway } from '../../records/store-away';
import type { SettingsModels } from './model';

/** What people have chosen, and who has chosen for a channel. */
export function settingsData({ choices, channels }: SettingsModels): readonly DataDeclaration[] {
  return [choicesData(choices), channelsData(channels)];
}

function choicesData(choices: SettingsModels['choices']): PersonalData {
  return {
    name: 'settings',
    models: ['settings'],
    explain: {
      sv: {
        what: 'Dina inställningar och när du är borta',
        why: 'så att jag skickar det du vill ha, när och dit du vill ha det',
        until: 'tills du ber mig glömma dig',
        erasure: 'Inställningarna raderas.',
      },
      en: {
        what: 'Your settings, and when you are away',
        why: 'so that I send what you want, when and where you want it',
        until: 'until you ask me to forget you',
        erasure: 'The settings are erased.',
      },
    },
    collect: ({ ids }) =>
      orStoreAway(async () => {
        const found = await choices.find({ _id: { $in: [...ids] } }).lean();
        return found.map(({ _id, updatedAt, ...chosen }) => ({
          line: Object.entries(chosen)
            .map(([key, value]) => `${key}: ${value}`)
            .join(', '),
          data: { account: _id, ...chosen, updatedAt },
        }));
      }),
    forget: ({ ids }) =>
      orStoreAway(async () => {
        const { deletedCount } = await choices.deleteMany({ _id: { $in: [...ids] } });
        return { erased: deletedCount, pseudonymised: 0 };
      }),
  };
}

function channelsData(channels: SettingsModels['channels']): PersonalData {
  return {
    name: 'channels',
    models: ['channel'],
    explain: {
      sv: {
        what: 'Kanaler där du har satt på eller stängt av månadsbrevet',
        why: 'så att det går att se vem som valde det',
        until: 'tills du ber mig glömma dig',
        erasure: 'Valet gäller fortfarande. Ditt konto tas bort ur det.',
      },
      en: {
        what: 'Channels where you have turned the digest on or off',
        why: 'so that it can be seen who chose it',
        until: 'until you ask me to forget you',
        erasure: 'The choice still holds. Your account is taken out of it.',
      },
    },
    collect: ({ ids }) =>
      orStoreAway(async () => {
        const found = await channels.find({ chosenBy: { $in: [...ids] } }).lean();
        return found.map(({ _id, name, digest, chosenAt }) => ({
          line: `${name ?? _id}: ${digest}`,
          data: { channel: _id, digest, chosenAt },
        }));
      }),
    forget: ({ ids }, pseudonym) =>
      orStoreAway(async () => {
        const { modifiedCount } = await channels.updateMany(
          { chosenBy: { $in: [...ids] } },
          { $set: { chosenBy: pseudonym } },
        );
        return { erased: 0, pseudonymised: modifiedCount };
      }),
  };
}
