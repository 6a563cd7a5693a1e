import type { Language } from '../../turn/turn';

const sv = {
  what: 'Vad vill du exportera? Du kan också skriva till exempel ”exportera E-2026-014”, ”exportera mars 2026” eller ”exportera 2026-01-01 2026-06-30 csv”.',
  year: (year: string): string => `År ${year}`,
  everything: 'Allt',
  notRead: 'Jag förstod inte vad du vill exportera.',
  format: (scope: string): string =>
    `Exportera ${scope}. JSON är komplett och kan återställas. CSV och Excel är till för att läsas. Exporten antecknas i granskningsloggen.`,
  formats: { json: 'JSON', csv: 'CSV', xlsx: 'Excel' },
  all: 'allt',
  noSuch: (code: string): string => `Jag hittar ingen post ${code}.`,
  log: 'Granskningslogg',
  logIntro: 'Det senaste först. Hela loggen finns i exporten.',
  logEmpty: 'Inget är antecknat än.',
  system: 'automatiskt',
  retention: 'Gallring',
  retentionOff:
    'Gallringen är avstängd: inget gallringsbeslut är inlagt. Inget raderas. Den som driver boten lägger in besluten i en fil och anger den i RETENTION_FILE.',
  retentionIntro: (total: number): string =>
    total === 0
      ? 'Inget ska gallras nu.'
      : `${total === 1 ? 'En handling' : `${total} handlingar`} ska gallras. Inget är raderat än. Gallringen körs också varje natt.`,
  rule: (id: string, after: string, count: number): string => `${id}: ${count} äldre än ${after}`,
  units: { days: 'dagar', months: 'månader', years: 'år' },
  decision: (reference: string, labels: string): string =>
    `Beslut: ${reference}${labels === '' ? '' : `. Gäller ${labels}`}`,
  andMore: (count: number): string => `och ${count} till`,
  run: (total: number): string => `Gallra ${total} nu`,
  ran: (count: number): string =>
    `${count === 1 ? 'En handling är raderad' : `${count} handlingar är raderade`} enligt gallringsbesluten. Det är antecknat i granskningsloggen.`,
  changed: 'Listan har ändrats sedan du såg den. Inget är raderat. Så här ser den ut nu.',
};

const en: typeof sv = {
  what: 'What do you want to export? You can also write for example “export E-2026-014”, “export 2026-03” or “export 2026-01-01 2026-06-30 csv”.',
  year: (year) => `Year ${year}`,
  everything: 'Everything',
  notRead: 'I did not understand what you want to export.',
  format: (scope) =>
    `Export ${scope}. JSON is complete and can be restored. CSV and Excel are for reading. The export is noted in the audit log.`,
  formats: { json: 'JSON', csv: 'CSV', xlsx: 'Excel' },
  all: 'everything',
  noSuch: (code) => `I find no record ${code}.`,
  log: 'Audit log',
  logIntro: 'The latest first. The whole log is in the export.',
  logEmpty: 'Nothing has been noted yet.',
  system: 'automatic',
  retention: 'Retention',
  retentionOff:
    'Retention is off: no retention decision has been entered. Nothing is erased. Whoever runs the bot puts the decisions in a file and names it in RETENTION_FILE.',
  retentionIntro: (total) =>
    total === 0
      ? 'Nothing is due now.'
      : `${total === 1 ? 'One document is' : `${total} documents are`} due. Nothing has been erased yet. Retention also runs every night.`,
  rule: (id, after, count) => `${id}: ${count} older than ${after}`,
  units: { days: 'days', months: 'months', years: 'years' },
  decision: (reference, labels) => `Decision: ${reference}${labels === '' ? '' : `. Concerns ${labels}`}`,
  andMore: (count) => `and ${count} more`,
  run: (total) => `Erase ${total} now`,
  ran: (count) =>
    `${count === 1 ? 'One document has' : `${count} documents have`} been erased under the retention decisions. It is noted in the audit log.`,
  changed: 'The list has changed since you saw it. Nothing has been erased. This is how it looks now.',
};

/** What is said about exports, the audit log and retention. */
export const archiveTexts: Readonly<Record<Language, typeof sv>> = { sv, en };
