import type { Language } from './turn';

/**
 * The catalogue of errors that reach a person: a stable code, what is said (what happened, that nothing was lost, what to
 * do), and whether an operator should see it in the log.
 */
const catalogue = {
  'not-allowed': {
    report: false,
    sv: 'Det här får du inte göra med din nuvarande roll. Inget har ändrats. En samordnare kan ge dig rollen.',
    en: 'Your current role does not let you do this. Nothing has changed. A coordinator can give you the role.',
  },
  'record-not-found': {
    report: false,
    sv: 'Jag hittar ingen post med det numret. Kontrollera numret, eller skriv ”exempel sök” eller ”dialog mina”.',
    en: 'I find no record with that number. Check the number, or write “example search” or “dialogue mine”.',
  },
  'record-changed': {
    report: false,
    sv: 'Någon annan har ändrat posten sedan du öppnade den. Inget av ditt är sparat än. Titta på den nya versionen och försök igen.',
    en: 'Someone else has changed the record since you opened it. Nothing of yours is saved yet. Look at the new version and try again.',
  },
  'button-too-old': {
    report: false,
    sv: 'Knappen hör till ett meddelande som inte gäller längre. Inget har ändrats. Skriv ”hjälp” så ser du vad jag kan göra.',
    en: 'The button belongs to a message that is no longer valid. Nothing has changed. Write “help” to see what I can do.',
  },
  'input-invalid': {
    report: false,
    sv: 'Jag kunde inte läsa det du skickade. Inget har ändrats. Försök igen, eller skriv ”hjälp”.',
    en: 'I could not read what you sent. Nothing has changed. Try again, or write “help”.',
  },
  'text-too-long': {
    report: false,
    sv: 'Texten är för lång för mig. Korta den till högst 4 000 tecken och skicka igen.',
    en: 'The text is too long for me. Shorten it to at most 4,000 characters and send it again.',
  },
  'too-many': {
    report: false,
    sv: 'Nu kommer det mer på en gång än jag hinner läsa. Det du skickade nyss har jag inte läst. Vänta en minut och skicka det igen.',
    en: 'More is coming at once than I can read. What you sent just now I have not read. Wait a minute and send it again.',
  },
  'private-only': {
    report: false,
    sv: 'Det visar jag bara för dig själv. Skriv samma sak till mig i en egen chatt.',
    en: 'I show that to you alone. Write the same to me in a personal chat.',
  },
  'store-away': {
    report: true,
    sv: 'Jag når inte mina anteckningar just nu, så jag kan inte spara eller hämta poster. Din text finns kvar hos dig. Försök igen om en stund. Frågor om överenskommelsen kan jag svara på ändå.',
    en: 'I cannot reach my records right now, so I can neither save nor fetch them. Your text is still with you. Try again in a while. I can still answer questions about the agreement.',
  },
  internal: {
    report: true,
    sv: 'Något gick fel hos mig. Inget har sparats. Försök igen. Hjälper inte det, säg till en samordnare.',
    en: 'Something went wrong on my side. Nothing was saved. Try again. If that does not help, tell a coordinator.',
  },
} as const;

export type ErrorCode = keyof typeof catalogue;

/** An error with a message for the person. `cause` is for the log alone. */
export class BotError extends Error {
  override readonly name = 'BotError';
  constructor(
    readonly code: ErrorCode,
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }

  /** True when an operator should see it. */
  get report(): boolean {
    return catalogue[this.code].report;
  }

  /** What the person reads. */
  say(language: Language): string {
    return catalogue[this.code][language];
  }
}
