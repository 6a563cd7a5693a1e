import { type Activity, type ConversationReference, TurnContext } from 'botbuilder';
import type { Limit, Sender } from '../../delivery/sender';
import { DeliveryError } from '../platform';
import { type Address, addressSchema } from './address';
import { isAllowedServiceUrl } from './cloud';
import type { Connector } from './connector';
import type { Renderer } from './render';

type Given = Readonly<Record<string, unknown>>;

/**
 * Teams allows an app 50 requests a second in a tenant, whatever they ask for. One in 21 ms is five per cent less: room for
 * the answers of turns, which wait for nobody.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
const TENANT: Limit = { key: 'teams', everyMs: 21 };
/** 1,800 operations an hour in a thread; spaced evenly this is also less than any of the shorter windows allow (7 a second, 60 in 30 s). */
const THREAD_EVERY_MS = 2_000;

export interface DeliveryOptions {
  /** Makes one attempt a call. */
  readonly connector: Connector;
  readonly renderer: Renderer;
  /** Hosts that may be spoken to. */
  readonly hosts: readonly string[];
}

/** Proactive messages: reminders and the digest. Teams offers no way to look for a message, so there is no `find`. */
export function createDelivery({ connector, renderer, hosts }: DeliveryOptions): Omit<Sender, 'name'> {
  const read = (address: Given): Address => readAddress(address, hosts);
  return {
    limits: (_operation, address) => {
      const { conversation } = address;
      return typeof conversation === 'string'
        ? [{ key: `teams:${conversation}`, everyMs: THREAD_EVERY_MS }, TENANT]
        : [TENANT];
    },
    opening: (given) => {
      const address = read(given);
      if (address.conversation !== undefined) return undefined;
      return {
        limits: [TENANT],
        run: () => again(async () => ({ ...address, conversation: await openChat(connector, address) })),
      };
    },
    send: (given, reply) =>
      again(async () => {
        const address = read(given);
        const conversation = address.conversation ?? (await openChat(connector, address));
        const activity = outgoing({ ...address, conversation }, renderer.whole(reply));
        return { messageId: await connector.post(address.serviceUrl, conversation, activity) };
      }),
    update: (given, messageId, reply) =>
      again(async () => {
        const { serviceUrl, conversation = '', ...rest } = read(given);
        const activity = outgoing({ serviceUrl, conversation, ...rest }, renderer.whole(reply));
        await connector.update(serviceUrl, conversation, messageId, { ...activity, id: messageId });
      }),
    remove: (given, messageId) =>
      again(async () => {
        const { serviceUrl, conversation = '' } = read(given);
        await connector.remove(serviceUrl, conversation, messageId);
      }),
  };
}

/** @throws DeliveryError `gone` when it isn't an address of ours, or leads outside Teams. */
function readAddress(address: Given, hosts: readonly string[]): Address {
  const result = addressSchema.safeParse(address);
  if (!result.success || !isAllowedServiceUrl(result.data.serviceUrl, hosts))
    throw new DeliveryError('gone', 'bad-address');
  return result.data;
}

function openChat(connector: Connector, { serviceUrl, bot, user, tenant }: Address): Promise<string> {
  return connector.createConversation(serviceUrl, {
    isGroup: false,
    bot: { id: bot },
    members: [{ id: user }],
    tenantId: tenant,
    channelData: { tenant: { id: tenant } },
  });
}

function outgoing(
  address: Address & { readonly conversation: string },
  activity: Partial<Activity>,
): Partial<Activity> {
  const conversation = { id: address.conversation, tenantId: address.tenant };
  const reference: Partial<ConversationReference> = {
    channelId: 'msteams',
    serviceUrl: address.serviceUrl,
    bot: { id: address.bot, name: '' },
    conversation: conversation as ConversationReference['conversation'],
  };
  return TurnContext.applyConversationReference(activity, reference);
}

/**
 * Microsoft asks that 502 and 504 be tried again like 412 and 429. In a turn, where a redelivery would say everything twice,
 * they count as unknown.
 */
async function again<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const gateway = error instanceof DeliveryError && (error.code === '502' || error.code === '504');
    throw gateway ? new DeliveryError('retry', error.code, error.retryAfterMs) : error;
  }
}
