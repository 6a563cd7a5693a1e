import type { PlatformName, Reply } from '../turn/turn';

/** A platform, as far as sending outside a turn goes. */
export interface Sender {
  readonly name: PlatformName;
  /** @throws DeliveryError with what is known of the outcome. */
  send(address: Readonly<Record<string, unknown>>, reply: Reply): Promise<{ readonly messageId: string }>;
}

/** Why a message could not be delivered, and whether trying again can help or would risk sending it twice. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  constructor(
    readonly outcome: 'retry' | 'gone' | 'unknown',
    /** The platform's own code or status, such as "429" or "channel_not_found". */
    readonly code: string,
    readonly retryAfterMs?: number,
  ) {
    super(`${outcome}: ${code}`);
  }
}
