import type { KnownBlock } from '@slack/types';
import type { Reply } from '../../../turn/turn';
import { markupToPlain } from '../../../views/markup';
import { assertNever, type FormView, type View } from '../../../views/views';
import { actionId, actionValue, filledValue, SAY, sayValue } from '../actions';
import { limits } from '../limits';
import { texts } from '../texts';
import { answerBlocks, choiceBlocks, helpBlocks, noticeBlocks } from './answer';
import { plain, type Rendering, rendering, sections } from './blocks';
import { digestBlocks } from './digest';
import { fileBlocks } from './file';
import { fitBlocks } from './fit';
import { homeBlocks } from './home';
import { listBlocks } from './list';
import { problems } from './problems';
import { recordBlocks } from './record';
import { escapeText, shorten, shortenMrkdwn } from './text';

/** A message's content, the same for chat.postMessage, an ack body and a response_url. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** How a form that can't be opened here (no trigger) is asked for again: the words or action that asked for it. */
export type Reopen =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'action';
      readonly name: string;
      readonly id?: string;
      /** What the form is to be filled in with. */
      readonly values?: Readonly<Record<string, string>>;
    };

/**
 * A reply as one message. `text` says the essence on its own: notifications and screen readers show nothing else.
 */
export function renderMessage(reply: Reply, reopen?: Reopen): Message {
  const context = rendering(reply.language);
  const blocks = viewsToBlocks(reply.views, context, reopen);
  const summary = reply.views.map((view) => plain(essence(view, context))).filter((text) => text !== '');
  const text = escapeText(shorten(summary.join(' '), limits.fallbackText)) || texts[reply.language].noAnswer;
  const content = blocks.length > 0 ? blocks : sections([text]);
  return {
    text: shortenMrkdwn(text, 4 * limits.fallbackText),
    blocks: fitBlocks(content, limits.messageBlocks, context),
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** All views one after the other, with a line between them. */
export function viewsToBlocks(views: readonly View[], rendering: Rendering, reopen?: Reopen): KnownBlock[] {
  return views.flatMap((view, index): KnownBlock[] => {
    const blocks = viewBlocks(view, rendering, reopen);
    return index > 0 && blocks.length > 0 ? [{ type: 'divider' }, ...blocks] : blocks;
  });
}

function viewBlocks(view: View, rendering: Rendering, reopen?: Reopen): KnownBlock[] {
  switch (view.kind) {
    case 'answer':
      return answerBlocks(view, rendering);
    case 'choice':
      return choiceBlocks(view, rendering);
    case 'notice':
      return noticeBlocks(view, rendering);
    case 'record':
      return recordBlocks(view, rendering);
    case 'list':
      return listBlocks(view, rendering);
    case 'form':
      return formBlocks(view, rendering, reopen);
    case 'digest':
      return digestBlocks(view, rendering);
    case 'help':
      return helpBlocks(view, rendering);
    case 'home':
      return homeBlocks(view, rendering);
    case 'file':
      return fileBlocks(view);
    default:
      return assertNever(view);
  }
}

/** Slack opens a modal only from a press or a command, so in a message a form is a button that asks for it again. */
function formBlocks(view: FormView, rendering: Rendering, reopen: Reopen | undefined): KnownBlock[] {
  const text = texts[rendering.language];
  const value = reopen && reopenValue(reopen, rendering);
  if (reopen === undefined || value === undefined)
    return sections([escapeText(text.formByCommand(view.title))]);
  const name = reopen.kind === 'words' ? SAY : reopen.name;
  return [
    ...problems(view, rendering.language),
    ...sections([escapeText(text.formWaits(view.title))]),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          text: { type: 'plain_text', text: text.openForm, emoji: false },
          action_id: actionId(name, rendering.next()),
          value,
          style: 'primary',
        },
      ],
    },
  ];
}

function reopenValue(reopen: Reopen, { language }: Rendering): string | undefined {
  if (reopen.kind === 'action')
    return reopen.values === undefined ? actionValue(reopen, language) : filledValue(reopen.values, language);
  const value = sayValue(reopen.text, language);
  return reopen.text.length <= 1900 && value.length <= limits.buttonValue ? value : undefined;
}

/** The view in one line. */
function essence(view: View, { language }: Rendering): string {
  switch (view.kind) {
    case 'answer':
      return markupToPlain(view.body);
    case 'choice':
    case 'notice':
    case 'file':
      return view.text;
    case 'record':
      return `${view.lead ?? ''} ${view.code} ${view.title}`;
    case 'list':
      return `${view.heading}: ${view.items.map((item) => item.title).join(', ') || view.empty}`;
    case 'form':
      return texts[language].formWaits(view.title);
    case 'digest':
      return `${view.title}. ${view.period}. ${view.numbers.map((n) => `${n.label}: ${n.value}`).join(', ')}`;
    case 'help':
      return `${view.heading}. ${markupToPlain(view.intro)}`;
    case 'home':
      return `${view.heading}. ${view.sections.map((part) => `${part.heading}: ${part.items.length}`).join('. ')}`;
    default:
      return assertNever(view);
  }
}
