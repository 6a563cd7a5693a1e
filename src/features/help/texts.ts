import type { Language } from '../../turn/turn';

interface Texts {
  readonly heading: string;
  readonly intro: string;
  readonly welcome: string;
  readonly welcomeIntro: string;
  readonly showAll: string;
  /** By feature name, in the order that help shows them. */
  readonly groups: Readonly<Record<string, string>>;
  /** By command name: those that get a button. */
  readonly buttons: Readonly<Record<string, string>>;
}

const sv: Texts = {
  heading: 'Det här kan jag',
  intro:
    'Fråga med egna ord, eller använd orden nedan. Stora och små bokstäver och å, ä, ö spelar ingen roll.',
  welcome: 'Hej, jag är C-nätets bot',
  welcomeIntro:
    'Jag svarar på frågor om överenskommelsen om samverkan, alltid med källa. Jag sparar samverkansexempel och dialoginitiativ, och berättar vad som har hänt.',
  showAll: 'Visa allt jag kan',
  groups: {
    home: 'Startsida',
    ask: 'Fråga',
    examples: 'Samverkansexempel',
    initiatives: 'Dialoginitiativ',
    matters: 'Till Samverkansrådet',
    records: 'En post, med dess nummer',
    digest: 'Sammanfattning',
    members: 'Representanter',
    followups: 'Uppföljning',
    privacy: 'Dina uppgifter',
    archive: 'Export, logg och gallring',
    settings: 'Inställningar',
    questions: 'Obesvarade frågor',
    help: 'Hjälp',
  },
  buttons: {
    'home.show': 'Min startsida',
    'example.new': 'Logga ett exempel',
    'initiative.new': 'Logga en dialog',
    'digest.show': 'Vad har hänt?',
    'example.mine': 'Mina exempel',
    'question.list': 'Obesvarade frågor',
  },
};

const en: Texts = {
  heading: 'What I can do',
  intro: 'Ask in your own words, or use the words below. Upper and lower case does not matter.',
  welcome: 'Hello, I am the bot of C-nätet',
  welcomeIntro:
    'I answer questions about the agreement on collaboration, always with the source. I keep collaboration examples and dialogue initiatives, and tell what has happened.',
  showAll: 'Show everything I can do',
  groups: {
    home: 'Home',
    ask: 'Ask',
    examples: 'Collaboration examples',
    initiatives: 'Dialogue initiatives',
    matters: 'To Samverkansrådet',
    records: 'One record, by its number',
    digest: 'Summary',
    members: 'Representatives',
    followups: 'Follow-up',
    privacy: 'Your data',
    archive: 'Export, log and retention',
    settings: 'Settings',
    questions: 'Unanswered questions',
    help: 'Help',
  },
  buttons: {
    'home.show': 'My home',
    'example.new': 'Log an example',
    'initiative.new': 'Log a dialogue',
    'digest.show': 'What has happened?',
    'example.mine': 'My examples',
    'question.list': 'Unanswered questions',
  },
};

/** The help page and the welcome. */
export const helpTexts: Readonly<Record<Language, Texts>> = { sv, en };
