import { createHash } from 'node:crypto';
import type { Inbound, Input, Language, Place } from '../../turn/turn';
import { isAutomatic, readExecuted, readPressed, type TeamsActivity } from './activity';
import { type Address, addressOf } from './address';
import { readValues } from './form-values';
import { mentionsBot, spokenText } from './mentions';

/** What an activity asks for. `card` tells how the reply can take the place of the card that was pressed. */
export type Task =
  | { readonly kind: 'turn'; readonly inbound: Inbound; readonly card?: PressedCard }
  | { readonly kind: 'cancel'; readonly language: Language; readonly card: PressedCard }
  | { readonly kind: 'ignore'; readonly reason: string };

export interface PressedCard {
  /** Executed buttons are answered in the HTTP body, submitted ones by updating the message. */
  readonly by: 'execute' | 'submit';
  /** The message that the card is in, where it may be replaced as a whole. */
  readonly message?: string;
  /** Teams has pressed it, nobody else. */
  readonly automatic: boolean;
}

/** The button under a form that does nothing; the platform answers it itself. */
export const CANCEL = 'teams.cancel';

/**
 * Reads what an activity asks of the bot. Quietly ignored are: channel messages that don't mention the bot, edited and
 * deleted messages (an edited line that logs a record would log a second one; the person says it again or uses the
 * card's button), reactions, typing, members who come and go, and whatever Teams adds.
 */
export function readTask(activity: TeamsActivity, now: Date): Task {
  if (activity.type === 'message') return readMessage(activity);
  if (activity.type === 'invoke') return readPress(activity, readExecuted(activity.value), 'execute');
  if (isInstallation(activity)) {
    // Teams tells of an installation twice, in two ways, and once more when it isn't sure: one welcome a day.
    const key = `${placeOf(activity).conversation}:joined:${now.toISOString().slice(0, 10)}`;
    return { kind: 'turn', inbound: toInbound(activity, key, { kind: 'event', name: 'joined' }) };
  }
  // Its type isn't named: whoever sends it may write anything there, and the reason is logged.
  return { kind: 'ignore', reason: 'nothing to answer' };
}

function isInstallation(activity: TeamsActivity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'add';
  if (activity.type !== 'conversationUpdate') return false;
  return (activity.membersAdded ?? []).some((member) => member.id === activity.recipient.id);
}

function readMessage(activity: TeamsActivity): Task {
  if (activity.value !== undefined && activity.value !== null)
    return readPress(activity, activity.value, 'submit');
  if (placeOf(activity).kind === 'channel' && !mentionsBot(activity))
    return { kind: 'ignore', reason: 'not mentioned' };
  const input: Input = { kind: 'words', text: spokenText(activity) };
  return { kind: 'turn', inbound: toInbound(activity, deliveryKey(activity), input) };
}

function readPress(activity: TeamsActivity, data: unknown, by: PressedCard['by']): Task {
  const press = readPressed(data);
  if (press === undefined) return { kind: 'ignore', reason: 'unknown card' };
  const { pressed, inputs } = press;
  const message = pressed.keep === true ? undefined : (activity.replyToId ?? undefined);
  const card: PressedCard = { by, message, automatic: by === 'execute' && isAutomatic(activity.value) };
  const language = pressed.language ?? 'sv';
  if (pressed.name === CANCEL) return { kind: 'cancel', language, card };
  const values = readValues(inputs, pressed.fields);
  const input: Input = {
    kind: 'action',
    name: pressed.name,
    id: pressed.id,
    ...(isEmpty(values) ? {} : { values }),
  };
  return { kind: 'turn', card, inbound: { ...toInbound(activity, deliveryKey(activity), input), language } };
}

const isEmpty = (values: object): boolean => Object.keys(values).length === 0;

/**
 * The same when Teams delivers again, another when a button is pressed again. Teams gives every activity an id; for a
 * client that doesn't, who pressed what and when stands for it.
 */
export function deliveryKey(activity: TeamsActivity): string {
  const conversation = placeOf(activity).conversation;
  if (activity.id) return `${conversation}:${activity.id}`;
  const what = JSON.stringify([
    activity.from?.id,
    activity.replyToId,
    activity.timestamp,
    activity.text,
    activity.value,
  ]);
  return `${conversation}:${createHash('sha256').update(what).digest('base64url').slice(0, 32)}`;
}

/** A delivery from this activity, with what it asks of the bot. */
export function toInbound(activity: TeamsActivity, key: string, input: Input): Inbound {
  const sender = activity.from;
  return {
    key,
    redelivers: true,
    person: {
      id: `teams:${sender?.aadObjectId ?? sender?.id ?? 'unknown'}`,
      ...(sender?.name ? { name: sender.name } : {}),
    },
    place: placeOf(activity),
    input,
    link: linkTo(activity),
  };
}

function placeOf(activity: TeamsActivity): Place {
  const { conversation } = activity;
  const kinds = { personal: 'personal', groupChat: 'group', channel: 'channel' } as const;
  const type = conversation.conversationType;
  const stated = type === 'personal' || type === 'groupChat' || type === 'channel' ? kinds[type] : undefined;
  // What isn't said to be personal is treated as seen by others.
  const kind = stated ?? (conversation.isGroup === false ? 'personal' : 'group');
  const address = addressOf(activity);
  return {
    platform: 'teams',
    conversation: `teams:${conversation.id}`,
    kind,
    privateReply: kind === 'personal',
    address: { ...address },
    ...(kind === 'personal' ? {} : { channel: channelOf(activity, address) }),
  };
}

/** The channel without the thread that the conversation id names: what is sent there begins a thread of its own. */
function channelOf({ channelData }: TeamsActivity, { user: _left, ...address }: Address): Place['channel'] {
  const [id = ''] = (address.conversation ?? '').split(';');
  const names = [channelData?.team?.name, channelData?.channel?.name].filter((name) => name);
  const name = names.length === 0 ? {} : { name: names.join(' / ') };
  return { key: `teams:${id}`, address: { ...address, conversation: id }, ...name };
}

/** A deep link to a message that others can open: in a channel or group chat, where its id is Teams' own. */
function linkTo(activity: TeamsActivity): string | undefined {
  if (activity.type !== 'message' || !/^\d{10,16}$/.test(activity.id ?? '')) return undefined;
  const kind = placeOf(activity).kind;
  if (kind === 'personal') return undefined;
  const [conversation = ''] = activity.conversation.id.split(';');
  const chat = kind === 'group' ? `?context=${encodeURIComponent('{"contextType":"chat"}')}` : '';
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation)}/${activity.id}${chat}`;
}
