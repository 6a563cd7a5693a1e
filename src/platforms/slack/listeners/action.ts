import type { Inbound, Place, Reply } from '../../../turn/turn';
import type { FormView } from '../../../views/views';
import { type Pressed, readPressed } from '../actions';
import { type ActionBody, actionBody } from '../inbound/schemas';
import type { FormPlace } from '../metadata';
import { type Reopen, renderMessage } from '../render/message';
import { homeView, replyModal } from '../render/modal';
import { placeKind, slackPlace } from '../reply/address';
import { createModalOpener } from '../reply/modal-opener';
import { post, whisper } from '../reply/outlets';
import { createResponseUrl, type ResponseUrl } from '../reply/response-url';
import { type Runtime, runTurn } from '../runtime';

/** A pressed button. It has been acked already: what it leads to comes as a message, a changed message, or a modal. */
export async function onAction(runtime: Runtime, raw: unknown): Promise<void> {
  const read = actionBody.safeParse(raw);
  const first = read.data?.actions[0];
  if (!read.success || first === undefined) {
    return runtime.log.warn({ what: 'action' }, 'slack payload not understood');
  }
  // A button that isn't ours, or from before its format changed, is still answered: the bot says that it is too old.
  const pressed: Pressed = readPressed(first.action_id, first.value) ?? {
    input: { kind: 'action', name: 'slack.unknown' },
    language: 'sv',
  };
  const body = read.data;
  const opener = createModalOpener(runtime, {
    trigger: body.trigger_id,
    input: pressed.input,
    language: pressed.language,
    method: body.view?.type === 'modal' ? 'views.push' : 'views.open',
  });
  const target = readTarget(runtime, body);
  try {
    await runTurn(runtime, actionInbound(body, pressed, target.place), async (reply) => {
      const form = reply.views.find((view): view is FormView => view.kind === 'form');
      const opened = form !== undefined && (await opener.open(form, reply.language, target.form));
      const rest: Reply = opened ? { ...reply, views: reply.views.filter((view) => view !== form) } : reply;
      if (rest.views.length === 0 || (!opened && (await opener.show(rest)))) return;
      await answer(runtime, body, target, rest, reopening(pressed));
    });
  } finally {
    opener.close();
  }
}

interface Target {
  readonly place: Place;
  readonly form: FormPlace;
  readonly url: ResponseUrl;
  readonly thread?: string;
}

/** On the home tab and in modals there is no conversation; the DM with the person stands for it. */
function readTarget(runtime: Runtime, body: ActionBody): Target {
  const channel = body.channel?.id ?? body.container.channel_id;
  const at = runtime.clock().getTime();
  const url = createResponseUrl(runtime.api, runtime.clock, body.response_url, at);
  const user = body.user.id;
  if (channel === undefined) {
    const place = slackPlace({ channel: user, kind: 'personal', privateReply: true, user });
    return { place, form: { channel: user, kind: 'personal', at }, url };
  }
  const kind = placeKind(channel, body.channel?.name);
  const thread = body.container.thread_ts;
  const place = slackPlace({ channel, thread, kind, privateReply: true, user });
  return { place, form: { channel, thread, kind, url: body.response_url, at }, url, thread };
}

function actionInbound(body: ActionBody, pressed: Pressed, place: Place): Inbound {
  return {
    key: `slack:${body.trigger_id}`,
    redelivers: false,
    person: { id: `slack:${body.user.id}`, name: body.user.name ?? body.user.username },
    place,
    input: pressed.input,
    language: pressed.language,
  };
}

/**
 * Where the answer goes. Only a message that this person alone sees is replaced: the answer was made for that person, and a
 * message in a channel belongs to all.
 */
async function answer(
  runtime: Runtime,
  body: ActionBody,
  target: Target,
  reply: Reply,
  reopen: Reopen,
): Promise<void> {
  const { api } = runtime;
  if (body.view?.type === 'modal') {
    await api.call('views.update', { view_id: body.view.id, view: replyModal(reply) });
    return;
  }
  if (body.view?.type === 'home') {
    // The tab's own button makes the tab afresh; anything else is shown in front of it.
    if (reply.views[0]?.kind === 'home') {
      await api.call('views.publish', { user_id: body.user.id, view: homeView(reply) });
      return;
    }
    await api.call('views.open', { trigger_id: body.trigger_id, view: replyModal(reply) });
    return;
  }
  const message = renderMessage(reply, reopen);
  const { channel, thread } = { channel: target.form.channel, thread: target.thread };
  const alone = body.container.is_ephemeral === true || target.form.kind === 'personal';
  if (reply.replace === true && alone && target.url.usable()) {
    return target.url.send({ replace_original: true, ...message });
  }
  const ts = body.container.message_ts;
  if (reply.replace === true && target.form.kind === 'personal' && ts !== undefined) {
    await api.call('chat.update', { channel, ts, ...message });
    return;
  }
  const address = { channel, ...(thread !== undefined && { thread }) };
  if (target.form.kind === 'personal' && body.container.is_ephemeral !== true) {
    await post(api, address, message);
    return;
  }
  await whisper(api, { user: body.user.id, address, url: target.url }, message);
}

function reopening({ input }: Pressed): Reopen {
  return input.kind === 'action'
    ? { kind: 'action', name: input.name, id: input.id }
    : { kind: 'words', text: input.kind === 'words' ? input.text : '' };
}
