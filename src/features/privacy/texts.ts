import type { Language } from '../../turn/turn';

const sv = {
  title: 'Det här har jag sparat om dig',
  kind: 'Mina uppgifter',
  status: 'Bara du ser det här',
  nothing: 'Inget just nu.',
  more: (count: number): string => `… och ${count} till i filen.`,
  why: (why: string, until: string): string => `Sparas ${why}. Finns kvar ${until}.`,
  footnote:
    'Dina uppgifter finns hos den som driver boten och lämnas inte vidare. Samordnaren kan exportera poster, som är allmänna handlingar. Frågor om hur uppgifterna används besvaras av kommunens dataskyddsombud.',
  forget: 'Glöm mig',
  askTitle: 'Vill du att jag glömmer dig?',
  askIntro: 'Så här gör jag med det jag har sparat. Det går inte att ångra.',
  askFooter: 'Inget är borttaget än.',
  yes: 'Ja, glöm mig',
  no: 'Nej, behåll',
  kept: 'Inget har ändrats. Dina uppgifter finns kvar.',
  inOffice: (roles: string): string =>
    `Du har ett uppdrag: ${roles}. Ett uppdrag är offentligt och behöver avslutas först. Be en samordnare avsluta det och skriv sedan ”glöm mig” igen. Inget har ändrats.`,
  configured: 'samordnare enligt konfigurationen, som ändras av den som driver boten',
  roles: {
    representative: 'representant',
    deputy: 'ersättare',
    council: 'Föreningsrådets kansli',
    coordinator: 'samordnare',
  },
  doneTitle: 'Klart, jag har glömt dig',
  doneIntro: 'Det här är gjort. Inget av det leder längre till dig.',
  nothingLeft: 'Jag hade inget sparat om dig.',
  erased: (count: number): string =>
    count === 1 ? 'En uppgift är raderad' : `${count} uppgifter är raderade`,
  pseudonymised: (count: number): string =>
    count === 1 ? 'En handling finns kvar utan dig' : `${count} handlingar finns kvar utan dig`,
  doneFooter:
    'Meddelandena i den här chatten kan du själv ta bort. Skriver du till mig igen sparar jag ditt namn och var vi talas vid på nytt.',
  firstContact:
    'Jag sparar ditt namn, ditt konto och var vi talas vid, så att jag kan nå dig. Det du loggar sparas med ditt namn och är allmän handling. Frågor sparas utan namn. Skriv ”mina uppgifter” för att se allt, eller ”glöm mig”.',
};

const en: typeof sv = {
  title: 'This is what I keep about you',
  kind: 'My data',
  status: 'Only you see this',
  nothing: 'Nothing right now.',
  more: (count) => `… and ${count} more in the file.`,
  why: (why, until) => `Kept ${why}. Stays ${until}.`,
  footnote:
    'Your data is with whoever runs the bot and is not passed on. The coordinator can export records, which are public documents. The municipality’s data protection officer answers questions about how the data is used.',
  forget: 'Forget me',
  askTitle: 'Do you want me to forget you?',
  askIntro: 'This is what I do with what I keep. It cannot be undone.',
  askFooter: 'Nothing has been removed yet.',
  yes: 'Yes, forget me',
  no: 'No, keep it',
  kept: 'Nothing has changed. Your data is still here.',
  inOffice: (roles) =>
    `You hold a role: ${roles}. A role is public and has to end first. Ask a coordinator to end it and then write “forget me” again. Nothing has changed.`,
  configured: 'coordinator by configuration, which whoever runs the bot can change',
  roles: {
    representative: 'representative',
    deputy: 'deputy',
    council: 'office of Föreningsrådet',
    coordinator: 'coordinator',
  },
  doneTitle: 'Done, I have forgotten you',
  doneIntro: 'This has been done. None of it leads to you any more.',
  nothingLeft: 'I kept nothing about you.',
  erased: (count) => (count === 1 ? 'One item has been erased' : `${count} items have been erased`),
  pseudonymised: (count) =>
    count === 1 ? 'One document stays without you' : `${count} documents stay without you`,
  doneFooter:
    'You can delete the messages in this chat yourself. If you write to me again, I keep your name and where we talk anew.',
  firstContact:
    'I keep your name, your account and where we talk, so that I can reach you. What you log is kept with your name and is a public document. Questions are kept without a name. Write “my data” to see everything, or “forget me”.',
};

/** What is said about one's own data. */
export const privacyTexts: Readonly<Record<Language, typeof sv>> = { sv, en };
