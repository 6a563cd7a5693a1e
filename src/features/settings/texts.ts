import type { Language, PlatformName } from '../../turn/turn';

/** What is said about settings and absence. */
const sv = {
  heading: 'Dina inställningar',
  intro: 'De gäller det jag skickar av mig själv. Det du ändrar gäller direkt.',
  guestIntro: 'Jag skickar inget av mig själv till dig. Det gör jag till dem som har en roll i nätverket.',
  digest: 'Månadsbrev',
  digestOn: (where: string): string => `På. Skickas till dig i ${where}.`,
  digestNowhere: 'På. Skickas när jag vet var jag når dig.',
  off: 'Av',
  where: 'Var du får det',
  moveTo: (where: string): string => `Byt till ${where}`,
  prompts: 'Påminnelser om uppföljning',
  promptsOn: (hour: string): string => `På. Högst en om dagen, tidigast ${hour} på arbetsdagar.`,
  language: 'Språk i det jag skickar',
  languages: { sv: 'Svenska', en: 'Engelska' } satisfies Record<Language, string> as Record<Language, string>,
  changeLanguage: { sv: 'Byt till engelska', en: 'Byt till svenska' } as Record<Language, string>,
  away: 'Borta',
  notAway: 'Nej. Skriv till exempel ”borta till 15 augusti”.',
  awayUntil: (day: string): string => `Till och med ${day}. Din ersättare får påminnelserna.`,
  awayPeriod: (from: string, until: string): string =>
    `Från ${from} till och med ${until}. Din ersättare får påminnelserna då.`,
  back: 'Jag är tillbaka',
  turnOff: 'Stäng av',
  turnOn: 'Sätt på',
  edit: 'Ändra i formulär',
  channelsButton: 'Kanaler',
  formTitle: 'Inställningar',
  on: 'På',
  hour: 'Tid på dagen',
  hourHelp: 'Till exempel 8.30. Tidigast då skickar jag påminnelser.',
  badHour: 'Jag känner inte igen tiden. Skriv till exempel 8.30.',
  awayField: 'Borta till och med',
  awayHelp: 'Lämna tomt om du inte är borta.',
  save: 'Spara',
  cancel: 'Avbryt',
  saved: 'Sparat.',
  platforms: { teams: 'Teams', slack: 'Slack', terminal: 'terminalen' } satisfies Record<
    PlatformName,
    string
  > as Record<PlatformName, string>,
  notUnderstood: (text: string): string =>
    `Jag förstod inte ”${text}”. Inget har ändrats. Skriv till exempel ”inställningar tid 8.30”, ”inställningar månadsbrev av” eller ”inställningar språk engelska”.`,
  digestOffDone: 'Du får inget månadsbrev från och med nu. Skriv ”digest” när du vill se det.',
  digestOnDone: 'Du får månadsbrevet igen.',
  promptsOffDone:
    'Du får inga påminnelser från och med nu. Din ersättare eller en samordnare får dem. Skriv ”påminnelser” när du vill se vad som väntar.',
  promptsOnDone: 'Du får påminnelser igen.',
  undo: 'Ångra',
  channelHeading: 'Kanalens inställningar',
  channelIntro: 'Månadsbrevet kommer första arbetsdagen i månaden.',
  channelOn: 'Månadsbrevet skickas hit.',
  channelOff: 'Månadsbrevet skickas inte hit.',
  channelOnDone: (name: string): string => `Månadsbrevet skickas till ${name} från och med nu.`,
  channelOffDone: (name: string): string => `Månadsbrevet skickas inte till ${name} från och med nu.`,
  thisChannel: 'den här kanalen',
  channelUnknown: 'Jag är inte med i den kanalen. Inget har ändrats. Lägg till mig och nämn mig där först.',
  channelsHeading: 'Kanaler där jag är med',
  channelsEmpty: 'Ingen har nämnt mig i en kanal än. Lägg till mig i en kanal och nämn mig där.',
  unnamed: (platform: string): string => `Kanal i ${platform}`,
  channelDetail: (on: boolean, day: string): string =>
    `Månadsbrev: ${on ? 'på' : 'av'}. Senast nämnd ${day}.`,
  awayDone: (day: string): string =>
    `Du är borta till och med ${day}. Din ersättare får påminnelserna så länge. Skriv ”tillbaka” när du är här igen.`,
  awayPeriodDone: (from: string, until: string): string =>
    `Du är borta från ${from} till och med ${until}. Din ersättare får påminnelserna då. Skriv ”tillbaka” om det ändras.`,
  awayHow:
    'Jag förstod inte hur länge du är borta. Inget har ändrats. Skriv till exempel ”borta till 15 augusti” eller ”borta två veckor”.',
  awayPast: (day: string): string => `${day} har redan varit. Inget har ändrats.`,
  awayTooLong:
    'Det är mer än ett år bort. Inget har ändrats. Är det längre, be en samordnare utse någon annan.',
  backDone: 'Välkommen tillbaka. Du får påminnelserna igen.',
  notAwayNow: 'Du är inte anmäld som borta. Inget har ändrats.',
};

type Texts = typeof sv;

const en: Texts = {
  heading: 'Your settings',
  intro: 'They are about what I send by myself. What you change holds at once.',
  guestIntro: 'I send you nothing by myself. I do that to those who have a role in the network.',
  digest: 'Monthly digest',
  digestOn: (where) => `On. Sent to you in ${where}.`,
  digestNowhere: 'On. Sent once I know where to reach you.',
  off: 'Off',
  where: 'Where you get it',
  moveTo: (where) => `Change to ${where}`,
  prompts: 'Follow-up prompts',
  promptsOn: (hour) => `On. At most one a day, not before ${hour} on working days.`,
  language: 'Language of what I send',
  languages: { sv: 'Swedish', en: 'English' },
  changeLanguage: { sv: 'Change to English', en: 'Change to Swedish' },
  away: 'Away',
  notAway: 'No. Write for example “away until 15 August”.',
  awayUntil: (day) => `Until ${day}, that day included. Your deputy gets the prompts.`,
  awayPeriod: (from, until) =>
    `From ${from} until ${until}, both included. Your deputy gets the prompts then.`,
  back: 'I am back',
  turnOff: 'Turn off',
  turnOn: 'Turn on',
  edit: 'Change in a form',
  channelsButton: 'Channels',
  formTitle: 'Settings',
  on: 'On',
  hour: 'Time of day',
  hourHelp: 'For example 8.30. I send no prompts earlier.',
  badHour: 'I do not recognise the time. Write for example 8.30.',
  awayField: 'Away until, that day included',
  awayHelp: 'Leave it empty if you are not away.',
  save: 'Save',
  cancel: 'Cancel',
  saved: 'Saved.',
  platforms: { teams: 'Teams', slack: 'Slack', terminal: 'the terminal' },
  notUnderstood: (text) =>
    `I did not understand “${text}”. Nothing has changed. Write for example “settings time 8.30”, “settings digest off” or “settings language Swedish”.`,
  digestOffDone: 'You will get no digest from now on. Write “digest” when you want to see it.',
  digestOnDone: 'You will get the digest again.',
  promptsOffDone:
    'You will get no prompts from now on. Your deputy or a coordinator gets them. Write “reminders” when you want to see what is waiting.',
  promptsOnDone: 'You will get prompts again.',
  undo: 'Undo',
  channelHeading: 'Settings of the channel',
  channelIntro: 'The digest comes on the first working day of the month.',
  channelOn: 'The digest is sent here.',
  channelOff: 'The digest is not sent here.',
  channelOnDone: (name) => `The digest is sent to ${name} from now on.`,
  channelOffDone: (name) => `The digest is not sent to ${name} from now on.`,
  thisChannel: 'this channel',
  channelUnknown: 'I am not in that channel. Nothing has changed. Add me and mention me there first.',
  channelsHeading: 'Channels that I am in',
  channelsEmpty: 'Nobody has mentioned me in a channel yet. Add me to a channel and mention me there.',
  unnamed: (platform) => `Channel in ${platform}`,
  channelDetail: (on, day) => `Digest: ${on ? 'on' : 'off'}. Last mentioned ${day}.`,
  awayDone: (day) =>
    `You are away until ${day}, that day included. Your deputy gets the prompts meanwhile. Write “back” when you are here again.`,
  awayPeriodDone: (from, until) =>
    `You are away from ${from} until ${until}, both included. Your deputy gets the prompts then. Write “back” if it changes.`,
  awayHow:
    'I did not understand how long you are away. Nothing has changed. Write for example “away until 15 August” or “away two weeks”.',
  awayPast: (day) => `${day} has already been. Nothing has changed.`,
  awayTooLong:
    'That is more than a year ahead. Nothing has changed. If it is longer, ask a coordinator to appoint someone else.',
  backDone: 'Welcome back. You get the prompts again.',
  notAwayNow: 'You are not noted as away. Nothing has changed.',
};

export const settingsTexts: Readonly<Record<Language, Texts>> = { sv, en };
