import type { Activity, TurnContext } from 'botbuilder';
import type { Request, Response } from 'restify';
import type { Logger } from '../../log';
import { activitySchema, type TeamsActivity } from './activity';
import type { TeamsAdapter } from './adapter';
import { Refusal } from './authentication';
import { readJsonBody } from './body';
import { isLoopbackHost } from './cloud';

export interface Door {
  /** Answers one request to `/api/messages`. Never throws, and never writes a text of ours. */
  handle(request: Request, response: Response): Promise<void>;
  /** Takes no new turns and waits for those under way. */
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly adapter: TeamsAdapter;
  /** Without credentials nobody is authenticated: only this machine is let in. */
  readonly loopbackOnly: boolean;
  readonly log: Logger;
  /** @throws what the bot or the platform throws; Teams is told to deliver again. */
  run(activity: TeamsActivity, context: TurnContext): Promise<void>;
}

interface Outcome {
  readonly status: number;
  readonly body?: unknown;
}

export function createDoor(options: DoorOptions): Door {
  const { log } = options;
  const underway = new Set<Promise<void>>();
  let closed = false;

  const answer = async (request: Request, response: Response): Promise<void> => {
    const outcome = await enter(request, options).catch((error: unknown) => refuse(error, log));
    if (response.destroyed || response.headersSent) return;
    write(response, outcome);
  };

  return {
    handle: async (request, response) => {
      if (closed) return write(response, { status: 503 });
      const work = answer(request, response).catch((error: unknown) =>
        log.error({ err: error }, 'response not written'),
      );
      underway.add(work);
      await work.finally(() => underway.delete(work));
    },
    close: async () => {
      closed = true;
      await Promise.all(underway);
    },
  };
}

async function enter(request: Request, options: DoorOptions): Promise<Outcome> {
  if (options.loopbackOnly) requireLoopback(request);
  const body = await readJsonBody(request);
  const read = activitySchema.safeParse({ serviceUrl: '', ...body });
  if (!read.success) throw new Refusal('not an activity', 400);
  // What nobody has sent would be everybody's: one account for all of it, and its data for all to see.
  const { type, from } = read.data;
  if (!from && (type === 'message' || type === 'invoke')) throw new Refusal('no sender', 400);
  // Replies always go through the connector, whatever the request would rather have.
  const { deliveryMode: _ignored, ...activity } = body;
  let failure: { readonly error: unknown } | undefined;
  const invoke = await options.adapter.receive(
    request.headers.authorization ?? '',
    { ...activity, serviceUrl: read.data.serviceUrl } as Activity,
    async (context) => {
      await options.run(read.data, context).catch((error: unknown) => {
        failure = { error };
      });
    },
  );
  if (failure !== undefined) {
    options.log.error({ err: failure.error }, 'turn not answered');
    return { status: 502 };
  }
  return { status: invoke?.status ?? 200, body: invoke?.body };
}

/** A browser on this machine may be led here by a foreign page, so the name it was called by counts as well. */
function requireLoopback(request: Request): void {
  const remote = request.socket.remoteAddress ?? '';
  const { hostname } = new URL(`http://${request.headers.host ?? 'unknown'}`);
  const local = remote === '::1' || /^(::ffff:)?127\./.test(remote);
  if (!local || !isLoopbackHost(hostname)) throw new Refusal('not from this machine', 403);
}

function refuse(error: unknown, log: Logger): Outcome {
  if (error instanceof Refusal) {
    log.warn({ reason: error.reason, status: error.status }, 'request refused');
    return { status: error.status };
  }
  log.error({ err: error }, 'request failed');
  return { status: 500 };
}

function write(response: Response, { status, body }: Outcome): void {
  response.statusCode = status;
  if (status === 413 || status === 415) response.setHeader('Connection', 'close');
  if (body === undefined) {
    response.end();
    return;
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}
