import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One call that the bot made to the Bot Connector. */
export interface ConnectorCall {
  readonly method: string;
  /** Decoded, such as `/v3/conversations/a:1/activities/m1`. */
  readonly path: string;
  /** The conversation's id out of the path, where it names one. */
  readonly conversation?: string;
  readonly authorization?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into what was sent without describing all of it
  readonly body: any;
  /** The id that the connector gave a new activity. */
  readonly id: string;
  /** When it came, by the connector's clock, in milliseconds. */
  readonly at: number;
  /** True once it was carried out, whatever the bot was told. */
  accepted: boolean;
}

/** How the connector answers one call in place of accepting it; one that is `lost` was carried out all the same. */
export type Misbehaviour =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'hang'
  | 'reset'
  | 'lost';

export interface Connector {
  /** What a test puts in an activity as `serviceUrl`. */
  readonly url: string;
  readonly calls: readonly ConnectorCall[];
  /** The activities that were posted, in order. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  messages(): any[];
  /** The calls to come are answered so, one each, before it accepts again. */
  misbehave(...answers: Misbehaviour[]): void;
  /** Asked at each call that nothing was planned for. */
  behave: (call: ConnectorCall) => Misbehaviour | undefined;
  clear(): void;
  /** Resolves when at least so many calls were made in all; a test that waits in vain is ended by mocha. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A local Bot Connector, as Teams runs it: it takes activities that the bot posts, updates and deletes, and opens personal
 * chats. It checks nothing of what is sent; tests look at `calls`.
 */
export async function startConnector(clock: () => number = Date.now): Promise<Connector> {
  const calls: ConnectorCall[] = [];
  const plan: Misbehaviour[] = [];
  const sockets = new Set<Socket>();
  const waiting: { count: number; resolve: () => void }[] = [];

  const server = createServer(async (request, response) => {
    const call = await readCall(request, calls.length + 1, clock());
    calls.push(call);
    for (const waiter of waiting) if (calls.length >= waiter.count) waiter.resolve();
    answer(call, plan.shift() ?? connector.behave(call), request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const connector: Connector = {
    behave: () => undefined,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    messages: () => calls.filter(isPosted).map((call) => call.body),
    misbehave: (...answers) => void plan.push(...answers),
    clear: () => {
      calls.length = 0;
      plan.length = 0;
    },
    until: (count) =>
      new Promise((resolve) => (calls.length >= count ? resolve() : waiting.push({ count, resolve }))),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return connector;
}

const isPosted = (call: ConnectorCall): boolean =>
  call.method === 'POST' && call.path.includes('/activities');

async function readCall(request: IncomingMessage, number: number, at: number): Promise<ConnectorCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  const path = (request.url ?? '').split('/').map(decodeURIComponent).join('/');
  const [, conversation] = /^\/v3\/conversations\/([^/]+)/.exec(request.url ?? '') ?? [];
  return {
    method: request.method ?? '',
    path,
    conversation: conversation === undefined ? undefined : decodeURIComponent(conversation),
    authorization: request.headers.authorization,
    body: text === '' ? undefined : JSON.parse(text),
    id: `sent-${number}`,
    at,
    accepted: false,
  };
}

function answer(
  call: ConnectorCall,
  misbehaviour: Misbehaviour | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (misbehaviour === 'hang') return;
  call.accepted = misbehaviour === undefined || misbehaviour === 'lost';
  if (misbehaviour === 'reset' || misbehaviour === 'lost') {
    request.socket.destroy();
    return;
  }
  response.statusCode = misbehaviour?.status ?? (call.method === 'POST' ? 201 : 200);
  for (const [name, value] of Object.entries(misbehaviour?.headers ?? {})) response.setHeader(name, value);
  response.setHeader('Content-Type', 'application/json');
  const opened = call.method === 'POST' && call.conversation === undefined;
  const body = misbehaviour?.body ?? JSON.stringify({ id: opened ? `opened-${call.id}` : call.id });
  response.end(body);
}
