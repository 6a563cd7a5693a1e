import { createHmac } from 'node:crypto';
import { logWatch } from './log-watch';
import { BOT } from './slack-api';

export const SIGNING_SECRET = 'test-signing-secret';
for (const secret of [SIGNING_SECRET, BOT.token]) logWatch.secret(secret);

export interface SignOptions {
  readonly secret?: string;
  /** Seconds since 1970; the signature's timestamp. Bolt compares it with the machine's own clock. */
  readonly timestamp?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Slack's v0 signature over the body. */
export function signature(body: string, timestamp: number, secret: string = SIGNING_SECRET): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Posts a body to `/slack/events` with a signature, as Slack does. `base` is the server's address. */
export async function postSigned(
  base: string,
  body: string,
  type: string,
  options: SignOptions = {},
): Promise<Response> {
  const timestamp = options.timestamp ?? Math.floor(Date.now() / 1000);
  logWatch.said(read(body, type));
  return fetch(new URL('/slack/events', base), {
    method: 'POST',
    headers: {
      'Content-Type': type,
      'X-Slack-Request-Timestamp': String(timestamp),
      'X-Slack-Signature': signature(body, timestamp, options.secret),
      ...options.headers,
    },
    body,
  });
}

/** The fields of a body, for those who want to know what was said; a body that isn't sound is its text. */
function read(body: string, type: string): unknown {
  try {
    if (type === 'application/json') return JSON.parse(body);
    const { payload, ...fields } = Object.fromEntries(new URLSearchParams(body));
    return payload === undefined ? fields : JSON.parse(payload);
  } catch {
    return body;
  }
}

/** An Events API delivery. */
export function postEvent(base: string, body: object, options?: SignOptions): Promise<Response> {
  return postSigned(base, JSON.stringify(body), 'application/json', options);
}

/** A slash command. */
export function postCommand(
  base: string,
  fields: Record<string, string>,
  options?: SignOptions,
): Promise<Response> {
  return postSigned(
    base,
    new URLSearchParams(fields).toString(),
    'application/x-www-form-urlencoded',
    options,
  );
}

/** A press, a sent modal, a request for options. */
export function postInteraction(base: string, payload: object, options?: SignOptions): Promise<Response> {
  return postCommand(base, { payload: JSON.stringify(payload) }, options);
}

let counter = 0;
const unique = (prefix: string): string =>
  `${prefix}${Date.now().toString(36).toUpperCase()}${(++counter).toString(36).toUpperCase()}`;

/** The payloads as Slack sends them, with what the bot doesn't read left in, so that it is met with the real shape. */
export const payloads = {
  command: (text: string, over: Record<string, string> = {}): Record<string, string> => ({
    token: 'gammal-verifieringsnyckel',
    team_id: BOT.teamId,
    team_domain: 'test',
    channel_id: 'C00000001',
    channel_name: 'allmant',
    user_id: 'U00000001',
    user_name: 'anna',
    command: '/cnatet',
    text,
    api_app_id: 'A00000001',
    is_enterprise_install: 'false',
    trigger_id: unique('123.456.'),
    ...over,
  }),
  message: (text: string, over: Record<string, unknown> = {}): object =>
    event({ type: 'message', channel_type: 'im', channel: 'D00000001', user: 'U00000001', text, ...over }),
  mention: (text: string, over: Record<string, unknown> = {}): object =>
    event({ type: 'app_mention', channel: 'C00000001', user: 'U00000001', text, ...over }),
  home: (over: Record<string, unknown> = {}): object =>
    event({ type: 'app_home_opened', user: 'U00000001', channel: 'D00000001', tab: 'home', ...over }),
  press: (actionId: string, value: string, over: Record<string, unknown> = {}): object => ({
    type: 'block_actions',
    user: { id: 'U00000001', username: 'anna', name: 'anna', team_id: BOT.teamId },
    api_app_id: 'A00000001',
    token: 'gammal-verifieringsnyckel',
    team: { id: BOT.teamId, domain: 'test' },
    trigger_id: unique('123.789.'),
    channel: { id: 'D00000001', name: 'directmessage' },
    container: {
      type: 'message',
      message_ts: '1700000000.000001',
      channel_id: 'D00000001',
      is_ephemeral: false,
    },
    actions: [{ type: 'button', block_id: 'b', action_id: actionId, value, action_ts: '1700000001.000001' }],
    ...over,
  }),
  submission: (metadata: string, values: object, over: Record<string, unknown> = {}): object => ({
    type: 'view_submission',
    team: { id: BOT.teamId, domain: 'test' },
    user: { id: 'U00000001', username: 'anna', name: 'anna', team_id: BOT.teamId },
    api_app_id: 'A00000001',
    token: 'gammal-verifieringsnyckel',
    trigger_id: unique('123.999.'),
    view: {
      id: 'V00000001',
      team_id: BOT.teamId,
      type: 'modal',
      callback_id: 'cnatet.form',
      private_metadata: metadata,
      state: { values },
      blocks: [],
    },
    response_urls: [],
    ...over,
  }),
  suggestion: (actionId: string, value: string, metadata = ''): object => ({
    type: 'block_suggestion',
    user: { id: 'U00000001', username: 'anna', team_id: BOT.teamId },
    team: { id: BOT.teamId, domain: 'test' },
    action_id: actionId,
    block_id: 'partners',
    value,
    container: { type: 'view', view_id: 'V00000001' },
    view: { id: 'V00000001', type: 'modal', private_metadata: metadata },
  }),
};

function event(inner: Record<string, unknown>): object {
  const ts = `${Math.floor(Date.now() / 1000)}.${String(++counter).padStart(6, '0')}`;
  return {
    token: 'gammal-verifieringsnyckel',
    team_id: BOT.teamId,
    api_app_id: 'A00000001',
    event: { ts, event_ts: ts, client_msg_id: unique('m'), team: BOT.teamId, ...inner },
    type: 'event_callback',
    event_id: unique('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: BOT.teamId,
        user_id: BOT.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}
