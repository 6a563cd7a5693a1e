/** What Slack's renderers and dialogues say by themselves. Same shape in both languages. */
export const texts = {
  sv: {
    openForm: 'Öppna formuläret',
    formWaits: (title: string) =>
      `${title}: Slack visar formulär i ett eget fönster. Tryck på knappen så öppnas det.`,
    formByCommand: (title: string) =>
      `${title}: skriv samma sak efter snedstreckskommandot, så öppnas formuläret.`,
    andMore: (count: number) => `… och ${count} till`,
    more: 'Mer om det',
    notAll: 'Allt fick inte plats här.',
    loadingTitle: 'Ett ögonblick',
    loading: 'Hämtar formuläret …',
    saving: 'Sparar …',
    close: 'Stäng',
    done: 'Klart. Svaret ligger i konversationen.',
    answerTitle: 'Svar',
    formProblem: 'Det här behöver ändras innan det kan sparas:',
    addOption: (query: string) => `Lägg till ”${query}”`,
    partOf: (label: string, part: number, parts: number) => `${label} (del ${part} av ${parts})`,
    foreignWorkspace: 'Den här appen är inte öppen för er arbetsyta. Inget har sparats.',
    noAnswer: 'Klart.',
    notShown:
      'Jag kunde inte visa svaret här. Det du bad om kan ändå vara gjort. Titta efter innan du försöker igen.',
    helpWords: 'hjälp',
    homeWords: 'hem',
    pick: 'Välj',
  },
  en: {
    openForm: 'Open the form',
    formWaits: (title: string) =>
      `${title}: Slack shows forms in a window of their own. Press the button to open it.`,
    formByCommand: (title: string) => `${title}: write the same after the slash command, and the form opens.`,
    andMore: (count: number) => `… and ${count} more`,
    more: 'More about this',
    notAll: 'Not everything fits here.',
    loadingTitle: 'One moment',
    loading: 'Fetching the form …',
    saving: 'Saving …',
    close: 'Close',
    done: 'Done. The answer is in the conversation.',
    answerTitle: 'Answer',
    formProblem: 'This needs to change before it can be saved:',
    addOption: (query: string) => `Add “${query}”`,
    partOf: (label: string, part: number, parts: number) => `${label} (part ${part} of ${parts})`,
    foreignWorkspace: 'This app is not open to your workspace. Nothing was saved.',
    noAnswer: 'Done.',
    notShown:
      'I could not show the answer here. What you asked for may be done all the same. Look before you try again.',
    helpWords: 'help',
    homeWords: 'home',
    pick: 'Choose',
  },
} as const;
