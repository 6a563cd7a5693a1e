import type { EventEmitter } from 'node:events';
import type { Logger } from './log';
import type { Metrics } from './metrics/metrics';

/**
 * Logs and counts what nothing caught. A rejected promise is one turn's mistake and must not end the others'. An exception
 * outside any promise may have left something half done that others lean on: then what is under way is finished, no more is
 * taken, and whatever watches the process starts it anew.
 */
export function watchForMistakes(
  process: EventEmitter,
  { log, metrics, end }: { readonly log: Logger; readonly metrics: Metrics; readonly end: () => void },
): void {
  process.on('unhandledRejection', (error: unknown) => {
    metrics.unhandled();
    log.error({ err: error }, 'unhandled rejection');
  });
  process.on('uncaughtException', (error: unknown) => {
    metrics.unhandled();
    log.error({ err: error }, 'uncaught exception; ending');
    end();
  });
}
