import { z } from 'zod';
import type { Inbound } from '../../turn/turn';
import { renderMessage } from './render/message';
import { slackPlace } from './reply/address';
import { post } from './reply/outlets';
import type { Runtime } from './runtime';

const history = z.object({
  messages: z.array(z.object({ bot_id: z.string().optional(), user: z.string().optional() })),
});

/** Whom this process has found to be no stranger; bounded, and asked anew after a start. */
const MOST_KNOWN = 10_000;

interface Contact {
  readonly user: string;
  readonly channel: string;
}

/**
 * Says hello at first contact, with what is kept and why: before the person's first question is answered, or when they open
 * the messages. First is when the bot has not spoken in their direct messages yet, which Slack knows for as long as
 * the messages are there. Never throws: nobody should miss an answer for want of a welcome.
 */
export async function welcome(runtime: Runtime, contact: Contact): Promise<void> {
  const { bot, api, log, greeted } = runtime;
  if (greeted.has(contact.channel)) return;
  try {
    const first = !(await hasSpoken(runtime, contact.channel));
    remember(greeted, contact.channel);
    if (!first) return;
    // One key for all that shows a first contact at the same moment, on any replica.
    await bot.handle(joined(contact), async (reply) => {
      await post(api, { channel: contact.channel }, renderMessage(reply));
    });
  } catch (error) {
    log.warn({ err: error }, 'slack welcome not said');
  }
}

async function hasSpoken({ api, identity }: Runtime, channel: string): Promise<boolean> {
  const { messages } = history.parse(await api.call('conversations.history', { channel, limit: 15 }));
  const [botId, botUser] = [identity.botId(), identity.botUserId()];
  return messages.some(
    (message) =>
      (message.bot_id !== undefined && message.bot_id === botId) ||
      (message.user !== undefined && message.user === botUser),
  );
}

function joined({ user, channel }: Contact): Inbound {
  return {
    key: `slack:${channel}:joined`,
    redelivers: true,
    person: { id: `slack:${user}` },
    place: slackPlace({ channel, kind: 'personal', privateReply: true, user }),
    input: { kind: 'event', name: 'joined' },
  };
}

function remember(greeted: Set<string>, channel: string): void {
  greeted.add(channel);
  const [oldest] = greeted;
  if (greeted.size > MOST_KNOWN && oldest !== undefined) greeted.delete(oldest);
}
