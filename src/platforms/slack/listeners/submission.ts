import type { Inbound, Language, Reply } from '../../../turn/turn';
import type { FormView } from '../../../views/views';
import { type SubmissionBody, submissionBody } from '../inbound/schemas';
import { readValues } from '../inbound/values';
import { type FormMetadata, readMetadata } from '../metadata';
import { renderMessage } from '../render/message';
import { formModal, modalErrors, textModal } from '../render/modal';
import { slackPlace } from '../reply/address';
import { post, whisper } from '../reply/outlets';
import { createResponseUrl } from '../reply/response-url';
import { once, type Runtime, runTurn } from '../runtime';
import { texts } from '../texts';

type Ack = (body?: object) => Promise<void>;
const CLEAR = { response_action: 'clear' };

/**
 * A sent form. The ack is the answer: errors beside their fields, the form again, or away with it; the confirmation goes to
 * where the form was opened. A turn that takes too long shows "Sparar …" meanwhile.
 */
export async function onSubmission(runtime: Runtime, raw: unknown, ack: Ack): Promise<void> {
  const read = submissionBody.safeParse(raw);
  const metadata = read.success ? readMetadata(read.data.view.private_metadata) : undefined;
  if (!read.success || metadata === undefined) {
    runtime.log.warn({ what: 'submission' }, 'slack payload not understood');
    return ack();
  }
  const { language } = metadata;
  const ackOnce = once<object>(ack);
  const saving = { response_action: 'update', view: textModal(texts[language].saving, language) };
  const timer = setTimeout(() => {
    ackOnce(saving).catch((error: unknown) => runtime.log.warn({ err: error }, 'slack ack not sent'));
  }, runtime.timing.ack);
  try {
    await runTurn(runtime, submissionInbound(read.data, metadata), async (reply) => {
      clearTimeout(timer);
      await respond(runtime, read.data, metadata, reply, ackOnce);
    });
  } finally {
    clearTimeout(timer);
    await ackOnce(CLEAR);
  }
}

async function respond(
  runtime: Runtime,
  body: SubmissionBody,
  metadata: FormMetadata,
  reply: Reply,
  ack: (body?: object) => Promise<boolean>,
): Promise<void> {
  const form = reply.views.find((view): view is FormView => view.kind === 'form');
  const update = (view: object): Promise<unknown> =>
    runtime.api.call('views.update', { view_id: body.view.id, view });
  if (form !== undefined) {
    const modal = formModal(form, reply.language, metadata.place);
    const errors = modalErrors(form);
    const asked =
      errors === undefined
        ? { response_action: 'update', view: modal }
        : { response_action: 'errors', errors };
    // Too late for errors beside the fields: the form comes back with them above, and with what was typed.
    if (!(await ack(asked))) await update(modal);
    return;
  }
  const inTime = await ack(CLEAR);
  await confirm(runtime, body.user.id, metadata, reply);
  if (!inTime) await update(textModal(doneText(reply.language), reply.language));
}

/** Says what came of it where the form was opened, to the one who sent it. */
async function confirm(runtime: Runtime, user: string, metadata: FormMetadata, reply: Reply): Promise<void> {
  const { channel, thread, kind, url, at } = metadata.place;
  const address = { channel, ...(thread !== undefined && { thread }) };
  const message = renderMessage(reply, { kind: 'action', name: metadata.action, id: metadata.id });
  if (kind === 'personal' && (url === undefined || channel.startsWith('D'))) {
    try {
      await post(runtime.api, address, message);
      return;
    } catch (error) {
      // The DM between two people, where the command was given: the bot isn't in it.
      if (url === undefined) throw error;
    }
  }
  await whisper(
    runtime.api,
    { user, address, url: createResponseUrl(runtime.api, runtime.clock, url, at) },
    message,
  );
}

function submissionInbound(body: SubmissionBody, { action, id, language, place }: FormMetadata): Inbound {
  return {
    key: `slack:${body.trigger_id}`,
    redelivers: false,
    person: { id: `slack:${body.user.id}`, name: body.user.name ?? body.user.username },
    place: slackPlace({ ...place, privateReply: true, user: body.user.id }),
    input: { kind: 'action', name: action, id, values: readValues(body.view.state.values) },
    language,
  };
}

function doneText(language: Language): string {
  return texts[language].done;
}
