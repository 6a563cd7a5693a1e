import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that reached the fake: a Web API method, or `response_url`. Arguments are parsed. */
export interface SlackCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly authorization?: string;
  /** When it came, by the fake's clock, in milliseconds. */
  readonly at: number;
}

/** How the next call of a method is answered instead of with its usual success. */
export type Fault =
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'limited'; readonly retryAfter?: string | null }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' }
  /** Carried out, and the answer never comes. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'slow'; readonly ms: number };

export interface FakeSlack {
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly calls: SlackCall[];
  /** A fresh response_url at this server. */
  responseUrl(): string;
  /** The calls of one method, oldest first. */
  of(method: string): SlackCall[];
  /** Resolves with the method's calls once there are `count` of them. @throws Error after two seconds. */
  waitFor(method: string, count?: number): Promise<SlackCall[]>;
  /** The next calls of the method meet these faults, one each. */
  fail(method: string, ...faults: Fault[]): void;
  /** Asked at each call that nothing was planned for. */
  behave: (call: SlackCall) => Fault | undefined;
  /** What lies in the conversations, oldest first. */
  posted(): { readonly channel: string; readonly ts: string; readonly args: Record<string, unknown> }[];
  /** Direct messages where the bot has spoken before; nowhere else has it. */
  hasSpoken(channel: string): void;
  stop(): Promise<void>;
}

export const BOT = {
  userId: 'UBOT00001',
  botId: 'BBOT00001',
  teamId: 'T00000001',
  token: 'xoxb-test-token',
} as const;

/**
 * Slack's Web API as far as the bot uses it, on a random loopback port: it records what is called, keeps what was posted so
 * that history and updates answer truthfully, and fails on demand.
 */
export async function startFakeSlack(clock: () => number = Date.now): Promise<FakeSlack> {
  const calls: SlackCall[] = [];
  const faults = new Map<string, Fault[]>();
  const state: State = { messages: [], next: 1 };
  const server: Server = createServer((req, res) => {
    void readBody(req).then((args) => {
      const method = methodOf(req);
      const call = { method, args, authorization: req.headers.authorization, at: clock() };
      calls.push(call);
      const fault = faults.get(method)?.shift() ?? fake.behave(call);
      if (fault === undefined) send(res, answer(state, method, args));
      else applyFault(res, fault, () => answer(state, method, args));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const of = (method: string): SlackCall[] => calls.filter((call) => call.method === method);
  const fake: FakeSlack = {
    behave: () => undefined,
    posted: () => state.messages,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    responseUrl: () => `http://127.0.0.1:${port}/response/${state.next++}`,
    of,
    waitFor: async (method, count = 1) => {
      const until = Date.now() + 2_000;
      while (of(method).length < count) {
        if (Date.now() > until) throw new Error(`${method}: ${of(method).length} of ${count} calls came`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return of(method);
    },
    fail: (method, ...list) => void faults.set(method, [...(faults.get(method) ?? []), ...list]),
    hasSpoken: (channel) => void state.messages.push({ channel, ts: '1600000000.000001', args: {} }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

interface Stored {
  readonly channel: string;
  readonly ts: string;
  args: Record<string, unknown>;
}

interface State {
  readonly messages: Stored[];
  next: number;
}

function methodOf(req: IncomingMessage): string {
  const path = req.url ?? '/';
  return path.startsWith('/response/') ? 'response_url' : path.replace(/^\/api\//, '').replace(/\?.*$/, '');
}

/** Arguments come URL-encoded with JSON inside, or as JSON at a response_url. */
async function readBody(req: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  if (req.headers['content-type']?.startsWith('application/json') === true) return JSON.parse(body);
  return Object.fromEntries([...new URLSearchParams(body)].map(([key, value]) => [key, parse(value)]));
}

function parse(value: string): unknown {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function send(res: ServerResponse, body: object, status = 200, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  res.end(JSON.stringify(body));
}

function applyFault(res: ServerResponse, fault: Fault, usual: () => object): void {
  switch (fault.kind) {
    case 'error':
      send(res, { ok: false, error: fault.error });
      break;
    case 'limited':
      send(
        res,
        { ok: false, error: 'ratelimited' },
        429,
        fault.retryAfter === null ? {} : { 'Retry-After': fault.retryAfter ?? '1' },
      );
      break;
    case 'status':
      res.writeHead(fault.status);
      res.end(fault.body ?? '');
      break;
    case 'hang':
      break;
    case 'cut':
      res.destroy();
      break;
    case 'lost':
      usual();
      res.destroy();
      break;
    case 'slow':
      setTimeout(() => send(res, usual()), fault.ms);
  }
}

function answer(state: State, method: string, args: Record<string, unknown>): object {
  const channel = typeof args.channel === 'string' ? args.channel : 'D00000001';
  switch (method) {
    case 'auth.test': {
      const { userId, botId, teamId } = BOT;
      return { ok: true, url: 'https://test.slack.com/', user_id: userId, bot_id: botId, team_id: teamId };
    }
    case 'chat.postMessage': {
      const ts = `1700000000.${String(state.next++).padStart(6, '0')}`;
      state.messages.push({ channel, ts, args });
      return { ok: true, channel, ts };
    }
    case 'chat.update': {
      const found = state.messages.find((message) => message.ts === args.ts);
      if (found === undefined) return { ok: false, error: 'message_not_found' };
      found.args = { ...found.args, ...args };
      return { ok: true, channel, ts: found.ts };
    }
    case 'chat.delete': {
      const index = state.messages.findIndex((message) => message.ts === args.ts);
      if (index < 0) return { ok: false, error: 'message_not_found' };
      state.messages.splice(index, 1);
      return { ok: true, channel, ts: args.ts };
    }
    case 'chat.postEphemeral':
      return { ok: true, message_ts: `1700000000.${String(state.next++).padStart(6, '0')}` };
    case 'views.open':
    case 'views.push':
    case 'views.update':
    case 'views.publish':
      return { ok: true, view: { id: typeof args.view_id === 'string' ? args.view_id : `V${state.next++}` } };
    case 'conversations.open':
      return { ok: true, channel: { id: `D${String(args.users)}` } };
    case 'conversations.info':
      return { ok: true, channel: { id: channel, is_archived: false, is_member: true } };
    case 'conversations.history':
    case 'conversations.replies':
      return { ok: true, messages: history(state, channel), has_more: false };
    case 'users.info':
      return {
        ok: true,
        user: { id: args.user, deleted: false, locale: 'sv-SE', profile: { real_name: 'Test' } },
      };
    case 'response_url':
      return { ok: true };
    default:
      return { ok: false, error: 'unknown_method' };
  }
}

/** Posted to a user's id, a message lies in the DM with them. */
function history(state: State, channel: string): object[] {
  const inChannel = (message: Stored): boolean =>
    message.channel === channel || `D${message.channel}` === channel;
  return state.messages
    .filter(inChannel)
    .map(({ ts, args }) => ({
      type: 'message',
      bot_id: BOT.botId,
      ts,
      text: args.text,
      metadata: args.metadata,
    }))
    .reverse();
}
