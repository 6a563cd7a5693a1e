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
  reasons: {
    '403': 'boten är blockerad eller avinstallerad',
    '404': 'samtalet finns inte längre',
    channel_not_found: 'kanalen finns inte eller boten är inte med i den',
    not_in_channel: 'boten är inte med i kanalen',
    is_archived: 'kanalen är arkiverad',
    user_not_found: 'kontot finns inte längre',
    account_inactive: 'kontot är avstängt',
    'platform-off': 'plattformen är inte påslagen',
    stale: 'det blev inaktuellt innan det kunde skickas',
    timeout: 'plattformen svarade inte i tid',
    'sender-died': 'boten startade om mitt i sändningen',
    missing_scope: 'boten får inte läsa i samtalet och kan inte se om det kom fram',
  } as Record<string, string>,
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
  reasons: {
    '403': 'the bot is blocked or uninstalled',
    '404': 'the conversation no longer exists',
    channel_not_found: 'the channel does not exist or the bot is not in it',
    not_in_channel: 'the bot is not in the channel',
    is_archived: 'the channel is archived',
    user_not_found: 'the account no longer exists',
    account_inactive: 'the account is closed',
    'platform-off': 'the platform is not switched on',
    stale: 'it was out of date before it could be sent',
    timeout: 'the platform did not answer in time',
    'sender-died': 'the bot restarted in the middle of sending',
    missing_scope: 'the bot may not read the conversation and cannot see whether it arrived',
  },
  andMore: (count) => `and ${count} more`,
};

export const deliveryTexts: Record<Language, typeof sv> = { sv, en };
