import type { PlatformName, Reply } from '../turn/turn';

export type Address = Readonly<Record<string, unknown>>;

/** A request that a platform counts against a limit of its own. */
export type Operation = 'send' | 'update' | 'remove' | 'find';

/** At most one request in so many milliseconds, counted for everything that shares the key, in every process. */
export interface Limit {
  readonly key: string;
  readonly everyMs: number;
  /** The one that a Retry-After stops; without it, the narrowest. */
  readonly stops?: boolean;
}

/** The request that opens a conversation with someone who has none yet; repeating it does no harm. */
export interface Opening {
  readonly limits: readonly Limit[];
  /** @returns the address with its conversation. @throws DeliveryError */
  run(): Promise<Address>;
}

/** A platform, as far as sending outside a turn goes. One call makes one attempt: the outbox tries again. */
export interface Sender {
  readonly name: PlatformName;
  /** The limits that a request is counted against, the narrowest first. */
  limits(operation: Operation, address: Address): readonly Limit[];
  /** Undefined when the address can be sent to as it is. */
  opening?(address: Address): Opening | undefined;
  /**
   * Posts a message; with a key it can be looked for by {@link Sender.find}.
   * @returns the platform's id of the message.
   * @throws DeliveryError with what is known of the outcome.
   */
  send(
    address: Address,
    reply: Reply,
    options?: { readonly key?: string },
  ): Promise<{ readonly messageId: string }>;
  /** Puts another reply in a message's place. Repeating it does no harm. @throws DeliveryError */
  update(address: Address, messageId: string, reply: Reply): Promise<void>;
  /** Deletes a message. Repeating it does no harm. @throws DeliveryError */
  remove(address: Address, messageId: string): Promise<void>;
  /**
   * Looks for a message that may have been posted since `since`. Only for platforms that can tell.
   * @throws DeliveryError `gone` when the platform doesn't let us look.
   */
  find?(address: Address, key: string, since: Date): Promise<{ readonly messageId: string } | undefined>;
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
