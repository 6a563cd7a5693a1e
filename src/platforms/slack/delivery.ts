import { z } from 'zod';
import type { Address, Limit, Operation, Sender } from '../../delivery/sender';
import { DeliveryError } from '../platform';
import type { SlackApi } from './api/client';
import { renderMessage } from './render/message';
import { addressSchema, type SlackAddress } from './reply/address';
import { post } from './reply/outlets';

/**
 * One message a second in a channel. A workspace takes "several hundred a minute" from an app; 120 ms is 500. A 429 is for
 * the method in the whole workspace, so it stops all of it. The methods of tier 3 take 50 calls a minute.
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
const CHANNEL_EVERY_MS = 1_050;
const POSTING: Limit = { key: 'slack:chat.postMessage', everyMs: 120, stops: true };
const TIER_3_EVERY_MS = 1_250;
const OTHERS: Readonly<Record<Exclude<Operation, 'send'>, Limit>> = {
  update: { key: 'slack:chat.update', everyMs: TIER_3_EVERY_MS, stops: true },
  remove: { key: 'slack:chat.delete', everyMs: TIER_3_EVERY_MS, stops: true },
  find: { key: 'slack:conversations.history', everyMs: TIER_3_EVERY_MS, stops: true },
};

/** The outbox makes the attempts: it keeps to the limits of all replicas, a retry within the client would not. */
const ONCE = { tries: 1 };
/** Slack's clock and ours may differ by so much. */
const SKEW_MS = 120_000;
const PAGE = 200;
/** A busier channel than a thousand messages since the attempt is not searched further. */
const MOST_PAGES = 5;

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
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Proactive messages: reminders and the digest. */
export function createDelivery(api: SlackApi): Omit<Required<Sender>, 'name' | 'opening'> {
  return {
    limits: (operation, address) =>
      operation === 'send'
        ? [{ key: `slack:${String(address.channel)}`, everyMs: CHANNEL_EVERY_MS }, POSTING]
        : [OTHERS[operation]],
    send: async (address, reply, { key } = {}) => {
      const metadata = key === undefined ? undefined : { event_type: EVENT_TYPE, event_payload: { key } };
      return { messageId: await post(api, readAddress(address), renderMessage(reply), metadata, ONCE) };
    },
    update: async (address, ts, reply) => {
      const channel = await conversationId(api, readAddress(address));
      await api.call('chat.update', { channel, ts, ...renderMessage(reply) }, ONCE);
    },
    remove: async (address, ts) => {
      const channel = await conversationId(api, readAddress(address));
      await api.call('chat.delete', { channel, ts }, ONCE);
    },
    find: async (address, key, since) => {
      const read = readAddress(address);
      const channel = await conversationId(api, read);
      const oldest = String((since.getTime() - SKEW_MS) / 1000);
      return withoutScope(() => search(api, { channel, thread: read.thread, oldest }, key));
    },
  };
}

interface Place {
  readonly channel: string;
  readonly thread?: string;
  readonly oldest: string;
}

/** Messages in a thread aren't among the channel's. */
async function search(
  api: SlackApi,
  { channel, thread, oldest }: Place,
  key: string,
): Promise<{ readonly messageId: string } | undefined> {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
  const where = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(thread && { ts: thread }) };
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = history.parse(await api.call(method, { ...where, ...(cursor && { cursor }) }, ONCE));
    const ours = found.messages.find(
      ({ metadata }) => metadata?.event_type === EVENT_TYPE && metadata.event_payload.key === key,
    );
    if (ours !== undefined) return { messageId: ours.ts };
    cursor = found.response_metadata?.next_cursor ?? '';
    if (cursor === '') return undefined;
  }
  throw new DeliveryError('gone', 'too_many_messages');
}

/** Where the app may not read, trying again is no use. */
async function withoutScope<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const refused = error instanceof DeliveryError && error.code === 'missing_scope';
    throw refused ? new DeliveryError('gone', error.code) : error;
  }
}

function readAddress(address: Address): SlackAddress {
  const read = addressSchema.safeParse(address);
  if (!read.success) throw new DeliveryError('gone', 'address_unreadable');
  return read.data;
}

/** A user's id stands for the DM with them when posting, but nowhere else. */
async function conversationId(api: SlackApi, { channel }: SlackAddress): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  return opened.parse(await api.call('conversations.open', { users: channel }, ONCE)).channel.id;
}
