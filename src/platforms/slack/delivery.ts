import { z } from 'zod';
import type { Reply } from '../../turn/turn';
import { DeliveryError } from '../platform';
import type { SlackApi } from './api/client';
import { renderMessage } from './render/message';
import { addressSchema, type SlackAddress } from './reply/address';
import { post } from './reply/outlets';

type Address = Readonly<Record<string, unknown>>;

export interface Delivery {
  /**
   * Posts in a conversation outside a turn. With a `key` the message can be looked for by {@link Delivery.find}.
   * @returns the message's ts.
   * @throws DeliveryError; `gone` also when the address isn't one that this platform wrote.
   */
  send(
    address: Address,
    reply: Reply,
    options?: { readonly key?: string },
  ): Promise<{ readonly messageId: string }>;
  /**
   * Looks for a delivery among the conversation's latest hundred messages, after an unknown outcome.
   * @throws DeliveryError
   */
  find(address: Address, key: string): Promise<{ readonly messageId: string } | undefined>;
}

const EVENT_TYPE = 'cnatet_delivery';
const opened = z.object({ channel: z.object({ id: z.string() }) });
const history = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({
          event_type: z.string(),
          event_payload: z.object({ key: z.unknown() }).catch({ key: undefined }),
        })
        .optional(),
    }),
  ),
});

/** Proactive messages: reminders and the digest. */
export function createDelivery(api: SlackApi): Delivery {
  return {
    send: async (address, reply, { key } = {}) => {
      const metadata = key === undefined ? undefined : { event_type: EVENT_TYPE, event_payload: { key } };
      return { messageId: await post(api, readAddress(address), renderMessage(reply), metadata) };
    },
    find: async (address, key) => {
      const channel = await conversationId(api, readAddress(address));
      const found = await api.call('conversations.history', {
        channel,
        limit: 100,
        include_all_metadata: true,
      });
      const ours = history
        .parse(found)
        .messages.find(
          ({ metadata }) => metadata?.event_type === EVENT_TYPE && metadata.event_payload.key === key,
        );
      return ours && { messageId: ours.ts };
    },
  };
}

function readAddress(address: Address): SlackAddress {
  const read = addressSchema.safeParse(address);
  if (!read.success) throw new DeliveryError('gone', 'address_unreadable');
  return read.data;
}

/** A user's id stands for the DM with them when posting, but not when reading. */
async function conversationId(api: SlackApi, { channel }: SlackAddress): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  return opened.parse(await api.call('conversations.open', { users: channel })).channel.id;
}
