/** What this platform says itself. */
export const texts = {
  sv: {
    more: 'Visa mer',
    cancelled: 'Avbrutet. Inget har sparats.',
    sentBelow: 'Svaret finns i chatten.',
    alreadyReceived: 'Det här har jag redan tagit emot.',
    required: 'Fältet måste fyllas i.',
    requiredMark: 'Fält med * måste fyllas i.',
    own: (label: string): string => `${label}: annat, med egna ord`,
    ownHelp: 'Finns det inte i listan? Skriv här. Flera skiljs åt med komma.',
    chooseOne: 'Välj',
    searchFor: 'Skriv för att söka',
    check: 'Kontrollera det som är markerat. Det du har skrivit finns kvar.',
    fieldError: (label: string, error: string): string => `Rätta ${unasked(label)}: ${error}`,
    chartAsText: 'Visa diagrammet som text',
    history: 'Historik',
    shortened: 'Allt får inte plats i ett meddelande i Teams. Här är det kortat.',
    formTooLarge:
      'Formuläret blev för stort för ett meddelande i Teams. Inget har sparats. Det du har skrivit finns kvar i formuläret ovanför. Korta texten och skicka igen.',
    form: 'Formulär',
    answer: 'Svar',
  },
  en: {
    more: 'Show more',
    cancelled: 'Cancelled. Nothing was saved.',
    sentBelow: 'The answer is in the chat.',
    alreadyReceived: 'I have already received this.',
    required: 'This field must be filled in.',
    requiredMark: 'Fields marked * must be filled in.',
    own: (label: string): string => `${label}: other, in your own words`,
    ownHelp: 'Not in the list? Write it here. Separate several with commas.',
    chooseOne: 'Choose',
    searchFor: 'Type to search',
    check: 'Check what is marked. What you have written is still there.',
    fieldError: (label: string, error: string): string => `Correct ${unasked(label)}: ${error}`,
    chartAsText: 'Show the chart as text',
    history: 'History',
    shortened: 'Not everything fits in one message in Teams. It is shortened here.',
    formTooLarge:
      'The form became too large for a message in Teams. Nothing was saved. What you have written is still in the form above. Shorten the text and send it again.',
    form: 'Form',
    answer: 'Answer',
  },
} as const;

export type Texts = (typeof texts)['sv'] | (typeof texts)['en'];

/** A label that asks is no label before a colon. */
function unasked(label: string): string {
  return label.replace(/\?$/, '');
}
