/** What the terminal itself says. */
export const terminalTexts = {
  start: 'Skriv en fråga, eller ”hjälp”. Skriv en siffra för att välja. ”avsluta” avslutar.',
  required: 'måste fyllas i',
  formStart: (cancel: string) =>
    `Tryck Enter för att hoppa över ett fält. Skriv ”${cancel.toLowerCase()}” för att avbryta.`,
  cancelled: 'Avbrutet. Ingenting har sparats.',
  goodbye: 'Hej då.',
} as const;
