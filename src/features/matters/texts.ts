import type { MatterStatus } from '../../records/entry';
import type { KindTexts } from '../../records/kind';
import type { MatterTopic } from '../../records/kinds/matter';

interface MatterTexts extends KindTexts {
  readonly statuses: Readonly<Record<MatterStatus, string>>;
  readonly fields: Readonly<
    Record<'title' | 'about' | 'type' | 'details' | 'administrations' | 'handedOn' | 'answer', string>
  >;
  readonly topics: Readonly<Record<MatterTopic, string>>;
  readonly placeholder: string;
  readonly detailsHelp: string;
  readonly titleMissing: string;
  readonly questionTitle: string;
  readonly queueHeading: string;
  readonly queueIntro: (fresh: string) => string;
  readonly none: string;
  readonly nothingNew: string;
  readonly all: string;
  readonly handOver: string;
  readonly handOverTitle: string;
  readonly handOverIntro: string;
  readonly choose: string;
  readonly chooseMissing: string;
  readonly meeting: string;
  readonly meetingMissing: string;
  readonly agendaKind: string;
  readonly agenda: (day: string) => string;
  readonly agendaStatus: (count: number) => string;
  readonly agendaHint: string;
  readonly notHandedOver: (codes: string) => string;
  readonly answerTitle: (code: string) => string;
  readonly answerIntro: string;
  readonly answerMissing: string;
  readonly tell: string;
  readonly tellHelp: string;
  readonly tellNo: string;
  readonly tellYes: string;
  readonly answerButton: string;
  readonly correctButton: string;
  readonly send: string;
  readonly answered: (code: string) => string;
  readonly told: (code: string) => string;
}

const sv: MatterTexts = {
  label: 'Ärende till Samverkansrådet',
  newTitle: 'Nytt ärende till rådet',
  editTitle: 'Ändra ärende',
  intro:
    'En mening räcker. Ärendet läses av samordnarna på båda plattformarna, som tar det till Samverkansrådet. Svaret får du här.',
  lineExample: 'hinder: Föreningar får vänta länge på besked om lokaler',
  newButton: 'Ta upp ett hinder',
  mineHeading: 'Mina ärenden till Samverkansrådet',
  oursHeading: 'Min förvaltnings ärenden',
  allHeading: 'Alla ärenden till Samverkansrådet',
  searchHeading: (text) => `Ärenden som matchar ”${text}”`,
  emptyMine:
    'Du har inte tagit upp något än. Skriv ”hinder ny”, eller en rad som börjar med ”hinder:” eller ”fråga till rådet:”.',
  emptyOurs: 'Din förvaltning har inte tagit upp något än.',
  emptyAll: 'Inget ärende har kommit in än.',
  emptySearch: 'Inget ärende matchar. Prova färre eller andra ord.',
  statuses: { new: 'Ny', 'handed-over': 'Överlämnad', answered: 'Besvarad' },
  fields: {
    title: 'Vad vill du ta upp?',
    about: 'Hinder eller fråga?',
    type: 'Typ',
    details: 'Mer om det',
    administrations: 'Gäller förvaltning',
    handedOn: 'Överlämnad till mötet',
    answer: 'Svar',
  },
  topics: { obstacle: 'Hinder', question: 'Fråga' },
  placeholder: 'Föreningar får vänta länge på besked om lokaler',
  detailsHelp: 'Vad händer, för vem, och vad skulle hjälpa? Skriv inga namn på enskilda.',
  titleMissing: 'Skriv i en mening vad det gäller, till exempel ”Beskeden om lokaler dröjer”.',
  questionTitle: 'Ny fråga till rådet',
  queueHeading: 'Nya ärenden till Samverkansrådet',
  queueIntro: (fresh) => `Väntar på att lämnas över: ${fresh}.`,
  none: 'inga',
  nothingNew: 'Inget nytt väntar. Skriv ”hinder alla” för att se de tidigare.',
  all: 'Alla ärenden',
  handOver: 'Lämna över',
  handOverTitle: 'Lämna över till rådet',
  handOverIntro: 'De valda ärendena blir en dagordning som du kan kopiera, och får status Överlämnad.',
  choose: 'Ärenden',
  chooseMissing: 'Välj minst ett ärende.',
  meeting: 'Mötesdag',
  meetingMissing: 'Ange mötets dag, till exempel 12 mars.',
  agendaKind: 'Dagordning',
  agenda: (day) => `Ärenden till Samverkansrådet ${day}`,
  agendaStatus: (count) => (count === 1 ? '1 ärende överlämnat' : `${count} ärenden överlämnade`),
  agendaHint: 'Kopiera texten till kallelsen. När rådet har svarat väljer du Svara på ärendet.',
  notHandedOver: (codes) => `Lämnades inte över, eftersom någon annan ändrade dem samtidigt: ${codes}.`,
  answerTitle: (code) => `Svar på ${code}`,
  answerIntro: 'Den som tog upp ärendet får svaret där hen skrev. Skriv vad rådet kom fram till.',
  answerMissing: 'Skriv svaret, till exempel ”Rådet tar upp frågan med Teknik- och serviceförvaltningen”.',
  tell: 'Berätta i månadsbrevet?',
  tellHelp: 'Då läser alla som får det ärendets rubrik och svaret. Ingen ska kunna kännas igen.',
  tellNo: 'Nej, bara för den som frågade',
  tellYes: 'Ja, berätta för alla',
  answerButton: 'Svara',
  correctButton: 'Rätta svaret',
  send: 'Spara och meddela',
  answered: (code) => `Svaret på ${code} är sparat. Den som tog upp ärendet får det nu.`,
  told: (code) => `Samverkansrådet har svarat på ditt ärende ${code}.`,
};

const en: MatterTexts = {
  label: 'Matter for Samverkansrådet',
  newTitle: 'New matter for council',
  editTitle: 'Edit matter',
  intro:
    'One sentence is enough. The coordinators on both platforms read the matter and take it to Samverkansrådet. You get the answer here.',
  lineExample: 'obstacle: Associations wait long for an answer about premises',
  newButton: 'Report an obstacle',
  mineHeading: 'My matters for Samverkansrådet',
  oursHeading: 'My administration’s matters',
  allHeading: 'All matters for Samverkansrådet',
  searchHeading: (text) => `Matters that match “${text}”`,
  emptyMine:
    'You have not reported anything yet. Write “obstacle new”, or a line that starts with “obstacle:” or “question for the council:”.',
  emptyOurs: 'Your administration has not reported anything yet.',
  emptyAll: 'No matter has come in yet.',
  emptySearch: 'No matter matches. Try fewer or other words.',
  statuses: { new: 'New', 'handed-over': 'Handed over', answered: 'Answered' },
  fields: {
    title: 'What do you want to bring up?',
    about: 'Obstacle or question?',
    type: 'Type',
    details: 'More about it',
    administrations: 'Concerns administration',
    handedOn: 'Handed over to the meeting',
    answer: 'Answer',
  },
  topics: { obstacle: 'Obstacle', question: 'Question' },
  placeholder: 'Associations wait long for an answer about premises',
  detailsHelp: 'What happens, to whom, and what would help? Do not name individuals.',
  titleMissing: 'Write in one sentence what it is about, such as “Answers about premises take long”.',
  questionTitle: 'New council question',
  queueHeading: 'New matters for Samverkansrådet',
  queueIntro: (fresh) => `Waiting to be handed over: ${fresh}.`,
  none: 'none',
  nothingNew: 'Nothing new is waiting. Write “matters all” to see the earlier ones.',
  all: 'All matters',
  handOver: 'Hand over',
  handOverTitle: 'Hand over to council',
  handOverIntro: 'The chosen matters become an agenda that you can copy, and get the status Handed over.',
  choose: 'Matters',
  chooseMissing: 'Choose at least one matter.',
  meeting: 'Day of the meeting',
  meetingMissing: 'Give the day of the meeting, such as 12 March.',
  agendaKind: 'Agenda',
  agenda: (day) => `Matters for Samverkansrådet ${day}`,
  agendaStatus: (count) => (count === 1 ? '1 matter handed over' : `${count} matters handed over`),
  agendaHint: 'Copy the text to the invitation. When the council has answered, choose Answer on the matter.',
  notHandedOver: (codes) => `Not handed over, since someone else changed them at the same time: ${codes}.`,
  answerTitle: (code) => `Answer to ${code}`,
  answerIntro:
    'Whoever reported the matter gets the answer where they wrote. Write what the council concluded.',
  answerMissing: 'Write the answer, such as “The council takes it up with the administration”.',
  tell: 'Tell in the digest?',
  tellHelp: 'Then all who get it read the matter’s title and the answer. Nobody should be recognisable.',
  tellNo: 'No, only whoever asked',
  tellYes: 'Yes, tell everyone',
  answerButton: 'Answer',
  correctButton: 'Correct the answer',
  send: 'Save and tell',
  answered: (code) => `The answer to ${code} is saved. Whoever reported the matter gets it now.`,
  told: (code) => `Samverkansrådet has answered your matter ${code}.`,
};

export const matterTexts = { sv, en } as const;
