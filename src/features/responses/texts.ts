import type { Response } from '../../records/entry';
import type { Language } from '../../turn/turn';

type Told = Readonly<Record<Response['kind'], (name: string, code: string) => string>>;

/** What is said to those whose record the other side has spoken of. */
export const responseTexts: Readonly<Record<Language, Told>> = {
  sv: {
    confirmed: (name, code) => `${name} har bekräftat ${code}.`,
    comment: (name, code) => `${name} har kommenterat ${code}.`,
  },
  en: {
    confirmed: (name, code) => `${name} has confirmed ${code}.`,
    comment: (name, code) => `${name} has commented on ${code}.`,
  },
};
