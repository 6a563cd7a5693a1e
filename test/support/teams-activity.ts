import { logWatch } from './log-watch';

/** Activities as Teams sends them, for tests that post to `/api/messages`. */
export interface ActivityOptions {
  readonly serviceUrl: string;
  readonly conversation?: string;
  readonly kind?: 'personal' | 'groupChat' | 'channel';
  readonly user?: string;
  readonly tenant?: string;
}

export type Activity = Readonly<Record<string, unknown>>;

export const TENANT = '11111111-2222-3333-4444-555555555555';
export const BOT = { id: '28:bot', name: 'C-nätet' };

let number = 0;

/** What every activity holds; the id is new each time, as Teams gives it. */
export function activity(options: ActivityOptions, more: Activity): Activity {
  number += 1;
  const { kind = 'personal', user = 'anna', tenant = TENANT } = options;
  return {
    id: `17000000${String(number).padStart(5, '0')}`,
    timestamp: '2026-03-12T08:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: options.serviceUrl,
    from: {
      id: `29:${user}`,
      name: user === 'anna' ? 'Anna Berg' : `${user} Test`,
      aadObjectId: `aad-${user}`,
    },
    recipient: BOT,
    conversation: {
      id: options.conversation ?? `a:${user}`,
      conversationType: kind,
      tenantId: tenant,
      ...(kind === 'personal' ? {} : { isGroup: true }),
    },
    channelData: { tenant: { id: tenant } },
    locale: 'sv-SE',
    ...more,
  };
}

/** Something said to the bot. */
export function says(options: ActivityOptions, text: string, more: Activity = {}): Activity {
  return activity(options, { type: 'message', textFormat: 'plain', text, ...more });
}

/** Something said in a channel or group chat with the bot mentioned. */
export function mentions(options: ActivityOptions, text: string, more: Activity = {}): Activity {
  const mention = { type: 'mention', mentioned: BOT, text: '<at>C-nätet</at>' };
  return says(options, `<at>C-nätet</at> ${text}`, { entities: [mention], ...more });
}

/** A button pressed as Action.Execute: `data` is what the card's button carries, with the inputs beside it. */
export function executes(options: ActivityOptions, data: Activity, more: Activity = {}): Activity {
  const action = { type: 'Action.Execute', verb: 'any', data };
  return activity(options, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action },
    replyToId: 'card-1',
    ...more,
  });
}

/** The same button pressed where only Action.Submit is known. */
export function submits(options: ActivityOptions, data: Activity, more: Activity = {}): Activity {
  return activity(options, { type: 'message', value: data, replyToId: 'card-1', ...more });
}

/** Any other invoke, such as `task/fetch` or `composeExtension/query`. */
export function invokes(
  options: ActivityOptions,
  name: string,
  value: unknown,
  more: Activity = {},
): Activity {
  return activity(options, { type: 'invoke', name, value, ...more });
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what was answered without describing all of it
  readonly json: any;
}

/** Posts to `/api/messages` of the server at `url`. */
export async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  logWatch.said(body);
  logWatch.secret(headers.Authorization ?? '');
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : undefined };
}
