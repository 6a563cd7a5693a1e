import { webApi } from '@slack/bolt';
import { DeliveryError } from '../../platform';

/** Slack's codes for a recipient that is no more, or never lets us in: trying again is no use. */
const GONE = new Set([
  'account_inactive',
  'app_missing_action_url',
  'cannot_dm_bot',
  'cant_delete_message',
  'cant_update_message',
  'channel_not_found',
  'edit_window_closed',
  'is_archived',
  'message_not_found',
  'not_in_channel',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'users_not_found',
]);
/** Codes that say "not now": nothing was posted. */
const LATER = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'service_unavailable',
  'team_added_to_org',
]);
/** Codes after which it isn't known whether the call was carried out. */
const UNSURE = new Set(['fatal_error', 'internal_error', 'request_timeout']);
/** Network errors before a byte was sent. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * What became of a call, in our own terms. A refusal that is our own mistake (`invalid_blocks`, `invalid_auth`) is
 * `retry`: nothing was posted, and a person has to mend it before the next attempt succeeds.
 */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new DeliveryError('retry', 'ratelimited', error.retryAfter * 1000);
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = /^[a-z_]{1,60}$/.test(error.data.error) ? error.data.error : 'unreadable_answer';
    if (GONE.has(code)) return new DeliveryError('gone', code);
    if (UNSURE.has(code) || code === 'unreadable_answer') return new DeliveryError('unknown', code);
    return new DeliveryError('retry', code, LATER.has(code) ? retryAfter(error) : undefined);
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return new DeliveryError(error.statusCode >= 500 ? 'unknown' : 'retry', String(error.statusCode));
  }
  if (error instanceof Error && error.message.startsWith('Retry header did not contain')) {
    return new DeliveryError('retry', 'ratelimited');
  }
  const code = networkCode(error);
  return new DeliveryError(code !== undefined && NOT_SENT.has(code) ? 'retry' : 'unknown', code ?? 'timeout');
}

function retryAfter(error: webApi.WebAPIPlatformError): number {
  return (error.data.response_metadata?.retryAfter ?? 1) * 1000;
}

/** The innermost code of an error chain, such as ECONNREFUSED beneath "fetch failed". */
function networkCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const inner = 'original' in error ? error.original : error.cause;
  const own =
    'code' in error && typeof error.code === 'string' && /^[A-Z_]+$/.test(error.code)
      ? error.code
      : undefined;
  return networkCode(inner, depth + 1) ?? own;
}
