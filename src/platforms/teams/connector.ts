import { z } from 'zod';
import { type Answer, exchange, NotSent, type Sent, TimedOut } from '../../http/exchange';
import { DeliveryError } from '../platform';
import type { TokenSource } from './tokens';

/** One call may take this long in all, waits between attempts included; Teams itself gives a turn about 15 seconds. */
const BUDGET_MS = 10_000;
const ATTEMPTS = 3;

const created = z.object({ id: z.string() });

export interface ConnectorOptions {
  readonly token: TokenSource;
  readonly wait?: (ms: number) => Promise<void>;
  readonly random?: () => number;
  readonly budgetMs?: number;
  /** How often a call is tried that was surely not carried out; the outbox, which comes again by itself, wants one. */
  readonly attempts?: number;
}

/**
 * Calls to the Bot Connector. The library's own client never gives up on one that hangs, and repeats after a 5xx, which may
 * post twice; so the four calls that we make are made here. What was surely not carried out (412, 429) is tried again
 * after Retry-After or a second with jitter, as Microsoft asks, as long as the budget holds.
 */
export class Connector {
  private readonly wait: (ms: number) => Promise<void>;
  private readonly random: () => number;
  private readonly budgetMs: number;
  private readonly attempts: number;

  constructor(private readonly options: ConnectorOptions) {
    this.wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    this.random = options.random ?? Math.random;
    this.budgetMs = options.budgetMs ?? BUDGET_MS;
    this.attempts = options.attempts ?? ATTEMPTS;
  }

  /** @throws DeliveryError with what is known of the outcome. */
  async post(
    serviceUrl: string,
    conversation: string,
    activity: object,
    replyToId?: string,
  ): Promise<string> {
    const reply = replyToId === undefined ? '' : `/${encodeURIComponent(replyToId)}`;
    const body = await this.call('POST', `${activities(serviceUrl, conversation)}${reply}`, activity);
    return created.safeParse(body).data?.id ?? '';
  }

  /** @throws DeliveryError with what is known of the outcome. */
  async update(serviceUrl: string, conversation: string, id: string, activity: object): Promise<void> {
    await this.call('PUT', `${activities(serviceUrl, conversation)}/${encodeURIComponent(id)}`, activity);
  }

  /** @throws DeliveryError with what is known of the outcome. */
  async remove(serviceUrl: string, conversation: string, id: string): Promise<void> {
    await this.call('DELETE', `${activities(serviceUrl, conversation)}/${encodeURIComponent(id)}`);
  }

  /**
   * Opens, or finds, the personal chat with someone.
   * @returns the conversation's id. @throws DeliveryError.
   */
  async createConversation(serviceUrl: string, parameters: object): Promise<string> {
    const body = created.safeParse(
      await this.call('POST', `${base(serviceUrl)}/v3/conversations`, parameters),
    );
    if (!body.success) throw new DeliveryError('retry', 'no-conversation-id');
    return body.data.id;
  }

  private async call(method: string, url: string, body?: object): Promise<unknown> {
    const until = performance.now() + this.budgetMs;
    const left = (): number => Math.max(1, until - performance.now());
    const token = await inTime(this.options.token(), left());
    const content = body && JSON.stringify(body);
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (content !== undefined) headers['Content-Type'] = 'application/json; charset=utf-8';
    if (token !== undefined) headers.Authorization = `Bearer ${token}`;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send({ method, url, headers, body: content, timeoutMs: left() });
      if (answer.status >= 200 && answer.status < 300) return readJson(answer.body);
      const asked = retryAfterMs(answer.headers['retry-after']);
      const pause = asked ?? 500 + this.random() * 1_000;
      const again = (answer.status === 429 || answer.status === 412) && attempt < this.attempts;
      if (!again || performance.now() + pause > until) throw failure(answer.status, asked);
      await this.wait(pause);
    }
  }
}

const base = (serviceUrl: string): string => serviceUrl.replace(/\/+$/, '');
const activities = (serviceUrl: string, conversation: string): string =>
  `${base(serviceUrl)}/v3/conversations/${encodeURIComponent(conversation)}/activities`;

async function inTime(token: Promise<string | undefined>, ms: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('deadline')), ms);
  });
  try {
    return await Promise.race([token, late]);
  } catch {
    throw new DeliveryError('retry', 'no-token');
  } finally {
    clearTimeout(timer);
  }
}

async function send(sent: Sent): Promise<Answer> {
  try {
    return await exchange(sent);
  } catch (error) {
    throw unreachable(error);
  }
}

function readJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    // The status said that it was carried out; only the id is lost.
    return undefined;
  }
}

/** Where no connection came about, nothing can have been delivered; one that broke later says nothing. */
function unreachable(error: unknown): DeliveryError {
  if (error instanceof NotSent) return new DeliveryError('retry', codeOf(error.cause));
  return new DeliveryError('unknown', codeOf(error));
}

function codeOf(error: unknown): string {
  if (error instanceof TimedOut) return 'timeout';
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'network';
}

/**
 * What a status says. 403 and 404: the bot is blocked or uninstalled, or the conversation is gone. 500, 502, 504: it may
 * have been posted. Anything else was refused before it was carried out.
 */
function failure(status: number, retryAfter: number | undefined): DeliveryError {
  if (status === 403 || status === 404) return new DeliveryError('gone', String(status));
  if (status === 500 || status === 502 || status === 504) return new DeliveryError('unknown', String(status));
  return new DeliveryError('retry', String(status), retryAfter);
}

/** Retry-After in milliseconds; it comes as seconds or as a date. */
function retryAfterMs(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
