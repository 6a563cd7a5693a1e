import type { Inbound, Input, Reply } from '../../../turn/turn';
import type { FormView } from '../../../views/views';
import { globalShortcutBody, type MessageShortcutBody, messageShortcutBody } from '../inbound/schemas';
import { readText } from '../inbound/words';
import type { FormPlace } from '../metadata';
import { type Reopen, renderMessage } from '../render/message';
import { placeKind, slackPlace } from '../reply/address';
import { createModalOpener } from '../reply/modal-opener';
import { whisper } from '../reply/outlets';
import { createResponseUrl } from '../reply/response-url';
import { type Runtime, runTurn } from '../runtime';

/** The manifest's callback ids, and what each of them asks for. */
export const SHORTCUTS = {
  save_example: { type: 'message', action: 'example.capture' },
  new_example: { type: 'global', action: 'example.new' },
  new_initiative: { type: 'global', action: 'initiative.new' },
} as const;

interface Asked {
  readonly inbound: Inbound;
  readonly form: FormPlace;
  readonly trigger: string;
  readonly url?: string;
}

/** A shortcut. It has been acked already: it opens a form, or says to the person alone why not. */
export async function onShortcut(runtime: Runtime, raw: unknown): Promise<void> {
  const asked = readShortcut(runtime, raw);
  if (asked === undefined) return runtime.log.warn({ what: 'shortcut' }, 'slack payload not understood');
  const { inbound, form: place, trigger } = asked;
  const opener = createModalOpener(runtime, { trigger, input: inbound.input, language: 'sv' });
  const user = inbound.person.id.replace(/^slack:/, '');
  const { channel, thread } = place;
  const address = { channel, ...(thread !== undefined && { thread }) };
  try {
    await runTurn(runtime, inbound, async (reply) => {
      const form = reply.views.find((view): view is FormView => view.kind === 'form');
      const opened = form !== undefined && (await opener.open(form, reply.language, place));
      const rest: Reply = opened ? { ...reply, views: reply.views.filter((view) => view !== form) } : reply;
      if (rest.views.length === 0 || (!opened && (await opener.show(rest)))) return;
      const url = createResponseUrl(runtime.api, runtime.clock, asked.url);
      await whisper(runtime.api, { user, address, url }, renderMessage(rest, reopening(inbound.input, form)));
    });
  } finally {
    opener.close();
  }
}

/** A form that could not be opened is offered as a button, which opens it filled in as it was. */
function reopening(input: Input, form: FormView | undefined): Reopen {
  const name = input.kind === 'action' ? input.name : '';
  if (name !== SHORTCUTS.save_example.action || form === undefined) return { kind: 'action', name };
  const texts = form.fields.flatMap(({ id, type, value }) =>
    typeof value === 'string' && value !== '' && type !== 'choice' ? [[id, value] as const] : [],
  );
  return { kind: 'action', name: 'example.new', values: Object.fromEntries(texts) };
}

function readShortcut(runtime: Runtime, raw: unknown): Asked | undefined {
  const message = messageShortcutBody.safeParse(raw);
  if (message.success) return fromMessage(runtime, message.data);
  const read = globalShortcutBody.safeParse(raw);
  const shortcut = read.success ? shortcutOf(read.data.callback_id, 'global') : undefined;
  if (!read.success || shortcut === undefined) return undefined;
  const { user, trigger_id: trigger } = read.data;
  return {
    trigger,
    form: { channel: user.id, kind: 'personal', at: runtime.clock().getTime() },
    inbound: {
      key: `slack:${trigger}`,
      redelivers: false,
      person: { id: `slack:${user.id}`, name: user.name ?? user.username },
      place: slackPlace({ channel: user.id, kind: 'personal', privateReply: true, user: user.id }),
      input: { kind: 'action', name: shortcut },
    },
  };
}

function fromMessage(runtime: Runtime, body: MessageShortcutBody): Asked | undefined {
  const shortcut = shortcutOf(body.callback_id, 'message');
  if (shortcut === undefined) return undefined;
  const { user, message, channel, trigger_id: trigger, response_url: url } = body;
  const kind = placeKind(channel.id, channel.name);
  const thread = message.thread_ts;
  const text = readText(message.text, runtime.identity.botUserId());
  return {
    trigger,
    url,
    form: { channel: channel.id, thread, kind, url, at: runtime.clock().getTime() },
    inbound: {
      key: `slack:${trigger}`,
      redelivers: false,
      person: { id: `slack:${user.id}`, name: user.name ?? user.username },
      place: slackPlace({ channel: channel.id, thread, kind, privateReply: true, user: user.id }),
      input: { kind: 'action', name: shortcut, values: { text } },
      link: runtime.identity.permalink(channel.id, message.ts),
    },
  };
}

function shortcutOf(callback: string, type: 'message' | 'global'): string | undefined {
  const known: Readonly<Record<string, { readonly type: string; readonly action: string } | undefined>> =
    SHORTCUTS;
  const shortcut = Object.hasOwn(known, callback) ? known[callback] : undefined;
  return shortcut?.type === type ? shortcut.action : undefined;
}
