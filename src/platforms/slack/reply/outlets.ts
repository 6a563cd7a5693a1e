import type { MessageMetadata } from '@slack/types';
import { DeliveryError } from '../../platform';
import type { CallOptions, SlackApi } from '../api/client';
import type { Message } from '../render/message';
import type { SlackAddress } from './address';
import type { ResponseUrl } from './response-url';

/** Posts for all in the conversation to see. @returns the message's ts. */
export async function post(
  api: SlackApi,
  { channel, thread }: SlackAddress,
  message: Message,
  metadata?: MessageMetadata,
  options: CallOptions = {},
): Promise<string> {
  const content = {
    channel,
    ...(thread !== undefined && { thread_ts: thread }),
    ...message,
    ...(metadata !== undefined && { metadata }),
  };
  const result = await api.call('chat.postMessage', content, options);
  return typeof result.ts === 'string' ? result.ts : '';
}

export interface Whisper {
  readonly user: string;
  readonly address: SlackAddress;
  readonly url: ResponseUrl;
}

/**
 * Says something that one person alone sees: by the response_url, which works where the bot isn't a member; else as an
 * ephemeral message; else, where the bot is not let in, in the DM with the person.
 */
export async function whisper(
  api: SlackApi,
  { user, address, url }: Whisper,
  message: Message,
): Promise<void> {
  const attempts: (() => Promise<unknown>)[] = [
    ...(url.usable()
      ? [
          () =>
            url.send({
              response_type: 'ephemeral',
              replace_original: false,
              ...inThread(address),
              ...message,
            }),
        ]
      : []),
    ...(address.channel.startsWith('D')
      ? [() => post(api, address, message)]
      : [
          () =>
            api.call('chat.postEphemeral', {
              channel: address.channel,
              user,
              ...inThread(address),
              ...message,
            }),
        ]),
    () => post(api, { channel: user }, message),
  ];
  for (const [index, attempt] of attempts.entries()) {
    try {
      await attempt();
      return;
    } catch (error) {
      const refused = error instanceof DeliveryError && error.outcome !== 'unknown';
      // After an unknown outcome a second way could say it twice.
      if (!refused || index === attempts.length - 1) throw error;
    }
  }
}

function inThread({ thread }: SlackAddress): { thread_ts?: string } {
  return thread === undefined ? {} : { thread_ts: thread };
}
