const sv = {
  title: 'Sammanfattning',
  period: (from: string, to: string): string => `${from} – ${to}`,
  examples: 'Nya exempel',
  initiatives: 'Nya dialoger',
  held: 'Genomförda dialoger',
  waiting: 'Väntar på uppföljning',
  quietHeading: 'En lugn period',
  quiet: (from: string): string =>
    `Inget nytt har loggats sedan ${from}. Har något hänt, räcker en rad: ”exempel: rubrik | partner | princip | text”.`,
  exampleHeading: 'Nya samverkansexempel',
  statusHeading: (status: string): string => `Dialoger: ${status.toLowerCase()}`,
  waitingHeading: 'Väntar på uppföljning',
  waitingText: 'Blev dialogen av? Öppna den och välj status.',
  datePassed: (day: string): string => `Datumet var ${day}`,
  followUp: (day: string): string => `Skulle följas upp ${day}`,
  learnedHeading: 'Vad det ledde till',
  coverageHeading: (year: string): string => `Täckning ${year}`,
  allCovered: 'Alla förvaltningar och alla principer finns med i årets exempel och dialoger.',
  missingAdministrations: (names: string): string =>
    `Här väntar vi på årets första: ${names}. Säg till om ni vill ha hjälp att komma i gång.`,
  missingPrinciples: (names: string): string => `Principer utan exempel än i år: ${names}.`,
  moreExamples: (count: number): string => `och ${count} till. Skriv ”exempel alla”.`,
  more: 'Visa mer',
  chart: 'Dialoger efter status',
  footer: (today: string): string => `Sammanställt ${today}.`,
  sharedOnly: 'Här visas det som loggats på den här plattformen och det som är markerat att visas på båda.',
  guestOnly: 'Här visas det som är markerat att visas på båda plattformarna.',
  newExample: 'Logga ett exempel',
  newInitiative: 'Logga en dialog',
};

export type DigestTexts = typeof sv;

const en: DigestTexts = {
  title: 'Summary',
  period: (from, to) => `${from} – ${to}`,
  examples: 'New examples',
  initiatives: 'New dialogues',
  held: 'Dialogues held',
  waiting: 'Waiting for follow-up',
  quietHeading: 'A quiet period',
  quiet: (from) =>
    `Nothing new has been logged since ${from}. If something has happened, one line is enough: “example: title | partner | principle | text”.`,
  exampleHeading: 'New collaboration examples',
  statusHeading: (status) => `Dialogues: ${status.toLowerCase()}`,
  waitingHeading: 'Waiting for follow-up',
  waitingText: 'Did the dialogue take place? Open it and choose a status.',
  datePassed: (day) => `The date was ${day}`,
  followUp: (day) => `Was to be followed up ${day}`,
  learnedHeading: 'What it led to',
  coverageHeading: (year) => `Coverage ${year}`,
  allCovered: 'All administrations and all principles appear in this year’s examples and dialogues.',
  missingAdministrations: (names) =>
    `We look forward to this year’s first from: ${names}. Tell us if you would like help getting started.`,
  missingPrinciples: (names) => `Principles without an example yet this year: ${names}.`,
  moreExamples: (count) => `and ${count} more. Write “example all”.`,
  more: 'Show more',
  chart: 'Dialogues by status',
  footer: (today) => `Put together ${today}.`,
  sharedOnly: 'This shows what was logged on this platform and what is marked to show on both.',
  guestOnly: 'This shows what is marked to show on both platforms.',
  newExample: 'Log an example',
  newInitiative: 'Log a dialogue',
};

export const digestTexts = { sv, en } as const;
