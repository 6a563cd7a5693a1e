import { z } from 'zod';
import type { Place } from '../../../turn/turn';
import type { PlaceKind } from '../metadata';

/** What {@link Place.address} holds for Slack: enough to speak there again. A user id stands for the DM with them. */
export const addressSchema = z.object({
  channel: z.string().regex(/^[A-Z0-9]{1,40}$/),
  thread: z.string().optional(),
});
export type SlackAddress = z.infer<typeof addressSchema>;

export interface PlaceOptions {
  readonly channel: string;
  readonly thread?: string;
  readonly kind: PlaceKind;
  readonly privateReply: boolean;
  readonly user: string;
}

/**
 * Where a turn happens. An answer that one person alone sees in a channel is a conversation of its own, so that a
 * follow-up question never leans on what somebody else asked. Its key begins with the account, so that whose it is can be
 * told, and erased with the rest of what is theirs.
 */
export function slackPlace({ channel, thread, kind, privateReply, user }: PlaceOptions): Place {
  const alone = privateReply && kind !== 'personal';
  const where = thread === undefined ? [channel] : [channel, thread];
  const parts = ['slack', ...(alone ? [user, channel] : where)];
  // A command may be given in a direct message between two people, where the bot is not: the person's id leads to its own.
  const address: SlackAddress =
    kind === 'personal' && thread === undefined
      ? { channel: user }
      : { channel, ...(thread !== undefined && { thread }) };
  const channelItself =
    kind === 'personal' ? {} : { channel: { key: `slack:${channel}`, address: { channel } } };
  return { platform: 'slack', conversation: parts.join(':'), kind, privateReply, address, ...channelItself };
}

/** DMs have ids that begin with D; a group DM shows in its name. */
export function placeKind(channel: string, name?: string): PlaceKind {
  if (channel.startsWith('D')) return 'personal';
  return name?.startsWith('mpdm-') === true ? 'group' : 'channel';
}
