import type { Language } from '../../turn/turn';

const sv = {
  source: 'Källa',
  sources: 'Källor',
  section: (name: string) => `avsnittet ${name}`,
  page: (page: number) => `s. ${page}`,
  computed: 'Räknat ut av boten från uppgifterna i källan.',
  curatedBy: (owner: string, date: string) => `Svar från ${owner}, ${date}`,
  more: 'Läs mer',
  related: 'Fråga vidare',
  good: '👍 Hjälpte',
  bad: '👎 Hjälpte inte',
  didYouMean: 'Jag är inte säker på vad du menar. Menade du något av det här?',
  noneOfThese: 'Inget av dem',
  maybeCommand: (say: string) => `Ville du skriva ”${say}”?`,
  yes: (say: string) => `Ja, ${say}`,
  declined: 'Jag hittar inget svar på det i källorna.',
  offer: 'Vill du att jag skickar frågan vidare till en samordnare? Då får du svaret här.',
  passOn: 'Skicka frågan vidare',
  empty: 'Jag fick ingen text. Ställ en fråga om överenskommelsen, eller skriv ”hjälp”.',
  unknownCommand: 'Det kan jag inte göra än. Skriv ”hjälp” så ser du vad jag kan. Ingenting har sparats.',
  reminder:
    'Jag kan inte lägga in fria påminnelser. Skriv ”dialog ny” och sätt ett datum för uppföljning, så följer den med i sammanfattningen.',
  entryGone: 'Den frågan finns inte längre i min kunskap. Ställ den gärna med egna ord.',
  greeting:
    'Hej. Jag svarar på frågor om överenskommelsen om samverkan och hjälper dig att logga exempel och dialoger. Ställ en fråga, eller skriv ”hjälp”.',
  thanks: 'Varsågod. Säg till om du undrar något mer.',
  goodbye: 'Hej då. Jag finns här när du behöver mig.',
  complaint:
    'Tråkigt att det blev fel. Finns knappen ”Hjälpte inte” under svaret kan du trycka på den, så får en samordnare se frågan. Du kan också fråga med andra ord.',
  identity: (documents: string) =>
    `Jag är en bot, alltså ett program. Jag svarar utifrån ${documents}, och jag visar alltid källan. Jag kan också logga samverkansexempel och dialoginitiativ. Skriv ”hjälp” så ser du mer.`,
} as const;

type Texts = {
  readonly [K in keyof typeof sv]: (typeof sv)[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : string;
};

const en: Texts = {
  source: 'Source',
  sources: 'Sources',
  section: (name) => `section ${name}`,
  page: (page) => `p. ${page}`,
  computed: 'Worked out by the bot from what the source says.',
  curatedBy: (owner, date) => `Answer from ${owner}, ${date}`,
  more: 'Read more',
  related: 'Ask next',
  good: '👍 Helpful',
  bad: '👎 Not helpful',
  didYouMean: 'I am not sure what you mean. Did you mean one of these?',
  noneOfThese: 'None of them',
  maybeCommand: (say) => `Did you mean to write “${say}”?`,
  yes: (say) => `Yes, ${say}`,
  declined: 'I find no answer in the sources.',
  offer: 'Shall I pass the question on to a coordinator? You will get the answer here.',
  passOn: 'Pass the question on',
  empty: 'I got no text. Ask a question about the agreement, or write “help”.',
  unknownCommand: 'I cannot do that yet. Write “help” to see what I can do. Nothing has been saved.',
  reminder:
    'I cannot set free reminders. Write “dialogue new” and set a follow-up date; it will then show in the summary.',
  entryGone: 'That question is no longer among what I know. Please ask it in your own words.',
  greeting:
    'Hello. I answer questions about the agreement on collaboration and help you log examples and dialogues. Ask a question, or write “help”.',
  thanks: 'You are welcome. Just ask if you wonder about anything else.',
  goodbye: 'Goodbye. I am here when you need me.',
  complaint:
    'I am sorry that was not right. If there is a “Not helpful” button below the answer, press it and a coordinator will see the question. You can also try asking in another way.',
  identity: (documents) =>
    `I am a bot, that is, a program. I answer from ${documents}, and I always show the source. I can also log collaboration examples and dialogue initiatives. Write “help” to see more.`,
};

/** What the bot says about questions and answers. */
export const askTexts: Readonly<Record<Language, Texts>> = { sv, en };
