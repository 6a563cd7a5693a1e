import { type Logger as BoltLogger, webApi } from '@slack/bolt';
import type { Logger } from '../../../log';
import { DeliveryError } from '../../platform';
import { toDeliveryError } from './errors';

/** A call that hangs is given up after this; web-api itself waits for ever. */
export const CALL_TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;
/** A longer Retry-After is left to the caller: a turn can't wait for it. */
const LONGEST_WAIT_MS = 5_000;

export interface ApiOptions {
  readonly botToken: string;
  readonly apiUrl?: string;
  readonly log: Logger;
  readonly boltLogger: BoltLogger;
  readonly sleep: (ms: number) => Promise<void>;
  readonly timeoutMs?: number;
}

/** Methods that may be carried out twice without harm, so that an unknown outcome is tried again. */
const REPEATABLE = new Set([
  'auth.test',
  'chat.update',
  'views.publish',
  'views.update',
  'conversations.history',
]);

export interface CallOptions {
  /** Attempts at most, three unless told. */
  readonly tries?: number;
}

export interface SlackApi {
  /**
   * Calls a Web API method. Tried again when it surely wasn't carried out (429, no connection), or may be twice.
   * @throws DeliveryError with what is known of the outcome.
   */
  call(
    method: string,
    args: Record<string, unknown>,
    options?: CallOptions,
  ): Promise<webApi.WebAPICallResult & Record<string, unknown>>;
  /**
   * Posts to a response_url, at most once more after a failure that surely didn't get through.
   * @throws DeliveryError
   */
  respond(url: string, body: Record<string, unknown>): Promise<void>;
}

export type ClientOptions = webApi.WebClientOptions;

/** web-api's defaults are ten retries over half an hour and no timeout; these replace them. */
export function clientOptions(options: ApiOptions): ClientOptions {
  return {
    ...(options.apiUrl !== undefined && { slackApiUrl: options.apiUrl }),
    logger: options.boltLogger,
    timeout: options.timeoutMs ?? CALL_TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
}

/** Slack's Web API and response_urls behind one policy of timeouts and retries. */
export function createSlackApi(options: ApiOptions): SlackApi {
  const client = new webApi.WebClient(options.botToken, clientOptions(options));
  const attempt = async <T>(
    what: string,
    repeatable: boolean,
    run: () => Promise<T>,
    most = ATTEMPTS,
  ): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await run();
      } catch (error) {
        const failure = toDeliveryError(error);
        const wait = tries >= most ? undefined : waitBefore(failure, repeatable, tries);
        options.log.warn(
          { method: what, outcome: failure.outcome, code: failure.code, tries },
          'slack call failed',
        );
        if (wait === undefined) throw failure;
        await options.sleep(wait);
      }
    }
  };
  return {
    call: (method, args, { tries } = {}) =>
      attempt(
        method,
        REPEATABLE.has(method),
        async () => ({ ...(await client.apiCall(method, args)) }),
        tries,
      ),
    respond: (url, body) =>
      attempt('response_url', false, () => {
        if (!isSlackHook(url, options.apiUrl)) throw new DeliveryError('gone', 'response_url elsewhere');
        return postResponse(url, body, options.timeoutMs ?? CALL_TIMEOUT_MS);
      }),
  };
}

/** Milliseconds to wait before the next attempt; undefined when there should be none. */
function waitBefore(failure: DeliveryError, repeatable: boolean, tries: number): number | undefined {
  if (failure.outcome === 'gone') return undefined;
  if (failure.outcome === 'unknown') return repeatable ? 300 * tries : undefined;
  if (failure.retryAfterMs !== undefined) {
    return failure.retryAfterMs <= LONGEST_WAIT_MS ? failure.retryAfterMs : undefined;
  }
  return /^[A-Z]/.test(failure.code) || failure.code === 'ratelimited' ? 300 * tries : undefined;
}

/** What people's replies are posted to must be Slack itself, or the API that was configured in its place. */
function isSlackHook(url: string, apiUrl: string | undefined): boolean {
  const { origin } = new URL(url);
  return apiUrl === undefined
    ? /^https:\/\/hooks\.slack(-gov)?\.com$/.test(origin)
    : origin === new URL(apiUrl).origin;
}

async function postResponse(url: string, body: Record<string, unknown>, timeoutMs: number): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.text();
  if (response.ok) return;
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    throw new DeliveryError('retry', 'ratelimited', Number.isFinite(seconds) ? seconds * 1000 : 1000);
  }
  throw new DeliveryError(response.status >= 500 ? 'unknown' : 'gone', `response_url ${response.status}`);
}
