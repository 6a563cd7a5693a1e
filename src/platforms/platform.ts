import type { Sender } from '../delivery/sender';
import type { HttpServer } from '../http/server';

/** One platform as the app sees it: its doors, and sending outside a turn. It is made only when its configuration is there. */
export interface Platform extends Sender {
  /** Adds its routes to the HTTP server. */
  mount?(server: HttpServer): void;
  /** Opens its own connection (Slack's Socket Mode). */
  start?(): Promise<void>;
  /** Takes no new turns and waits for those under way. */
  stop?(): Promise<void>;
}

export { DeliveryError } from '../delivery/sender';
