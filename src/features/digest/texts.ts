const sv = {
  title: 'Sammanfattning',
  monthly: 'Månadsbrev',
  examples: (count: number): string => (count === 1 ? 'nytt exempel' : 'nya exempel'),
  initiatives: (count: number): string => (count === 1 ? 'ny dialog' : 'nya dialoger'),
  held: (count: number): string => (count === 1 ? 'genomförd dialog' : 'genomförda dialoger'),
  waiting: 'väntar på uppföljning',
  quietHeading: 'En lugn period',
  quiet: (from: string): string =>
    `Inget nytt har loggats sedan ${from}. Har något hänt, räcker en rad: ”exempel: rubrik | partner | princip | text”.`,
  exampleHeading: 'Nya samverkansexempel',
  revisedHeading: 'Exempel som har uppdaterats',
  dialoguesHeading: 'Dialoger som har rört sig',
  waitingHeading: 'Väntar på uppföljning',
  waitingText: 'Blev dialogen av? Öppna den och välj status.',
  datePassed: (day: string): string => `Datumet var ${day}`,
  followUp: (day: string): string => `Skulle följas upp ${day}`,
  learnedHeading: 'Vad dialogerna ledde till',
  principleHeading: (name: string): string => `Månadens princip: ${name}`,
  principleExample: 'Så kan det se ut:',
  principleNone: 'Än finns inget exempel här som visar principen. Har du ett på gång?',
  councilHeading: 'Samverkansrådet',
  council: (reported: number, handedOver: number, answered: number): string =>
    [
      reported === 0 ? '' : `${reported === 1 ? 'Ett ärende' : `${reported} ärenden`} har kommit in.`,
      handedOver === 0 ? '' : `${handedOver === 1 ? 'Ett' : handedOver} har lämnats över till rådet.`,
      answered === 0 ? '' : `${answered === 1 ? 'Ett' : answered} har fått svar.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  coverageHeading: (year: string): string => `Täckning ${year}`,
  allCovered: 'Alla förvaltningar och alla principer finns med i årets exempel och dialoger.',
  notCovered: 'Än saknas några i årets exempel och dialoger. Säg till om ni vill ha hjälp att komma i gång.',
  missingAdministrations: 'Här väntar vi på årets första',
  missingPrinciples: 'Principer utan exempel än i år',
  datesHeading: 'På gång',
  by: (day: string): string => `Senast ${day}`,
  meeting: 'Möte i Samverkansrådet',
  inAll: (shown: number, all: number): string => `Här är ${shown} av ${all}.`,
  moreExamples: (shown: number, all: number): string =>
    `De ${shown} senaste av ${all}. Skriv ”exempel alla” för att se fler.`,
  moreInitiatives: (shown: number, all: number): string =>
    `Här är ${shown} av ${all}. Skriv ”dialog alla” för att se fler, eller numret för att öppna en.`,
  personalHeading: (administration: string): string => `För dig: ${administration}`,
  personal: (examples: number, initiatives: number): string =>
    `Ni har loggat ${counted(examples, 'exempel', 'exempel')} och ${counted(initiatives, 'dialog', 'dialoger')} under perioden.`,
  personalNone: 'Ni har inte loggat något under perioden. Har något hänt, räcker en rad.',
  personalFirst: 'Årets första exempel från er är välkommet. En rad räcker.',
  personalWaiting: (count: number): string =>
    count === 1 ? 'En dialog väntar på er:' : `${count} dialoger väntar på er:`,
  nothingWaits: 'Inget väntar på er.',
  more: 'Visa mer',
  moreTitle: 'Mer att läsa',
  chart: 'Dialoger efter status',
  footer: (when: string): string => `Sammanställt ${when}.`,
  sharedOnly: 'Här visas det som loggats på den här plattformen och det som är markerat att visas på båda.',
  guestOnly: 'Här visas det som är markerat att visas på båda plattformarna.',
  newExample: 'Logga ett exempel',
  newInitiative: 'Logga en dialog',
  preview: 'Förhandsgranska',
  read: 'Läst',
  optOut: 'Stäng av utskicket',
  correction: (day: string): string => `Rättat ${day}.`,
};

const counted = (count: number, one: string, many: string): string =>
  count === 0
    ? `inget ${one}`.replace('inget dialog', 'ingen dialog')
    : `${count} ${count === 1 ? one : many}`;

export type DigestTexts = typeof sv;

const en: DigestTexts = {
  title: 'Summary',
  monthly: 'Monthly digest',
  examples: (count: number): string => (count === 1 ? 'new example' : 'new examples'),
  initiatives: (count: number): string => (count === 1 ? 'new dialogue' : 'new dialogues'),
  held: (count: number): string => (count === 1 ? 'dialogue held' : 'dialogues held'),
  waiting: 'waiting for follow-up',
  quietHeading: 'A quiet period',
  quiet: (from) =>
    `Nothing new has been logged since ${from}. If something has happened, one line is enough: “example: title | partner | principle | text”.`,
  exampleHeading: 'New collaboration examples',
  revisedHeading: 'Examples that have been updated',
  dialoguesHeading: 'Dialogues that have moved',
  waitingHeading: 'Waiting for follow-up',
  waitingText: 'Did the dialogue take place? Open it and choose a status.',
  datePassed: (day) => `The date was ${day}`,
  followUp: (day) => `Was to be followed up ${day}`,
  learnedHeading: 'What the dialogues led to',
  principleHeading: (name) => `The month’s principle: ${name}`,
  principleExample: 'It can look like this:',
  principleNone: 'No example here shows the principle yet. Do you have one under way?',
  councilHeading: 'Samverkansrådet',
  council: (reported, handedOver, answered) =>
    [
      reported === 0 ? '' : `${reported === 1 ? 'One matter has' : `${reported} matters have`} come in.`,
      handedOver === 0
        ? ''
        : `${handedOver === 1 ? 'One has' : `${handedOver} have`} been handed over to the council.`,
      answered === 0 ? '' : `${answered === 1 ? 'One has' : `${answered} have`} been answered.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  coverageHeading: (year) => `Coverage ${year}`,
  allCovered: 'All administrations and all principles appear in this year’s examples and dialogues.',
  notCovered:
    'Some are still to come in this year’s examples and dialogues. Tell us if you would like help getting started.',
  missingAdministrations: 'We look forward to this year’s first from',
  missingPrinciples: 'Principles without an example yet this year',
  datesHeading: 'Coming up',
  by: (day) => `By ${day}`,
  meeting: 'Meeting of Samverkansrådet',
  inAll: (shown, all) => `Here are ${shown} of ${all}.`,
  moreExamples: (shown, all) => `The latest ${shown} of ${all}. Write “example all” to see more.`,
  moreInitiatives: (shown, all) =>
    `Here are ${shown} of ${all}. Write “dialogue all” to see more, or the number to open one.`,
  personalHeading: (administration) => `For you: ${administration}`,
  personal: (examples, initiatives) =>
    `You have logged ${examples} ${examples === 1 ? 'example' : 'examples'} and ${initiatives} ${initiatives === 1 ? 'dialogue' : 'dialogues'} in the period.`,
  personalNone: 'You have not logged anything in the period. If something has happened, one line is enough.',
  personalFirst: 'This year’s first example from you is welcome. One line is enough.',
  personalWaiting: (count) =>
    count === 1 ? 'One dialogue is waiting for you:' : `${count} dialogues are waiting for you:`,
  nothingWaits: 'Nothing is waiting for you.',
  more: 'Show more',
  moreTitle: 'More to read',
  chart: 'Dialogues by status',
  footer: (when) => `Put together ${when}.`,
  sharedOnly: 'This shows what was logged on this platform and what is marked to show on both.',
  guestOnly: 'This shows what is marked to show on both platforms.',
  newExample: 'Log an example',
  newInitiative: 'Log a dialogue',
  preview: 'Preview',
  read: 'Read',
  optOut: 'Turn this off',
  correction: (day) => `Corrected ${day}.`,
};

export const digestTexts = { sv, en } as const;
