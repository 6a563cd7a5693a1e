import type { App } from '@slack/bolt';
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
 * Hands each kind of delivery to its listener. One function for all: Bolt would walk through the middleware of every listener
 * for each delivery. Bolt acks events before this runs; everything else is acked here or by the listener. The command's own
 * name is the manifest's business, so any is taken.
 */
export function registerListeners(app: App, runtime: Runtime): void {
  app.use(async (args) => {
    const body: unknown = args.body;
    if ('event' in args) {
      const name: string = args.event.type;
      if (isListenedTo(name)) await EVENTS[name].listener(runtime, body);
      return;
    }
    const ack = args.ack as Ack;
    if ('command' in args) return onCommand(runtime, body, ack);
    if (args.body.type === 'view_submission') return onSubmission(runtime, body, ack);
    if ('options' in args) return ack({ options: suggestOptions(runtime.bot, body) });
    await ack();
    if ('action' in args) await onAction(runtime, body);
    else if ('shortcut' in args) await onShortcut(runtime, body);
  });
  app.error(async (error) => runtime.log.error({ err: error }, 'slack listener failed'));
}

function isListenedTo(name: string): name is keyof typeof EVENTS {
  return Object.hasOwn(EVENTS, name);
}
