/** What is said at a field that can't be read: what is wrong, and how to write it instead. */
const sv = {
  tooLong: (max: number, length: number): string =>
    `Texten är ${length} tecken. Korta den till högst ${max} tecken.`,
  tooMany: (max: number): string => `Ange högst ${max}.`,
  identityNumber:
    'Här står något som ser ut som ett personnummer eller samordningsnummer. Sådana sparar jag aldrig. Ta bort det och skicka igen. Är det ett telefonnummer, skriv det som 070-123 45 67.',
  date: 'Jag känner inte igen datumet. Skriv till exempel 12 mars, 12/3, nästa torsdag eller 2026-03-12.',
  dateOrder: 'Slutdatumet ligger före startdatumet.',
  link: 'Länken ska börja med https:// eller http://.',
  choice: 'Välj ett av alternativen i listan.',
  chooseOne: 'Välj minst ett alternativ.',
};

export type FormTexts = typeof sv;

const en: FormTexts = {
  tooLong: (max, length) => `The text has ${length} characters. Shorten it to at most ${max}.`,
  tooMany: (max) => `Give at most ${max}.`,
  identityNumber:
    'This looks like a Swedish personal identity number or coordination number. I never keep those. Remove it and send again. If it is a phone number, write it as 070-123 45 67.',
  date: 'I do not recognise the date. Write for example 12 March, 12/3, next Thursday or 2026-03-12.',
  dateOrder: 'The end date is before the start date.',
  link: 'The link must start with https:// or http://.',
  choice: 'Choose one of the alternatives in the list.',
  chooseOne: 'Choose at least one alternative.',
};

export const formTexts = { sv, en } as const;
