import type { ExampleStatus } from '../../records/entry';
import type { KindTexts } from '../../records/kind';
import type { ExampleForm } from '../../records/kinds/example';

interface ExampleTexts extends KindTexts {
  readonly fields: Readonly<
    Record<
      'title' | 'done' | 'partners' | 'form' | 'from' | 'to' | 'municipality' | 'civil' | 'link' | 'status',
      string
    >
  >;
  readonly placeholders: Readonly<Record<'title' | 'done' | 'link', string>>;
  readonly help: Readonly<Record<'partners' | 'administrations' | 'period' | 'status', string>>;
  readonly missing: Readonly<Record<'title' | 'done', string>>;
  readonly period: string;
  readonly openLink: string;
  readonly unknownPrinciple: (typed: string) => string;
  readonly forms: Readonly<Record<ExampleForm, string>>;
  readonly saveAs: Readonly<Record<ExampleStatus, string>>;
}

const sv: ExampleTexts = {
  label: 'Samverkansexempel',
  newTitle: 'Nytt exempel',
  editTitle: 'Ändra exempel',
  intro: 'Rubrik och vad ni gjorde räcker. Resten kan du fylla i senare.',
  lineExample:
    'exempel: Läxhjälp på biblioteket | Röda Korset | Dialog | Volontärer hjälper elever varje tisdag',
  newButton: 'Logga ett exempel',
  mineHeading: 'Mina exempel',
  oursHeading: 'Min förvaltnings exempel',
  allHeading: 'Samverkansexempel',
  searchHeading: (text) => `Exempel som matchar ”${text}”`,
  emptyMine:
    'Du har inte loggat något exempel än. Skriv ”exempel ny”, eller en rad som börjar med ”exempel:”.',
  emptyOurs: 'Din förvaltning har inget exempel än. Skriv ”exempel ny” så blir det första på plats.',
  emptyAll: 'Här finns inga exempel än. Skriv ”exempel ny” så blir det första på plats.',
  emptySearch: 'Inget exempel matchar. Prova färre eller andra ord, eller skriv ”exempel alla”.',
  statuses: { draft: 'Utkast', published: 'Publicerat' },
  fields: {
    title: 'Rubrik',
    done: 'Vad gjorde ni?',
    partners: 'Partner',
    form: 'Form',
    from: 'Från',
    to: 'Till',
    municipality: 'Vad gav det kommunen?',
    civil: 'Vad gav det civilsamhället?',
    link: 'Länk',
    status: 'Spara som',
  },
  placeholders: {
    title: 'Läxhjälp på biblioteket',
    done: 'Volontärer från Röda Korset hjälpte elever med läxor varje tisdag.',
    link: 'https://',
  },
  help: {
    partners: 'Välj ur registret eller skriv ett annat namn. Flera namn skiljs med komma.',
    administrations: 'Den eller de förvaltningar som deltog.',
    period: 'När det började, till exempel 12 mars.',
    status: 'Ett utkast syns bara för dig och dem som får ändra det.',
  },
  missing: {
    title: 'Skriv en rubrik, till exempel ”Läxhjälp på biblioteket”.',
    done: 'Skriv med en mening vad ni gjorde, till exempel ”Volontärer hjälpte elever med läxor varje tisdag”.',
  },
  period: 'När',
  openLink: 'Öppna länken',
  unknownPrinciple: (typed) => `Jag känner inte igen principen ”${typed}”, så den är inte med.`,
  forms: {
    iop: 'Idéburet offentligt partnerskap (IOP)',
    'right-of-use': 'Nyttjanderättsavtal',
    project: 'Projekt',
    event: 'Evenemang',
    'meeting-place': 'Mötesplats',
    network: 'Nätverk',
    other: 'Annat',
  },
  saveAs: { draft: 'Utkast', published: 'Publicerat exempel' },
};

const en: ExampleTexts = {
  label: 'Collaboration example',
  newTitle: 'New example',
  editTitle: 'Edit example',
  intro: 'A title and what you did is enough. The rest can be filled in later.',
  lineExample:
    'example: Homework help at the library | Red Cross | Dialogue | Volunteers help pupils every Tuesday',
  newButton: 'Log an example',
  mineHeading: 'My examples',
  oursHeading: 'My administration’s examples',
  allHeading: 'Collaboration examples',
  searchHeading: (text) => `Examples that match “${text}”`,
  emptyMine:
    'You have not logged an example yet. Write “example new”, or a line that starts with “example:”.',
  emptyOurs: 'Your administration has no example yet. Write “example new” to put the first in place.',
  emptyAll: 'There are no examples here yet. Write “example new” to put the first in place.',
  emptySearch: 'No example matches. Try fewer or other words, or write “example all”.',
  statuses: { draft: 'Draft', published: 'Published' },
  fields: {
    title: 'Title',
    done: 'What did you do?',
    partners: 'Partner',
    form: 'Form',
    from: 'From',
    to: 'To',
    municipality: 'What did it give the municipality?',
    civil: 'What did it give civil society?',
    link: 'Link',
    status: 'Save as',
  },
  placeholders: {
    title: 'Homework help at the library',
    done: 'Volunteers from the Red Cross helped pupils with homework every Tuesday.',
    link: 'https://',
  },
  help: {
    partners: 'Choose from the register or write another name. Separate several names with commas.',
    administrations: 'The administration or administrations that took part.',
    period: 'When it began, for example 12 March.',
    status: 'Only you and those who may edit a draft can see it.',
  },
  missing: {
    title: 'Write a title, for example “Homework help at the library”.',
    done: 'Write in a sentence what you did, for example “Volunteers helped pupils with homework every Tuesday”.',
  },
  period: 'When',
  openLink: 'Open the link',
  unknownPrinciple: (typed) => `I do not recognise the principle “${typed}”, so it is left out.`,
  forms: {
    iop: 'Partnership between civil society and public sector (IOP)',
    'right-of-use': 'Right-of-use agreement',
    project: 'Project',
    event: 'Event',
    'meeting-place': 'Meeting place',
    network: 'Network',
    other: 'Other',
  },
  saveAs: { draft: 'Draft', published: 'Published example' },
};

export const exampleTexts = { sv, en } as const;

/** For the help. */
export const exampleWords = {
  sv: {
    command: 'exempel',
    one: 'ett exempel',
    many: 'exempel',
    full: 'ett samverkansexempel',
    parts: 'rubrik | partner | principer | text',
    sample: 'läxhjälp',
    partner: 'partner',
  },
  en: {
    command: 'example',
    one: 'an example',
    many: 'examples',
    full: 'a collaboration example',
    parts: 'title | partner | principles | text',
    sample: 'homework',
    partner: 'partner',
  },
} as const;
