import type { z } from 'zod';
import type { Inbound } from '../../../turn/turn';
import { mentionBody, messageBody, type SpokenBody } from '../inbound/schemas';
import { readText } from '../inbound/words';
import type { PlaceKind } from '../metadata';
import { renderMessage } from '../render/message';
import { slackPlace } from '../reply/address';
import { post } from '../reply/outlets';
import { type Runtime, runTurn } from '../runtime';
import { texts } from '../texts';
import { welcome } from '../welcome';

/** A direct message: answered where it was written, in its thread if it was in one. */
export async function onMessage(runtime: Runtime, raw: unknown): Promise<void> {
  await onSpoken(runtime, messageBody, raw, 'personal');
}

/** A mention in a channel: answered in its thread, so that the channel stays readable. */
export async function onMention(runtime: Runtime, raw: unknown): Promise<void> {
  await onSpoken(runtime, mentionBody, raw, 'channel');
}

async function onSpoken(
  runtime: Runtime,
  schema: z.ZodType<SpokenBody>,
  raw: unknown,
  kind: PlaceKind,
): Promise<void> {
  const read = schema.safeParse(raw);
  // Edits, joins, bots and our own messages come this way too; they are nothing to answer.
  if (!read.success) return runtime.log.debug({ what: kind }, 'slack event not for us');
  const body = read.data;
  const { channel, user, ts, thread_ts } = body.event;
  if (kind === 'personal') await welcome(runtime, { user, channel });
  const thread = kind === 'personal' ? thread_ts : (thread_ts ?? ts);
  const text = spokenText(runtime, body);
  const inbound: Inbound = {
    key: `slack:${body.event_id}`,
    redelivers: true,
    person: { id: `slack:${user}` },
    place: slackPlace({ channel, thread, kind, privateReply: kind === 'personal', user }),
    input: { kind: 'words', text },
    link: runtime.identity.permalink(channel, ts),
  };
  await runTurn(runtime, inbound, async (reply) => {
    const message = renderMessage(reply, { kind: 'words', text });
    await post(runtime.api, { channel, ...(thread !== undefined && { thread }) }, message);
  });
}

/** The words without the bot's own name. Its name alone asks what there is. */
function spokenText(runtime: Runtime, { event, authorizations }: SpokenBody): string {
  const botUserId = authorizations?.[0]?.user_id ?? runtime.identity.botUserId();
  return readText(event.text, botUserId) || texts.sv.helpWords;
}
