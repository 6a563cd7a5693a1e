import type { Language } from '../../turn/turn';
import type { QuestionReason, QuestionState } from './model';

const sv = {
  good: 'Tack. Då vet jag att svaret höll.',
  bad: 'Tack för att du säger till. Frågan ligger nu hos samordnarna. Du får veta här när det finns ett bättre svar.',
  passed: 'Frågan är skickad till samordnarna. Svaret kommer här. Ditt namn följer inte med.',
  exchangeGone:
    'Svaret är för gammalt för att jag ska kunna koppla ihop det med din fråga. Ställ gärna frågan igen.',
  queue: 'Frågor som väntar på svar',
  queueIntro: (total: number) =>
    total === 1 ? 'En fråga väntar.' : `${total} frågor väntar. De vanligaste står först.`,
  queueEmpty: 'Inga frågor väntar. När jag inte kan svara på något hamnar frågan här.',
  ignoredList: 'Frågor som ni har lagt åt sidan',
  ignoredEmpty: 'Inga frågor är lagda åt sidan.',
  showIgnored: 'Visa de som är lagda åt sidan',
  showAnswers: 'Visa egna svar',
  next: 'Nästa sida',
  previous: 'Föregående sida',
  page: (page: number, pages: number) => `Sida ${page} av ${pages}`,
  asked: (count: number) => (count === 1 ? 'ställd en gång' : `ställd ${count} gånger`),
  waitingCount: (count: number) => (count === 1 ? 'en väntar på besked' : `${count} väntar på besked`),
  open: 'Öppna',
  kind: 'Fråga',
  state: { new: 'ny', answered: 'besvarad', ignored: 'lagd åt sidan' } satisfies Record<
    QuestionState,
    string
  >,
  reason: {
    declined: 'jag hittade inget svar',
    notHelpful: 'svaret hjälpte inte',
    passedOn: 'skickad vidare av den som frågade',
  } satisfies Record<QuestionReason, string>,
  why: 'Varför den ligger här',
  times: 'Antal gånger',
  last: 'Senast ställd',
  waiting: 'Väntar på besked',
  variants: 'Så har den också ställts',
  answer: 'Svara',
  ignore: 'Lägg åt sidan',
  reopen: 'Ta upp igen',
  formTitle: 'Svara på en fråga',
  formIntro:
    'Svaret gäller direkt för alla som frågar. De som väntar får det i sin chatt. Skriv inga personuppgifter.',
  question: 'Fråga',
  questionHelp: 'Så som den ska stå som rubrik. Ta bort namn och annat personligt.',
  text: 'Svar',
  textHelp: 'Faktum först, korta meningar. Högst 600 tecken.',
  source: 'Källa',
  sourceHelp: 'Dokument, beslut eller person, till exempel ”Beslut KS 2026-03-12”.',
  reviewOn: 'Se över senast',
  reviewHelp: 'Den dag då någon bör kontrollera att svaret fortfarande stämmer.',
  save: 'Spara och svara',
  cancel: 'Avbryt',
  missing: (label: string) => `Fyll i ${label.toLowerCase()}.`,
  saved: (told: number) =>
    told === 0
      ? 'Svaret är sparat och gäller nu.'
      : told === 1
        ? 'Svaret är sparat och gäller nu. Den som frågade får det i sin chatt.'
        : `Svaret är sparat och gäller nu. De ${told} som frågade får det i sina chattar.`,
  tell: (question: string) => `Du frågade: ”${question}”. Nu finns ett svar.`,
  curatedKind: 'Eget svar',
  active: 'gäller',
  withdrawn: 'tillbakadraget',
  owner: 'Ansvarig',
  version: 'Version',
  edit: 'Ändra',
  withdraw: 'Dra tillbaka',
  restore: 'Återställ',
  curatedHeading: 'Egna svar',
  curatedEmpty: 'Det finns inga egna svar än. Svara på en fråga under ”frågor”, så hamnar svaret här.',
  review: (date: string) => `se över senast ${date}`,
  historyLine: (version: number, date: string, state: string, text: string) =>
    `Version ${version}, ${date}, ${state}: ${text}`,
} as const;

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };
type Texts = { readonly [K in keyof typeof sv]: Widen<(typeof sv)[K]> };

const en: Texts = {
  good: 'Thank you. Good to know that the answer held.',
  bad: 'Thank you for telling me. The question is now with the coordinators. You will be told here when there is a better answer.',
  passed:
    'The question has gone to the coordinators. The answer will come here. Your name does not go with it.',
  exchangeGone: 'That answer is too old for me to connect with your question. Please ask it again.',
  queue: 'Questions waiting for an answer',
  queueIntro: (total) =>
    total === 1 ? 'One question is waiting.' : `${total} questions are waiting. The most common come first.`,
  queueEmpty: 'No questions are waiting. When I cannot answer something, the question ends up here.',
  ignoredList: 'Questions put aside',
  ignoredEmpty: 'No questions have been put aside.',
  showIgnored: 'Show those put aside',
  showAnswers: 'Show our own answers',
  next: 'Next page',
  previous: 'Previous page',
  page: (page, pages) => `Page ${page} of ${pages}`,
  asked: (count) => (count === 1 ? 'asked once' : `asked ${count} times`),
  waitingCount: (count) => (count === 1 ? 'one is waiting to hear' : `${count} are waiting to hear`),
  open: 'Open',
  kind: 'Question',
  state: { new: 'new', answered: 'answered', ignored: 'put aside' },
  reason: {
    declined: 'I found no answer',
    notHelpful: 'the answer did not help',
    passedOn: 'passed on by the person who asked',
  },
  why: 'Why it is here',
  times: 'Number of times',
  last: 'Last asked',
  waiting: 'Waiting to hear',
  variants: 'Also asked as',
  answer: 'Answer',
  ignore: 'Put aside',
  reopen: 'Take up again',
  formTitle: 'Answer a question',
  formIntro:
    'The answer applies at once for everyone who asks. Those who wait get it in their chat. Write no personal data.',
  question: 'Question',
  questionHelp: 'As it should stand as a heading. Remove names and anything personal.',
  text: 'Answer',
  textHelp: 'The fact first, in short sentences. At most 600 characters.',
  source: 'Source',
  sourceHelp: 'Document, decision or person, for instance “Decision KS 2026-03-12”.',
  reviewOn: 'Review by',
  reviewHelp: 'The day when someone should check that the answer still holds.',
  save: 'Save and answer',
  cancel: 'Cancel',
  missing: (label) => `Fill in ${label.toLowerCase()}.`,
  saved: (told) =>
    told === 0
      ? 'The answer is saved and applies now.'
      : `The answer is saved and applies now. ${told === 1 ? 'The person' : `The ${told} people`} who asked will get it in chat.`,
  tell: (question) => `You asked: “${question}”. Now there is an answer.`,
  curatedKind: 'Our own answer',
  active: 'in force',
  withdrawn: 'withdrawn',
  owner: 'Owner',
  version: 'Version',
  edit: 'Edit',
  withdraw: 'Withdraw',
  restore: 'Restore',
  curatedHeading: 'Our own answers',
  curatedEmpty:
    'There are no answers of our own yet. Answer a question under “questions” and it ends up here.',
  review: (date) => `review by ${date}`,
  historyLine: (version, date, state, text) => `Version ${version}, ${date}, ${state}: ${text}`,
};

/** The queue of questions, the coordinators' answers and the feedback buttons. */
export const questionTexts: Readonly<Record<Language, Texts>> = { sv, en };
