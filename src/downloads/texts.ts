import type { Language } from '../turn/turn';

const sv = {
  fetch: 'Hämta filen',
  waits: (name: string): string =>
    `Filen ${name} är redo. Länken gäller i tio minuter och kan användas en gång. Dela den inte med någon.`,
  noAddress: (name: string): string =>
    `Jag kan inte lämna ut filen ${name}, för jag saknar en adress på webben. Den som driver boten behöver ställa in PUBLIC_URL. Inget är borta.`,
  notText: (name: string): string =>
    `Filen ${name} går inte att visa som text i terminalen. Välj formatet json eller csv.`,
  inline: (name: string): string => `Här är ${name}:`,
  pageTitle: 'Hämta din fil',
  pageIntro:
    'Tryck på knappen så hämtas filen. Länken kan användas en gång. Behöver du filen igen, skriv samma sak till boten.',
  goneTitle: 'Länken gäller inte längre',
  goneText:
    'Filen är redan hämtad, eller så har det gått mer än tio minuter. Inget är borta. Skriv samma sak till boten igen så får du en ny länk.',
  deniedTitle: 'Du får inte hämta filen',
  deniedText: 'Din roll har ändrats sedan du bad om filen. En samordnare kan ge dig rollen igen.',
  awayTitle: 'Filen kan inte hämtas just nu',
  awayText: 'Jag når inte mina anteckningar. Inget är borta. Försök igen om en stund.',
};

const en: typeof sv = {
  fetch: 'Download the file',
  waits: (name) =>
    `The file ${name} is ready. The link works for ten minutes and can be used once. Do not share it with anyone.`,
  noAddress: (name) =>
    `I cannot hand out the file ${name}, because I have no address on the web. Whoever runs the bot needs to set PUBLIC_URL. Nothing is lost.`,
  notText: (name) =>
    `The file ${name} cannot be shown as text in the terminal. Choose the format json or csv.`,
  inline: (name) => `Here is ${name}:`,
  pageTitle: 'Download your file',
  pageIntro:
    'Press the button to download the file. The link can be used once. If you need the file again, write the same to the bot.',
  goneTitle: 'The link is no longer valid',
  goneText:
    'The file has been downloaded already, or more than ten minutes have passed. Nothing is lost. Write the same to the bot again to get a new link.',
  deniedTitle: 'You may not download the file',
  deniedText:
    'Your role has changed since you asked for the file. A coordinator can give you the role again.',
  awayTitle: 'The file cannot be downloaded right now',
  awayText: 'I cannot reach my records. Nothing is lost. Try again in a while.',
};

/** What is said about files to fetch, in chat and on the page that the link opens. */
export const downloadTexts: Readonly<Record<Language, typeof sv>> = { sv, en };
