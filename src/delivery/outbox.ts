import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { Logger } from '../log';
import { isDuplicateKey } from '../storage/errors';
import { createDispatcher } from './dispatcher';
import { createManagement, type Management } from './manage';
import { createDeliveries, type Delivery } from './model';
import { createPace, type Pace } from './pace';
import { recover } from './recover';
import type { Sender } from './sender';
import { createTroubles, type Troubles } from './trouble';

export type { Outcome, OutcomeState, Which } from './manage';

/** What is to be sent, and to whom. */
export interface Message
  extends Pick<
    Delivery,
    '_id' | 'kind' | 'recipient' | 'batch' | 'platform' | 'address' | 'reply' | 'fresh'
  > {
  /** Left out: as soon as possible. */
  readonly notBefore?: Date;
}

export interface Outbox extends Management {
  /** What the coordinators are to be told of. */
  readonly troubles: Troubles;
  /**
   * Puts a message in the queue; resolves when it is stored, not when it is sent. The same key a second time changes
   * nothing.
   */
  enqueue(message: Message, now: Date): Promise<void>;
  /**
   * Takes up what dead processes have left, and sends what is due: several at once, within the platforms' limits. Safe to
   * run in any number of processes on the same store. What falls due within seconds is waited for.
   */
  sweep(): Promise<void>;
  /** Claims nothing more; what is under way is finished by the sweep that has it. */
  stop(): void;
}

export interface OutboxOptions {
  readonly connection: Connection;
  readonly senders: () => readonly Sender[];
  readonly log: Logger;
  readonly clock: () => Date;
  readonly random?: () => number;
  readonly newId?: () => string;
  /** For tests, which set the clock and don't sleep. */
  readonly wait?: (ms: number) => Promise<void>;
  readonly pace?: Pace;
  readonly leaseMs?: number;
  readonly checkAfterMs?: number;
}

const LEASE_MS = 60_000;
const CHECK_AFTER_MS = 20_000;

/** The queue of messages that the bot sends outside a turn. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { connection, senders, log, clock } = options;
  const deliveries = createDeliveries(connection);
  const wait = options.wait ?? (async (ms: number) => void (await sleep(ms)));
  const deps = {
    deliveries,
    clock,
    wait,
    log,
    pace: options.pace ?? createPace(connection, { clock: () => new Date(), wait }),
    random: options.random ?? Math.random,
    newId: options.newId ?? randomUUID,
    leaseMs: options.leaseMs ?? LEASE_MS,
    checkAfterMs: options.checkAfterMs ?? CHECK_AFTER_MS,
  };
  const dispatcher = createDispatcher(deps);
  return {
    ...createManagement(deliveries),
    troubles: createTroubles(deliveries, deps.newId),
    enqueue: async ({ notBefore, ...message }, now) => {
      const start = {
        state: 'queued',
        task: 'send',
        revision: 0,
        attempts: 0,
        due: notBefore ?? now,
        at: now,
      } as const;
      try {
        await deliveries.create({ ...message, ...start });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    sweep: async () => {
      const open = senders();
      await recover(open, deps);
      await Promise.all(open.map((sender) => dispatcher.drain(sender)));
    },
    stop: dispatcher.stop,
  };
}
