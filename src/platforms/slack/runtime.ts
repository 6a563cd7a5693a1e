import type { Logger } from '../../log';
import type { Bot } from '../../turn/bot';
import { BotError } from '../../turn/errors';
import type { Inbound, Input, Language, Reply, Respond } from '../../turn/turn';
import { DeliveryError } from '../platform';
import type { SlackApi } from './api/client';
import { publishHome } from './home';
import type { Identity } from './identity';
import { texts } from './texts';

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
  /** Direct messages where the bot is known to have spoken. */
  readonly greeted: Set<string>;
}

/** Milliseconds. Slack gives three seconds for an ack and for the use of a trigger_id. */
export interface Timing {
  readonly ack: number;
  readonly loading: number;
}

export const TIMING: Timing = { ack: 2_500, loading: 1_500 };

/**
 * Runs a turn. When it fails before it has answered, the person is told. When the answer was surely not posted, that is
 * said, since what was asked for may be done; when it may have been, nothing more is: twice is worse.
 */
export async function runTurn(runtime: Runtime, inbound: Inbound, respond: Respond): Promise<void> {
  const language = inbound.language ?? 'sv';
  let tried = false;
  let changed: Language | undefined;
  const once: Respond = async (reply) => {
    tried = true;
    await respond(reply);
    if (reply.changed === true) changed = reply.language;
  };
  try {
    await runtime.bot.handle(inbound, once);
    if (changed !== undefined) await refreshHome(runtime, inbound, changed);
  } catch (error) {
    runtime.log.error({ err: error, answered: tried }, 'slack turn failed');
    if (tried && error instanceof DeliveryError && error.outcome === 'unknown') return;
    const text = tried ? texts[language].notShown : new BotError('internal').say(language);
    const apology: Reply = { views: [{ kind: 'notice', tone: 'error', text }], language };
    await respond(apology).catch((again: unknown) =>
      runtime.log.error({ err: again }, 'slack apology failed'),
    );
  }
}

/** After what the person has changed, their home tab shows it without being opened again. */
function refreshHome(runtime: Runtime, { key, person }: Inbound, language: Language): Promise<void> {
  const user = person.id.replace(/^slack:/, '');
  return publishHome(runtime, { user, key: `${key}:home`, redelivers: false, language });
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
