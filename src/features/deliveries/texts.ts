import type { Language } from '../../turn/turn';

const sv = {
  heading: (count: number): string =>
    count === 1 ? 'Ett meddelande kom inte fram säkert' : `${count} meddelanden kom inte fram säkert`,
  intro:
    'De här skickas inte igen av sig själva. De osäkra kan ha kommit fram. Fråga den det gäller, eller se kvittot på månadsbrevet.',
  failed: 'Kom inte fram',
  uncertain: 'Osäkert om det kom fram',
  platforms: { teams: 'Teams', slack: 'Slack', terminal: 'terminalen' },
  kinds: {
    digest: 'Månadsbrev',
    prompt: 'Påminnelse',
    answer: 'Svar på en fråga',
    matter: 'Svar på ett ärende',
    appointed: 'Besked om en roll',
  } as Record<string, string>,
  other: 'Meddelande',
  unnamed: 'Någon utan namn i registret',
  channel: 'En kanal',
  andMore: (count: number): string => `och ${count} till`,
};

const en: typeof sv = {
  heading: (count) =>
    count === 1 ? 'One message may not have arrived' : `${count} messages may not have arrived`,
  intro:
    'These are not sent again by themselves. The uncertain ones may have arrived. Ask the person, or look at the receipt of the digest.',
  failed: 'Did not arrive',
  uncertain: 'Uncertain whether it arrived',
  platforms: { teams: 'Teams', slack: 'Slack', terminal: 'the terminal' },
  kinds: {
    digest: 'Monthly digest',
    prompt: 'Reminder',
    answer: 'Answer to a question',
    matter: 'Answer to a matter',
    appointed: 'Word of a role',
  },
  other: 'Message',
  unnamed: 'Someone without a name in the register',
  channel: 'A channel',
  andMore: (count) => `and ${count} more`,
};

export const deliveryTexts: Record<Language, typeof sv> = { sv, en };
