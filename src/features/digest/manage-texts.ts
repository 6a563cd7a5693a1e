import type { IssueState } from './issue';

type Kind = 'teams-channel' | 'slack-channel' | 'person';

const states: Record<IssueState, string> = {
  draft: 'Utkast',
  approved: 'Godkänt',
  sending: 'Skickas',
  sent: 'Skickat',
  cancelled: 'Inställt',
  withdrawn: 'Tillbakadraget',
};

const kinds: Record<Kind, string> = {
  'teams-channel': 'Teamskanal',
  'slack-channel': 'Slackkanal',
  person: 'En representant',
};

const sv = {
  kindLabel: 'Månadsbrev',
  states,
  kinds,
  title: (month: string): string => month.charAt(0).toUpperCase() + month.slice(1),
  preview: 'Förhandsgranska',
  period: 'Berättar om',
  goes: 'Skickas',
  goesAt: (day: string): string => `${day} 09.00`,
  to: 'Till',
  recipients: (teams: number, slack: number, persons: number): string =>
    [
      teams === 0 ? '' : `${teams} ${teams === 1 ? 'kanal' : 'kanaler'} i Teams`,
      slack === 0 ? '' : `${slack} ${slack === 1 ? 'kanal' : 'kanaler'} i Slack`,
      persons === 0 ? '' : `${persons} ${persons === 1 ? 'person' : 'personer'} i egen chatt`,
    ]
      .filter((part) => part !== '')
      .join(', ') || 'ingen än',
  composed: 'Sammanställt',
  greeting: 'Hälsning',
  draftHint: 'Innehållet sammanställs på nytt när det skickas. Välj Godkänn om precis det här ska skickas.',
  approvalHint: 'En annan samordnare behöver godkänna innan det skickas.',
  approvedHint: 'Precis det här skickas.',
  cancelledHint: 'Det skickas inte. Det som har hänt berättas nästa gång.',
  show: (kind: Kind): string => kinds[kind],
  sampleLead: (kind: Kind, name: string): string =>
    kind === 'person' ? `Så här får ${name} det, i sin egen chatt.` : `Så här ser det ut för ${name}.`,
  anyTeamsChannel: 'en kanal i Teams',
  anySlackChannel: 'en kanal i Slack',
  anyPerson: (administration: string): string => `en representant för ${administration}`,
  nextPerson: 'Nästa person',
  exampleButton: 'Så ser knappen ut för mottagaren. I förhandsgranskningen gör den inget.',
  sendNow: 'Skicka nu',
  toSelf: 'Skicka till mig',
  writeGreeting: 'Skriv hälsning',
  postpone: 'Skjut upp',
  cancel: 'Ställ in',
  resume: 'Ta upp igen',
  refresh: 'Sammanställ på nytt',
  approve: 'Godkänn',
  receipt: 'Visa kvitto',
  correct: 'Rätta',
  withdraw: 'Dra tillbaka',
  withdrawSure: 'Ja, dra tillbaka',
  keep: 'Nej, låt den ligga kvar',
  resend: (count: number): string => `Skicka till ${count} som missade det`,
  resendUncertain: (count: number): string =>
    `Skicka även till ${count} ${count === 1 ? 'osäker' : 'osäkra'}`,
  lead: {
    changed: 'Någon har ändrat sedan du tittade. Inget av det du valde är gjort. Så här ser det ut nu:',
    greeted: 'Hälsningen är sparad.',
    approved: 'Godkänt. Precis det här skickas.',
    postponed: 'Uppskjutet.',
    cancelled: 'Inställt. Inget skickas.',
    resumed: 'Det skickas igen som vanligt.',
    refreshed: 'Sammanställt på nytt.',
    sending: 'Det skickas nu. Kvittot fylls på efter hand.',
    already: 'Det har redan skickats. Här är kvittot:',
    resent: (count: number): string =>
      count === 0 ? 'Ingen saknar det.' : `Det skickas nu till ${count} till.`,
    corrected: 'Rättelsen skickas nu. De som redan har fått det ser den nya texten i samma meddelande.',
    withdrawn: 'Meddelandena tas bort nu. De som har läst dem kan ha hunnit se innehållet.',
  },
  ownApproval:
    'Du har själv sammanställt det eller skrivit i det. En annan samordnare behöver godkänna det. Inget är skickat.',
  notApproved: 'Det är inte godkänt än. En annan samordnare behöver godkänna det först. Inget är skickat.',
  needsApproval:
    'Månadsbrevet är klart, men ingen har godkänt det än. Det skickas när en samordnare som inte har skrivit i det har godkänt det.',
  nobody:
    'Ingen har valt att få det än, så inget är skickat. Representanter får det när de har skrivit till boten en gång, kanaler när de har valts i inställningarna.',
  sentToSelf: 'Skickat till dig. Ingen annan har fått det.',
  notHere: 'Hit kan jag inte skicka. Gör det från Teams eller Slack.',
  greetingTitle: 'Hälsning',
  greetingIntro: 'Hälsningen står överst hos alla som får månadsbrevet. Tomt fält tar bort den.',
  greetingField: 'Din hälsning',
  greetingExample: 'Tack för en innehållsrik månad.',
  postponeTitle: 'Skjut upp månadsbrevet',
  postponeField: 'Skickas i stället',
  postponeMissing: 'Skriv en dag, till exempel ”nästa tisdag”.',
  postponeRange: (last: string): string =>
    `Välj en dag från i dag till ${last}. Efter det kommer nästa månads.`,
  correctTitle: 'Rätta månadsbrevet',
  correctIntro:
    'Innehållet hämtas på nytt för samma period: det som har dragits tillbaka försvinner. Meddelandena ändras på plats.',
  correctField: 'Vad är rättat?',
  correctExample: 'Datumet för dialogen om öppettider var fel.',
  save: 'Spara',
  sendCorrection: 'Skicka rättelsen',
  abort: 'Avbryt',
  withdrawAsk: (count: number): string =>
    `Dra tillbaka månadsbrevet? Det tas bort hos ${count} ${count === 1 ? 'mottagare' : 'mottagare'}. Det går inte att ångra.`,
  none: 'Inget månadsbrev har skickats än. Skriv ”digest förhandsgranska” för att se nästa.',
  delivered: 'Levererade',
  of: (count: number, all: number): string => `${count} av ${all}`,
  onTheWay: 'På väg',
  failed: 'Misslyckade',
  uncertain: 'Osäkra',
  read: 'Lästa',
  readHint: (count: number): string => `${count} har tryckt på Läst`,
  sentAt: 'Skickat',
  correctedAt: 'Rättat',
  uncertainHint: 'De kan ha kommit fram. De skickas inte igen om du inte säger till.',
  andMore: (count: number): string => `och ${count} till`,
  unnamed: 'kanal utan namn',
  thanks: 'Tack, noterat.',
  notSent: 'Jag hittar inget sådant månadsbrev som har skickats till dig.',
};

export type ManageTexts = typeof sv;

const enKinds: Record<Kind, string> = {
  'teams-channel': 'Teams channel',
  'slack-channel': 'Slack channel',
  person: 'A representative',
};

const en: ManageTexts = {
  kindLabel: 'Monthly digest',
  states: {
    draft: 'Draft',
    approved: 'Approved',
    sending: 'Being sent',
    sent: 'Sent',
    cancelled: 'Cancelled',
    withdrawn: 'Withdrawn',
  },
  kinds: enKinds,
  title: (month) => month,
  preview: 'Preview',
  period: 'Tells of',
  goes: 'Goes out',
  goesAt: (day) => `${day} 09:00`,
  to: 'To',
  recipients: (teams, slack, persons) =>
    [
      teams === 0 ? '' : `${teams} Teams ${teams === 1 ? 'channel' : 'channels'}`,
      slack === 0 ? '' : `${slack} Slack ${slack === 1 ? 'channel' : 'channels'}`,
      persons === 0 ? '' : `${persons} ${persons === 1 ? 'person' : 'people'} in their own chat`,
    ]
      .filter((part) => part !== '')
      .join(', ') || 'nobody yet',
  composed: 'Put together',
  greeting: 'Greeting',
  draftHint: 'The content is put together afresh when it goes out. Choose Approve to send exactly this.',
  approvalHint: 'Another coordinator must approve it before it goes out.',
  approvedHint: 'Exactly this goes out.',
  cancelledHint: 'It does not go out. What has happened is told next time.',
  show: (kind) => enKinds[kind],
  sampleLead: (kind, name) =>
    kind === 'person' ? `This is what ${name} gets, in their own chat.` : `This is what ${name} gets.`,
  anyTeamsChannel: 'a Teams channel',
  anySlackChannel: 'a Slack channel',
  anyPerson: (administration) => `a representative of ${administration}`,
  nextPerson: 'Next person',
  exampleButton: 'This is what the recipient’s button looks like. In the preview it does nothing.',
  sendNow: 'Send now',
  toSelf: 'Send to me',
  writeGreeting: 'Write a greeting',
  postpone: 'Postpone',
  cancel: 'Cancel it',
  resume: 'Take it up again',
  refresh: 'Put together afresh',
  approve: 'Approve',
  receipt: 'Show receipt',
  correct: 'Correct',
  withdraw: 'Withdraw',
  withdrawSure: 'Yes, withdraw',
  keep: 'No, leave it',
  resend: (count) => `Send to ${count} who missed it`,
  resendUncertain: (count) => `Send also to ${count} uncertain`,
  lead: {
    changed:
      'Somebody has changed it since you looked. Nothing of what you chose is done. This is how it is now:',
    greeted: 'The greeting is saved.',
    approved: 'Approved. Exactly this goes out.',
    postponed: 'Postponed.',
    cancelled: 'Cancelled. Nothing goes out.',
    resumed: 'It goes out again as usual.',
    refreshed: 'Put together afresh.',
    sending: 'It is going out now. The receipt fills up as it goes.',
    already: 'It has already gone out. Here is the receipt:',
    resent: (count) => (count === 0 ? 'Nobody is without it.' : `It is going out to ${count} more now.`),
    corrected: 'The correction is going out now. Those who have it see the new text in the same message.',
    withdrawn: 'The messages are being removed now. Those who have read them may have seen the content.',
  },
  ownApproval:
    'You have put it together or written in it yourself. Another coordinator must approve it. Nothing has been sent.',
  notApproved: 'It is not approved yet. Another coordinator must approve it first. Nothing has been sent.',
  needsApproval:
    'The monthly digest is ready, but nobody has approved it yet. It goes out when a coordinator who has not written in it has approved it.',
  nobody:
    'Nobody has chosen to get it yet, so nothing has been sent. Representatives get it once they have written to the bot, channels when they have been chosen in the settings.',
  sentToSelf: 'Sent to you. Nobody else has got it.',
  notHere: 'I cannot send here. Do it from Teams or Slack.',
  greetingTitle: 'Greeting',
  greetingIntro: 'The greeting stands first for everyone who gets the digest. An empty field takes it away.',
  greetingField: 'Your greeting',
  greetingExample: 'Thank you for a full month.',
  postponeTitle: 'Postpone the digest',
  postponeField: 'Goes out instead',
  postponeMissing: 'Write a day, such as “next Tuesday”.',
  postponeRange: (last) => `Choose a day from today to ${last}. After that comes the next month’s.`,
  correctTitle: 'Correct the digest',
  correctIntro:
    'The content is fetched afresh for the same period: what has been withdrawn disappears. The messages change in place.',
  correctField: 'What is corrected?',
  correctExample: 'The date of the dialogue on opening hours was wrong.',
  save: 'Save',
  sendCorrection: 'Send the correction',
  abort: 'Cancel',
  withdrawAsk: (count) =>
    `Withdraw the digest? It is removed for ${count} ${count === 1 ? 'recipient' : 'recipients'}. It cannot be undone.`,
  none: 'No digest has been sent yet. Write “digest preview” to see the next one.',
  delivered: 'Delivered',
  of: (count, all) => `${count} of ${all}`,
  onTheWay: 'On the way',
  failed: 'Failed',
  uncertain: 'Uncertain',
  read: 'Read',
  readHint: (count) => `${count} have pressed Read`,
  sentAt: 'Sent',
  correctedAt: 'Corrected',
  uncertainHint: 'They may have arrived. They are not sent again unless you say so.',
  andMore: (count) => `and ${count} more`,
  unnamed: 'channel without a name',
  thanks: 'Thank you, noted.',
  notSent: 'I find no such digest that has been sent to you.',
};

export const manageTexts = { sv, en } as const;
