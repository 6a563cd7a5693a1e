import type { Language } from '../../turn/turn';

const sv = {
  found: (text: string): string => `Träffar på ”${text}”`,
  latest: 'Senast loggat',
  nothing:
    'Inget som du kan se här stämmer med sökningen. Pröva ett annat ord, eller ett nummer som E-2026-014.',
  nothingYet: 'Det finns inget att visa här än.',
};

const en: typeof sv = {
  found: (text) => `Matches for “${text}”`,
  latest: 'Latest logged',
  nothing: 'Nothing that you can see here fits the search. Try another word, or a number such as E-2026-014.',
  nothingYet: 'There is nothing to show here yet.',
};

/** What is said where a record is looked up to be put into a conversation. */
export const extensionTexts: Readonly<Record<Language, typeof sv>> = { sv, en };
