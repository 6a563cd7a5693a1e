import type { Language } from '../turn/turn';

type Reasons = Readonly<Record<string, string>>;

const sv: Reasons = {
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
};

const en: Reasons = {
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
};

const reasons: Readonly<Record<Language, Reasons>> = { sv, en };

/**
 * Why a message did not arrive, in words that fit after a colon.
 * @param code the platform's or the outbox's; one without words of its own is said as it is, so that it can be looked up.
 */
export function reasonIn(language: Language, code: string): string {
  const known = reasons[language];
  return Object.hasOwn(known, code) ? (known[code] ?? code) : code;
}
