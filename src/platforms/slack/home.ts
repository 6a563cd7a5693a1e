import type { Language } from '../../turn/turn';
import { homeView } from './render/modal';
import { slackPlace } from './reply/address';
import type { Runtime } from './runtime';
import { texts } from './texts';

/** Where a home tab's turn is: the direct messages with the person stand for it. */
const placeOf = (user: string) => slackPlace({ channel: user, kind: 'personal', privateReply: true, user });

/**
 * Makes the person's home tab afresh and puts it in the old one's place. Never throws: the tab is made anew whenever it is
 * opened, so a failure here costs nothing but freshness. `key` is the delivery's that it comes from.
 */
export async function publishHome(
  { bot, api, log }: Pick<Runtime, 'bot' | 'api' | 'log'>,
  { user, key, redelivers, language = 'sv' }: HomeRequest,
): Promise<void> {
  const inbound = {
    key,
    redelivers,
    person: { id: `slack:${user}` },
    place: placeOf(user),
    input: { kind: 'words', text: texts[language].homeWords },
    language,
  } as const;
  try {
    await bot.handle(inbound, async (reply) => {
      await api.call('views.publish', { user_id: user, view: homeView(reply) });
    });
  } catch (error) {
    log.warn({ err: error }, 'slack home not published');
  }
}

interface HomeRequest {
  readonly user: string;
  readonly key: string;
  readonly redelivers: boolean;
  readonly language?: Language;
}
