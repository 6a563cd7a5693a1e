import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Metrics } from '../metrics/metrics';
import type { Bot } from './bot';
import { BotError } from './errors';
import type { Inbound, Reply } from './turn';

export interface PersonLimitOptions {
  /** Turns that a person may have within {@link WINDOW_SECONDS}; 0 is no limit. */
  readonly perPerson: number;
  readonly metrics: Metrics;
}

export const WINDOW_SECONDS = 60;

/**
 * The bot, for people who don't flood it. Who does is told so once a minute, kindly, and whatever else they say is left unread
 * until the minute has passed; a button or form is answered each time. A delivery that comes again costs nothing: it is
 * the platform's doing. In memory and for each process.
 */
export function limitPeople(bot: Bot, { perPerson, metrics }: PersonLimitOptions): Bot {
  if (perPerson === 0) return bot;
  const spent = new RateLimiterMemory({ points: perPerson, duration: WINDOW_SECONDS });
  const known = new RateLimiterMemory({ points: 1, duration: WINDOW_SECONDS });
  return {
    ...bot,
    handle: async (inbound, respond) => {
      if (inbound.input.kind === 'event' || !(await isFirst(known, inbound)))
        return bot.handle(inbound, respond);
      const pressed = inbound.input.kind === 'action';
      // A sent form holds what somebody has written, so that no flood of words stands in its way.
      const form = inbound.input.kind === 'action' && inbound.input.values !== undefined;
      const key = `${form ? 'form' : 'turn'}:${inbound.person.id}`;
      const { consumedPoints } = await spent.consume(key).catch((over: RateLimiterRes) => over);
      if (consumedPoints <= perPerson) return bot.handle(inbound, respond);
      metrics.limited('person');
      if (pressed || consumedPoints === perPerson + 1) await respond(slowDown(inbound));
    },
  };
}

async function isFirst(known: RateLimiterMemory, { key }: Inbound): Promise<boolean> {
  return known.consume(key).then(
    () => true,
    () => false,
  );
}

function slowDown({ language = 'sv' }: Inbound): Reply {
  const text = new BotError('too-many').say(language);
  return { views: [{ kind: 'notice', tone: 'warning', text }], language };
}
