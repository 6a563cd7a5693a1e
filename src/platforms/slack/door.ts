import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from '../../http/body';
import type { Logger } from '../../log';

/** The largest payload is a sent modal with its blocks, URL-encoded: some 300 KB at the worst. */
export const MAX_SLACK_BODY_BYTES = 1024 * 1024;
/** Bolt refuses timestamps older than five minutes but takes those up to an hour ahead; this is the other way. */
const MAX_AHEAD_SECONDS = 5 * 60;
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** A field called payload, or one whose name is written in a roundabout way. */
const MAYBE_PAYLOAD = /(?:^|&)(?:payload|[^=&]*[%+])/;
const PLAIN = /(?:^|&)(?:command|ssl_check)=/;

export interface DoorOptions {
  readonly log: Logger;
  /** Milliseconds of the machine's own clock: Bolt compares the signature's timestamp with that one too. */
  readonly now?: () => number;
  readonly maxBytes?: number;
}

/**
 * What is checked before Bolt sees a request: media type, size, timestamp, and that the body is of a kind that Slack sends. Bolt then checks
 * the signature and refuses with 401. Nothing of a refused request is logged but the reason.
 */
export function createDoor(listener: RequestListener, options: DoorOptions) {
  const { log, now = Date.now, maxBytes = MAX_SLACK_BODY_BYTES } = options;
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const refusal = refuseHead(req, now()) ?? (await takeBody(req, maxBytes));
    if (refusal !== undefined) return refuse(res, refusal, log);
    try {
      listener(req, res);
    } catch (error) {
      log.warn({ err: error }, 'slack request not routed');
      refuse(res, { status: 404, reason: 'no such endpoint' }, log);
    }
  };
}

interface Refusal {
  readonly status: 400 | 401 | 404 | 413 | 415;
  readonly reason: string;
}

/** What can be said without reading the body. A missing signature is left to Bolt, which lets only `ssl_check` pass. */
function refuseHead(req: IncomingMessage, nowMs: number): Refusal | undefined {
  const type = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== JSON_TYPE && type !== FORM_TYPE) return { status: 415, reason: 'media type' };
  // Bolt compares the whole header, so a charset must not be left on it.
  req.headers['content-type'] = type;
  if (req.headers['content-encoding'] !== undefined) return { status: 415, reason: 'content encoding' };
  const timestamp = req.headers['x-slack-request-timestamp'];
  if (timestamp === undefined) return undefined;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp))
    return { status: 401, reason: 'timestamp' };
  if (Number(timestamp) > nowMs / 1000 + MAX_AHEAD_SECONDS) return { status: 401, reason: 'timestamp ahead' };
  return undefined;
}

/** Puts the body where Bolt looks for one that was read already. */
async function takeBody(req: IncomingMessage, maxBytes: number): Promise<Refusal | undefined> {
  const rawBody = await readBody(req, maxBytes);
  if (rawBody === 'too large') return { status: 413, reason: 'too large' };
  if (rawBody === 'cut off') return { status: 400, reason: 'broken off' };
  if (!isKnown(rawBody.toString('utf8'), req.headers['content-type'] === JSON_TYPE)) {
    return { status: 400, reason: rawBody.length === 0 ? 'empty' : 'unknown shape' };
  }
  Object.assign(req, { rawBody });
  return undefined;
}

/** As much of each kind of delivery as Bolt needs to know it by. */
const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event_callback'), event: z.object({ type: z.string() }) }),
  z.object({ type: z.literal('url_verification') }),
  z.object({ type: z.literal('app_rate_limited') }),
]);
const interaction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('block_actions'), actions: z.array(z.object({})).min(1) }),
  z.object({ type: z.enum(['view_submission', 'view_closed']), view: z.object({}) }),
  z.object({ type: z.enum(['block_suggestion', 'shortcut', 'message_action']) }),
]);

/**
 * Whether it is any of what Slack sends. Bolt reads fields of the body before it looks whether it is an object, so that `null`
 * would be an unhandled rejection; and what it doesn't know it leaves unanswered for three seconds.
 */
function isKnown(body: string, json: boolean): boolean {
  if (json) return isA(event, body);
  // A slash command's fields are plain; reading them twice is worth it only when one could be a payload.
  if (!MAYBE_PAYLOAD.test(body)) return PLAIN.test(body);
  const form = new URLSearchParams(body);
  const payloads = form.getAll('payload');
  if (payloads.length === 0) return form.has('command') || form.has('ssl_check');
  return payloads.length === 1 && isA(interaction, payloads[0] ?? '');
}

function isA(schema: z.ZodType, text: string): boolean {
  try {
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function refuse(res: ServerResponse, { status, reason }: Refusal, log: Logger): void {
  log.warn({ status, reason }, 'slack request refused');
  if (res.headersSent) return;
  res.statusCode = status;
  // What is left of a large body is not read.
  if (status === 413) res.setHeader('Connection', 'close');
  res.end();
}
