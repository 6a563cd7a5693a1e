import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../log';

/** What may be said of Bolt's and web-api's messages: fixed beginnings, never what follows, which can quote a payload. */
const KNOWN = [
  'An incoming event was not acknowledged within 3 seconds',
  'An unhandled error occurred after ack() called in a listener',
  'An unhandled error occurred while Bolt processed an event',
  'Authorization of incoming event did not succeed',
  'Could not determine the type of an incoming event',
  'Failed to parse and verify the request data: Failed to verify authenticity: signature mismatch',
  'Failed to parse and verify the request data: Failed to verify authenticity: x-slack-request-timestamp',
  'Failed to parse and verify the request data',
  'Malformed request body',
  'Request body exceeded the maximum allowed size',
  'http request failed',
] as const;

/**
 * Bolt's logger bridged to ours with content left out: its debug lines hold whole bodies and its errors quote them, so
 * only the beginnings we know pass, and debug not at all.
 */
export function bridgeLogger(log: Logger): BoltLogger {
  const known = (parts: readonly unknown[]): string => {
    const [first] = parts;
    const message = typeof first === 'string' ? KNOWN.find((text) => first.startsWith(text)) : undefined;
    return message ?? 'message left out';
  };
  const cause = (parts: readonly unknown[]): object => {
    const error = parts.find((part) => part instanceof Error);
    return error === undefined ? {} : { err: error };
  };
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn({ from: 'bolt', what: known(parts), ...cause(parts) }, 'slack'),
    error: (...parts: unknown[]) => log.error({ from: 'bolt', what: known(parts), ...cause(parts) }, 'slack'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
