import type { Logger } from '../../log';
import type { Bot } from '../../turn/bot';
import { BotError } from '../../turn/errors';
import type { Inbound, Input, Language, Reply, Respond } from '../../turn/turn';
import type { SlackApi } from './api/client';
import type { Identity } from './identity';

/** What the listeners work with. */
export interface Runtime {
  readonly bot: Bot;
  readonly api: SlackApi;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly identity: Identity;
  /** Whether the input's command answers with a form, where that can be told beforehand. */
  readonly opensForm: (input: Input) => boolean;
  readonly timing: Timing;
}

/** Milliseconds. Slack gives three seconds for an ack and for the use of a trigger_id. */
export interface Timing {
  readonly ack: number;
  readonly loading: number;
}

export const TIMING: Timing = { ack: 2_500, loading: 1_500 };

/** What is said when something went wrong outside the bot's own handling. */
export function apology(language: Language): Reply {
  return {
    views: [{ kind: 'notice', tone: 'error', text: new BotError('internal').say(language) }],
    language,
  };
}

/**
 * Runs a turn. When it fails before it has answered, the person is told; when it is the telling that failed, the log is.
 */
export async function runTurn(runtime: Runtime, inbound: Inbound, respond: Respond): Promise<void> {
  let tried = false;
  const once: Respond = (reply) => {
    tried = true;
    return respond(reply);
  };
  try {
    await runtime.bot.handle(inbound, once);
  } catch (error) {
    runtime.log.error({ err: error, answered: tried }, 'slack turn failed');
    await respond(apology(inbound.language ?? 'sv')).catch((again: unknown) =>
      runtime.log.error({ err: again }, 'slack apology failed'),
    );
  }
}

/** An ack that can be called from several places and is sent once. `true` when this call was the one. */
export function once<T>(ack: (body?: T) => Promise<void>): (body?: T) => Promise<boolean> {
  let done = false;
  return async (body) => {
    if (done) return false;
    done = true;
    await ack(body);
    return true;
  };
}
