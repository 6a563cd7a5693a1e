import type { PersonalData } from '../privacy/personal-data';
import type { Downloads } from './downloads';

/** Links that a person has asked for and not used. */
export function downloadsData(downloads: Downloads): PersonalData {
  return {
    name: 'downloads',
    models: ['download'],
    explain: {
      sv: {
        what: 'Filer du har bett om och inte hämtat',
        why: 'så att länken fungerar för dig',
        until: 'i tio minuter',
        erasure: 'Länkarna slutar gälla.',
      },
      en: {
        what: 'Files you have asked for and not downloaded',
        why: 'so that the link works for you',
        until: 'for ten minutes',
        erasure: 'The links stop working.',
      },
    },
    collect: async ({ ids }) =>
      (await downloads.waiting(ids)).map(({ source, expires }) => ({
        line: source,
        data: { source, expires },
      })),
    forget: async ({ ids }) => ({ erased: await downloads.forget(ids), pseudonymised: 0 }),
  };
}
