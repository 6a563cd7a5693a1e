import type { InitiativeStatus } from '../../records/entry';
import type { KindTexts } from '../../records/kind';
import type { InitiativeForm, Stage, Taker } from '../../records/kinds/initiative';

type FieldName =
  | 'title'
  | 'partners'
  | 'date'
  | 'takenBy'
  | 'form'
  | 'stage'
  | 'commitments'
  | 'outcome'
  | 'nextStep'
  | 'feedbackOn'
  | 'followUpOn';

interface InitiativeTexts extends KindTexts {
  readonly fields: Readonly<Record<FieldName, string>>;
  readonly subjectPlaceholder: string;
  readonly partnersHelp: string;
  readonly dateHelp: string;
  readonly stageHelp: string;
  readonly feedbackHelp: string;
  readonly subjectMissing: string;
  readonly takers: Readonly<Record<Taker, string>>;
  readonly forms: Readonly<Record<InitiativeForm, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  /** On the buttons: what to mark it as. */
  readonly marks: Readonly<Record<InitiativeStatus, string>>;
  readonly statuses: Readonly<Record<InitiativeStatus, string>>;
  readonly marked: (code: string, status: string) => string;
  readonly already: (code: string, status: string) => string;
  readonly impossible: (code: string, from: string, to: string, allowed: readonly string[]) => string;
  readonly outcomeTitle: string;
  readonly outcomeIntro: string;
  readonly outcomeButton: string;
  readonly feedbackButton: string;
  readonly fed: (code: string, day: string) => string;
  readonly alreadyFed: (day: string) => string;
  readonly withdrawnFirst: string;
  readonly passed: string;
  readonly dateUnknown: (typed: string) => string;
  readonly addedToSubject: (typed: string) => string;
}

const sv: InitiativeTexts = {
  label: 'Dialoginitiativ',
  newTitle: 'Nytt dialoginitiativ',
  editTitle: 'Ändra dialog',
  intro: 'Ämnet räcker. Resten kan du fylla i när det är bestämt.',
  lineExample: 'dialog: Öppettider på fritidsgården | Verdandi | 12 mars',
  newButton: 'Logga en dialog',
  mineHeading: 'Mina dialoger',
  oursHeading: 'Min förvaltnings dialoger',
  allHeading: 'Dialoginitiativ',
  searchHeading: (text) => `Dialoger som matchar ”${text}”`,
  emptyMine: 'Du har inte loggat någon dialog än. Skriv ”dialog ny”, eller en rad som börjar med ”dialog:”.',
  emptyOurs: 'Din förvaltning har ingen dialog än. Skriv ”dialog ny” så blir det första på plats.',
  emptyAll: 'Här finns inga dialoger än. Skriv ”dialog ny” så blir den första på plats.',
  emptySearch: 'Ingen dialog matchar. Prova färre eller andra ord, eller skriv ”dialog alla”.',
  statuses: {
    planned: 'Planerad',
    invited: 'Inbjuden',
    held: 'Genomförd',
    'followed-up': 'Uppföljd',
    declined: 'Avböjd',
    cancelled: 'Inställd',
  },
  fields: {
    title: 'Ämne',
    partners: 'Motpart',
    date: 'Datum',
    takenBy: 'Initiativ från',
    form: 'Form',
    stage: 'Läge i processen',
    commitments: 'Åtaganden',
    outcome: 'Vad ledde det till?',
    nextStep: 'Nästa steg',
    feedbackOn: 'Återkoppling gavs',
    followUpOn: 'Följs upp',
  },
  subjectPlaceholder: 'Öppettider på fritidsgården',
  partnersHelp: 'De som bjuds in. Välj ur registret eller skriv ett annat namn. Flera namn skiljs med komma.',
  dateHelp: 'Till exempel 12 mars, nästa torsdag eller 2026-03-12.',
  stageHelp: 'Överenskommelsen säger att man bjuder in så tidigt som möjligt.',
  feedbackHelp: 'Dagen då de inbjudna fick veta vad som hände.',
  subjectMissing: 'Skriv vad dialogen gäller, till exempel ”Öppettider på fritidsgården”.',
  takers: { municipality: 'Kommunen', civil: 'Civilsamhället' },
  forms: {
    'dialogue-meeting': 'Dialogmöte',
    consultation: 'Samråd',
    advice: 'Råd',
    referral: 'Remiss',
    informal: 'Informell kontakt',
    other: 'Annat',
  },
  stages: {
    idea: 'Idé',
    planning: 'Planering',
    'before-decision': 'Före beslut',
    'after-decision': 'Efter beslut',
  },
  marks: {
    planned: 'Planera igen',
    invited: 'Inbjudan skickad',
    held: 'Genomförd',
    'followed-up': 'Uppföljd',
    declined: 'Avböjd',
    cancelled: 'Inställd',
  },
  marked: (code, status) => `${code} är nu markerad som ${status.toLowerCase()}.`,
  already: (code, status) => `${code} är redan markerad som ${status.toLowerCase()}.`,
  impossible: (code, from, to, allowed) =>
    [
      `${code} är ${from.toLowerCase()} och kan inte bli ${to.toLowerCase()} härifrån. Inget har ändrats.`,
      ...(allowed.length === 0 ? [] : [`Möjligt nu: ${allowed.join(', ').toLowerCase()}.`]),
    ].join(' '),
  outcomeTitle: 'Vad det ledde till',
  outcomeIntro: 'Skriv det som de inbjudna behöver veta. Tomma fält kan du fylla i senare.',
  outcomeButton: 'Skriv utfall',
  feedbackButton: 'Återkoppling given',
  fed: (code, day) => `Sparat: de inbjudna i ${code} fick återkoppling ${day}.`,
  alreadyFed: (day) =>
    `Återkoppling gavs redan ${day}. Skriv ett datum efter ”återkoppling” för att ändra det.`,
  withdrawnFirst: 'Posten är tillbakadragen. Återställ den först.',
  passed: 'Datumet har passerat. Blev dialogen av, välj Genomförd.',
  dateUnknown: (typed) => `Jag förstod inte ”${typed}” som ett datum.`,
  addedToSubject: (typed) => `”${typed}” står nu sist i ämnet.`,
};

const en: InitiativeTexts = {
  label: 'Dialogue initiative',
  newTitle: 'New dialogue',
  editTitle: 'Edit dialogue',
  intro: 'The subject is enough. The rest can be filled in when it is settled.',
  lineExample: 'dialogue: Opening hours of the youth centre | Verdandi | 12 March',
  newButton: 'Log a dialogue',
  mineHeading: 'My dialogues',
  oursHeading: 'My administration’s dialogues',
  allHeading: 'Dialogue initiatives',
  searchHeading: (text) => `Dialogues that match “${text}”`,
  emptyMine:
    'You have not logged a dialogue yet. Write “dialogue new”, or a line that starts with “dialogue:”.',
  emptyOurs: 'Your administration has no dialogue yet. Write “dialogue new” to put the first in place.',
  emptyAll: 'There are no dialogues here yet. Write “dialogue new” to put the first in place.',
  emptySearch: 'No dialogue matches. Try fewer or other words, or write “dialogue all”.',
  statuses: {
    planned: 'Planned',
    invited: 'Invited',
    held: 'Held',
    'followed-up': 'Followed up',
    declined: 'Declined',
    cancelled: 'Cancelled',
  },
  fields: {
    title: 'Subject',
    partners: 'Counterpart',
    date: 'Date',
    takenBy: 'Initiative from',
    form: 'Form',
    stage: 'Stage of the process',
    commitments: 'Commitments',
    outcome: 'What did it lead to?',
    nextStep: 'Next step',
    feedbackOn: 'Feedback was given',
    followUpOn: 'Follow up',
  },
  subjectPlaceholder: 'Opening hours of the youth centre',
  partnersHelp:
    'Those who are invited. Choose from the register or write another name. Separate several names with commas.',
  dateHelp: 'For example 12 March, next Thursday or 2026-03-12.',
  stageHelp: 'The agreement says to invite as early as possible.',
  feedbackHelp: 'The day when those invited heard what came of it.',
  subjectMissing: 'Write what the dialogue is about, for example “Opening hours of the youth centre”.',
  takers: { municipality: 'The municipality', civil: 'Civil society' },
  forms: {
    'dialogue-meeting': 'Dialogue meeting',
    consultation: 'Consultation',
    advice: 'Advice',
    referral: 'Referral for comment',
    informal: 'Informal contact',
    other: 'Other',
  },
  stages: {
    idea: 'Idea',
    planning: 'Planning',
    'before-decision': 'Before decision',
    'after-decision': 'After decision',
  },
  marks: {
    planned: 'Plan again',
    invited: 'Invitation sent',
    held: 'Held',
    'followed-up': 'Followed up',
    declined: 'Declined',
    cancelled: 'Cancelled',
  },
  marked: (code, status) => `${code} is now marked as ${status.toLowerCase()}.`,
  already: (code, status) => `${code} is already marked as ${status.toLowerCase()}.`,
  impossible: (code, from, to, allowed) =>
    [
      `${code} is ${from.toLowerCase()} and cannot become ${to.toLowerCase()} from there. Nothing has changed.`,
      ...(allowed.length === 0 ? [] : [`Possible now: ${allowed.join(', ').toLowerCase()}.`]),
    ].join(' '),
  outcomeTitle: 'What it led to',
  outcomeIntro: 'Write what those invited need to know. Empty fields can be filled in later.',
  outcomeButton: 'Write the outcome',
  feedbackButton: 'Feedback given',
  fed: (code, day) => `Saved: those invited to ${code} got feedback on ${day}.`,
  alreadyFed: (day) => `Feedback was already given on ${day}. Write a date after “feedback” to change it.`,
  withdrawnFirst: 'The record is withdrawn. Restore it first.',
  passed: 'The date has passed. If the dialogue took place, choose Held.',
  dateUnknown: (typed) => `I did not understand “${typed}” as a date.`,
  addedToSubject: (typed) => `“${typed}” now stands last in the subject.`,
};

export const initiativeTexts = { sv, en } as const;

/** For the help. */
export const initiativeWords = {
  sv: {
    command: 'dialog',
    one: 'en dialog',
    many: 'dialoger',
    full: 'ett dialoginitiativ',
    parts: 'ämne | motpart | datum',
    sample: 'fritidsgård',
    partner: 'motpart',
  },
  en: {
    command: 'dialogue',
    one: 'a dialogue',
    many: 'dialogues',
    full: 'a dialogue initiative',
    parts: 'subject | counterpart | date',
    sample: 'youth centre',
    partner: 'counterpart',
  },
} as const;
