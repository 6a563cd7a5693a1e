import type { HttpServer } from '../http/server';
import type { PlatformName, Reply } from '../turn/turn';

/** One platform as the app sees it. It is made only when its configuration is there. */
export interface Platform {
  readonly name: PlatformName;
  /** Adds its routes to the HTTP server. */
  mount?(server: HttpServer): void;
  /** Opens its own connection (Slack's Socket Mode). */
  start?(): Promise<void>;
  /** Takes no new turns and waits for those under way. */
  stop?(): Promise<void>;
  /**
   * Speaks in a conversation outside a turn. `address` is what {@link Place.address} held.
   * @returns the platform's id of the message.
   * @throws DeliveryError with what is known of the outcome.
   */
  send(address: Readonly<Record<string, unknown>>, reply: Reply): Promise<{ readonly messageId: string }>;
}

export { DeliveryError } from '../delivery/sender';
