import { DeliveryError, type Sender } from '../delivery/sender';
import type { Ticks } from '../ticks';
import { inTurn } from '../trace';
import type { Bot } from '../turn/bot';
import type { Reply } from '../turn/turn';
import type { Metrics, TurnOutcome } from './metrics';

/** The bot, with each turn counted, timed and named in the log. */
export function observeBot(bot: Bot, metrics: Metrics, ticks: Ticks): Bot {
  return {
    ...bot,
    handle: (inbound, respond) =>
      inTurn(async () => {
        const began = ticks();
        let outcome: TurnOutcome = 'again';
        try {
          await bot.handle(inbound, async (reply) => {
            outcome = 'unsent';
            await respond(reply);
            outcome = failed(reply) ? 'failed' : 'answered';
            if (reply.remember !== undefined) metrics.answer(reply.remember.outcome);
          });
        } catch (error) {
          if (outcome === 'again') outcome = 'failed';
          throw error;
        } finally {
          const { place, input } = inbound;
          const seconds = (ticks() - began) / 1_000;
          metrics.turn({ platform: place.platform, input: input.kind, outcome, seconds });
        }
      }),
  };
}

/** Whatever goes wrong in a turn is said in a notice of this tone. */
function failed({ views: [first] }: Reply): boolean {
  return first?.kind === 'notice' && first.tone === 'error';
}

/** A sender, with what came of each message counted. */
export function observeSender(sender: Sender, metrics: Metrics): Sender {
  const { name } = sender;
  return {
    ...sender,
    send: async (...message) => {
      try {
        const sent = await sender.send(...message);
        metrics.delivery(name, 'sent');
        return sent;
      } catch (error) {
        metrics.delivery(name, error instanceof DeliveryError ? error.outcome : 'unknown');
        throw error;
      }
    },
  };
}
