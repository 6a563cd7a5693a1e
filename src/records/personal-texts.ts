import type { Explained } from '../privacy/personal-data';
import type { Language } from '../turn/turn';

interface Texts {
  readonly example: Explained;
  readonly initiative: Explained;
  readonly matter: Explained;
  line(code: string, title: string, logged: boolean): string;
}

const publicRecord = {
  sv: {
    why: 'så att det går att se vem som har gjort vad, och för att posterna är allmänna handlingar',
    until: 'tills ett gallringsbeslut säger annat',
    erasure:
      'Posten finns kvar. Ditt namn och ditt konto tas bort ur den. Står ditt namn i en text, be en samordnare ändra texten.',
  },
  en: {
    why: 'so that it can be seen who has done what, and because the records are public documents',
    until: 'until a retention decision says otherwise',
    erasure:
      'The record stays. Your name and account are taken out of it. If your name is in a text, ask a coordinator to change the text.',
  },
} as const;

/** What is said of people's part in the records. */
export const personalTexts: Readonly<Record<Language, Texts>> = {
  sv: {
    example: { what: 'Samverkansexempel som du har loggat eller ändrat', ...publicRecord.sv },
    initiative: { what: 'Dialoginitiativ som du har loggat eller ändrat', ...publicRecord.sv },
    matter: { what: 'Hinder och frågor till rådet som du har lämnat eller hanterat', ...publicRecord.sv },
    line: (code, title, logged) => `${code} ${title} (${logged ? 'loggad av dig' : 'ändrad av dig'})`,
  },
  en: {
    example: { what: 'Collaboration examples that you have logged or changed', ...publicRecord.en },
    initiative: { what: 'Dialogue initiatives that you have logged or changed', ...publicRecord.en },
    matter: { what: 'Obstacles and questions that you have reported or handled', ...publicRecord.en },
    line: (code, title, logged) => `${code} ${title} (${logged ? 'logged by you' : 'changed by you'})`,
  },
};
