/** What is said when a list of members is imported. */
const sv = {
  title: 'Importera lista',
  intro:
    'Klistra in en lista med rubrikerna person, namn, förvaltning och roll, åtskilda med semikolon, komma eller tabb. Först visar jag vad som skulle ändras.',
  list: 'Lista',
  placeholder: 'person;namn;förvaltning;roll',
  missing: 'Klistra in minst en rad under rubrikerna.',
  tooMany: (most: number): string => `Högst ${most} rader åt gången. Dela listan.`,
  header: 'Rubrikraden behöver minst ”person” och ”roll” eller ”förvaltning”.',
  preview: 'Visa ändringar',
  apply: 'Genomför',
  cancel: 'Avbryt',
  previewTitle: 'Det här ändras',
  summary: (add: number, replace: number, same: number, rejected: number): string =>
    `${add} läggs till, ${replace} ersätts, ${same} är oförändrade, ${rejected} går inte att läsa. Inget är ändrat än. Den som inte står i listan rörs inte.`,
  nothing: 'Inget i listan skulle ändra något.',
  add: (line: number, name: string, seat: string): string => `Rad ${line}: + ${name}, ${seat}`,
  replace: (line: number, name: string, seat: string, before: string): string =>
    `Rad ${line}: ${name} ersätter ${before}, ${seat}`,
  same: (line: number, name: string, seat: string): string => `Rad ${line}: = ${name}, ${seat}`,
  rejected: (line: number, why: string): string => `Rad ${line}: avvisas. ${why}`,
  twice: (seat: string, line: number): string => `${seat} står redan på rad ${line}.`,
  changed: 'Registret har ändrats sedan du såg listan. Inget av ditt är genomfört. Se den nya jämförelsen.',
  done: (count: number): string =>
    count === 1 ? '1 ändring är genomförd.' : `${count} ändringar är genomförda.`,
  failed: (lines: string): string => `Någon annan hann före på rad ${lines}. Se registret.`,
};

export type ImportTexts = typeof sv;

const en: ImportTexts = {
  title: 'Import a list',
  intro:
    'Paste a list with the headings person, name, administration and role, separated by semicolons, commas or tabs. First I show what would change.',
  list: 'List',
  placeholder: 'person;name;administration;role',
  missing: 'Paste at least one row below the headings.',
  tooMany: (most) => `At most ${most} rows at a time. Divide the list.`,
  header: 'The headings need at least “person” and “role” or “administration”.',
  preview: 'Show changes',
  apply: 'Carry out',
  cancel: 'Cancel',
  previewTitle: 'This will change',
  summary: (add, replace, same, rejected) =>
    `${add} added, ${replace} replaced, ${same} unchanged, ${rejected} unreadable. Nothing has changed yet. Whoever is not in the list is left alone.`,
  nothing: 'Nothing in the list would change anything.',
  add: (line, name, seat) => `Line ${line}: + ${name}, ${seat}`,
  replace: (line, name, seat, before) => `Line ${line}: ${name} replaces ${before}, ${seat}`,
  same: (line, name, seat) => `Line ${line}: = ${name}, ${seat}`,
  rejected: (line, why) => `Line ${line}: rejected. ${why}`,
  twice: (seat, line) => `${seat} is on line ${line} already.`,
  changed:
    'The register has changed since you saw the list. Nothing of yours is carried out. See the new comparison.',
  done: (count) => (count === 1 ? '1 change is carried out.' : `${count} changes are carried out.`),
  failed: (lines) => `Someone else was quicker on line ${lines}. See the register.`,
};

export const importTexts = { sv, en } as const;
