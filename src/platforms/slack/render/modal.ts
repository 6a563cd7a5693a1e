import type { HomeView, KnownBlock, ModalView, PlainTextElement } from '@slack/types';
import type { Language, Reply } from '../../../turn/turn';
import type { FormView } from '../../../views/views';
import { limits } from '../limits';
import { type FormMetadata, type FormPlace, writeMetadata } from '../metadata';
import { texts } from '../texts';
import { header, plain, rendering, sections } from './blocks';
import { fieldBlocks, partId } from './field';
import { fitBlocks } from './fit';
import { viewsToBlocks } from './message';
import { problems } from './problems';
import { escapeText, shorten } from './text';

/** All our modals have the same callback_id: which action takes the values stands in the metadata. */
export const FORM = 'cnatet.form';

/** A form as a modal. Its fields keep their block ids, so that Slack keeps what was typed when the view is updated. */
export function formModal(view: FormView, language: Language, place: FormPlace): ModalView {
  const metadata: FormMetadata = { action: view.submit.name, id: view.submit.id, language, place };
  const title = plain(view.title);
  const blocks: KnownBlock[] = [
    ...(title.length > limits.modalTitle ? header(title) : []),
    ...problems(view, language),
    ...sections([escapeText(view.intro ?? '')]),
    ...view.fields.slice(0, 80).flatMap((field) => fieldBlocks(field, language)),
  ];
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: writeMetadata(metadata),
    title: caption(title, '…'),
    submit: caption(plain(view.submit.label), 'OK'),
    close: caption(plain(view.cancelLabel), texts[language].close),
    blocks: blocks.slice(0, limits.viewBlocks),
  };
}

/**
 * Errors as Slack wants them, keyed by block_id; undefined when one of them belongs to no input, or there are none: then
 * the view is updated with the errors above the fields.
 */
export function modalErrors(view: FormView): Record<string, string> | undefined {
  const entries = Object.entries(view.errors ?? {});
  const fields = new Set(view.fields.map(({ id }) => id));
  if (entries.length === 0 || !entries.every(([id]) => fields.has(id))) return undefined;
  return Object.fromEntries(
    entries.map(([id, message]) => [partId(id, 0), shorten(plain(message), limits.hint)]),
  );
}

/** A modal that only says something: loading, saving, done. It has nothing to send. */
export function textModal(text: string, language: Language): ModalView {
  return {
    type: 'modal',
    callback_id: 'cnatet.text',
    title: caption(texts[language].loadingTitle, '…'),
    close: caption(texts[language].close, 'OK'),
    blocks: sections([escapeText(text)]),
  };
}

/** A reply as a modal, for a button on the home tab, where there is no conversation to answer in. */
export function replyModal(reply: Reply): ModalView {
  const context = rendering(reply.language);
  return {
    type: 'modal',
    callback_id: 'cnatet.reply',
    title: caption(texts[reply.language].answerTitle, '…'),
    close: caption(texts[reply.language].close, 'OK'),
    blocks: nonEmpty(
      fitBlocks(viewsToBlocks(reply.views, context), limits.viewBlocks, context),
      reply.language,
    ),
  };
}

/** The home tab: what the bot says of itself, with its buttons. */
export function homeView(reply: Reply): HomeView {
  const context = rendering(reply.language);
  const blocks = fitBlocks(viewsToBlocks(reply.views, context), limits.viewBlocks, context);
  return { type: 'home', blocks: nonEmpty(blocks, reply.language) };
}

function nonEmpty(blocks: KnownBlock[], language: Language): KnownBlock[] {
  return blocks.length > 0 ? blocks : sections([texts[language].noAnswer]);
}

function caption(text: string, fallback: string): PlainTextElement {
  return { type: 'plain_text', text: shorten(text || fallback, limits.modalTitle), emoji: false };
}
