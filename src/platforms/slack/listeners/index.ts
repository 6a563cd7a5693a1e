import type { App } from '@slack/bolt';
import type { InFlight } from '../in-flight';
import type { Runtime } from '../runtime';
import { onAction } from './action';
import { onCommand } from './command';
import { onHome } from './home';
import { onShortcut } from './shortcut';
import { onMention, onMessage } from './spoken';
import { onSubmission } from './submission';
import { suggestOptions } from './suggestion';

type Ack = (body?: object) => Promise<void>;

/** The events that are listened to, by Bolt's name and the manifest's. */
export const EVENTS = {
  message: { subscription: 'message.im', listener: onMessage },
  app_mention: { subscription: 'app_mention', listener: onMention },
  app_home_opened: { subscription: 'app_home_opened', listener: onHome },
} as const;

/**
 * Hands each kind of delivery to its listener. Bolt acks events before their listeners run; everything else is acked here or
 * by the listener. The command's own name is the manifest's business, so any is taken.
 */
export function registerListeners(app: App, runtime: Runtime, { track }: InFlight): void {
  app.command(/.*/, ({ body, ack }) => track(onCommand(runtime, body, ack as Ack)));
  for (const [name, { listener }] of Object.entries(EVENTS)) {
    app.event(name, ({ body }) => track(listener(runtime, body)));
  }
  app.action(/.*/, async ({ body, ack }) => {
    await ack();
    await track(onAction(runtime, body));
  });
  app.view(/.*/, ({ body, ack }) => track(onSubmission(runtime, body, ack as Ack)));
  app.options(/.*/, async ({ body, ack }) => {
    await (ack as Ack)({ options: suggestOptions(runtime.bot, body) });
  });
  app.shortcut(/.*/, async ({ body, ack }) => {
    await ack();
    await track(onShortcut(runtime, body));
  });
  app.error(async (error) => runtime.log.error({ err: error }, 'slack listener failed'));
}
