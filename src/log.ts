import pino from 'pino';
import { currentTurn } from './trace';

/** The part of pino's interface that we use. Never pass content, tokens or personal data. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Logger;
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/**
 * Structured log lines as JSON, each with the turn that it was written in. Errors are reduced to name, code and stack: a message may quote what a user wrote.
 */
export function createLogger(level: LogLevel, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    mixin: () => {
      const turn = currentTurn();
      return turn === undefined ? {} : { turn };
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Name, code and stack frames without the message, which may hold content. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && ['string', 'number'].includes(typeof error.code) ? error.code : undefined;
  return { name: error.name, code, stack: framesOf(error).slice(0, MOST_FRAMES) };
}

const MOST_FRAMES = 8;
const FRAME = /^\s+at .*:\d+:\d+\)?$/;

/** The stack begins with the message, whose lines may look like frames: somebody wrote them. */
function framesOf({ message, stack = '' }: Error): string[] {
  const begins = stack.indexOf(message);
  const frames = begins === -1 ? stack : stack.slice(begins + message.length);
  return frames
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((line) => line.trim());
}
