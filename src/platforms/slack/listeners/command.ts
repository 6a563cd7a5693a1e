import type { Inbound, Reply } from '../../../turn/turn';
import type { FormView } from '../../../views/views';
import { type CommandBody, commandBody } from '../inbound/schemas';
import { readText } from '../inbound/words';
import { renderMessage } from '../render/message';
import { placeKind, slackPlace } from '../reply/address';
import { createModalOpener } from '../reply/modal-opener';
import { whisper } from '../reply/outlets';
import { createResponseUrl } from '../reply/response-url';
import { once, type Runtime, runTurn } from '../runtime';
import { texts } from '../texts';

type Ack = (body?: object) => Promise<void>;

/**
 * A slash command, answered to the one who gave it. An answer that is there in time goes in the ack's own body, which saves
 * a call; after that the response_url takes it. Slack shows an error when nothing is acked within three seconds.
 */
export async function onCommand(runtime: Runtime, raw: unknown, ack: Ack): Promise<void> {
  const read = commandBody.safeParse(raw);
  if (!read.success) {
    runtime.log.warn({ what: 'command' }, 'slack payload not understood');
    return ack();
  }
  const body = read.data;
  const ackOnce = once<object>(ack);
  const timer = setTimeout(() => void ackOnce().catch(logAck(runtime)), runtime.timing.ack);
  try {
    await answer(runtime, body, ackOnce);
  } finally {
    clearTimeout(timer);
    await ackOnce();
  }
}

async function answer(
  runtime: Runtime,
  body: CommandBody,
  ack: (body?: object) => Promise<boolean>,
): Promise<void> {
  const inbound = commandInbound(body, runtime.identity.botUserId());
  const url = createResponseUrl(runtime.api, runtime.clock, body.response_url);
  const opener = createModalOpener(runtime, {
    trigger: body.trigger_id,
    input: inbound.input,
    language: 'sv',
  });
  const at = runtime.clock().getTime();
  const place = { channel: body.channel_id, kind: inbound.place.kind, url: body.response_url, at };
  const said = inbound.input.kind === 'words' ? inbound.input.text : '';
  try {
    await runTurn(runtime, inbound, async (reply) => {
      const form = reply.views.find((view): view is FormView => view.kind === 'form');
      const opened = form !== undefined && (await opener.open(form, reply.language, place));
      const rest: Reply = opened ? { ...reply, views: reply.views.filter((view) => view !== form) } : reply;
      if (rest.views.length === 0 || (!opened && (await opener.show(rest)))) return void (await ack());
      const message = renderMessage(rest, { kind: 'words', text: said });
      if (await ack({ response_type: 'ephemeral', ...message })) return;
      await whisper(runtime.api, { user: body.user_id, address: { channel: body.channel_id }, url }, message);
    });
  } finally {
    opener.close();
  }
}

function commandInbound(body: CommandBody, botUserId: string | undefined): Inbound {
  return {
    key: `slack:${body.trigger_id}`,
    redelivers: false,
    person: { id: `slack:${body.user_id}`, name: body.user_name },
    place: slackPlace({
      channel: body.channel_id,
      kind: placeKind(body.channel_id, body.channel_name),
      privateReply: true,
      user: body.user_id,
    }),
    // `/cnatet` alone asks what there is.
    input: { kind: 'words', text: readText(body.text, botUserId) || texts.sv.helpWords },
  };
}

function logAck(runtime: Runtime): (error: unknown) => void {
  return (error) => runtime.log.warn({ err: error }, 'slack ack not sent');
}
