import { markupToPlain } from '../../../views/markup';
import type { AnswerView } from '../../../views/views';
import { escapeMarkdown, markupToMarkdown } from '../markdown';
import type { JsonObject } from '../template';
import { base, optional, plain } from './base';
import { buttonRows, type CardContext } from './buttons';

/**
 * The answer as the message's own text: that is what notifications, screen readers and the search show.
 */
export function answerText(view: AnswerView): string {
  const source = view.source && escapeMarkdown(view.source, 'message');
  const parts = [
    markupToMarkdown(view.body, 'message'),
    view.note && markupToMarkdown(view.note, 'message'),
    source,
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** The slim card under the text: what isn't said there. Alone it says everything. */
export function answerCard(view: AnswerView, context: CardContext): JsonObject {
  const card = (text: string | undefined) => text && markupToMarkdown(text, 'card');
  const alone = context.standalone;
  return {
    ...base(context, markupToPlain(view.body)),
    isShortened: alone && context.shortened,
    body: alone ? card(view.body) : undefined,
    ...optional('note', alone ? card(view.note) : undefined),
    ...optional('source', alone && view.source ? plain(view.source) : undefined),
    moreLabel: view.more?.label,
    ...optional('more', card(view.more?.body)),
    relatedLabel: plain(view.relatedLabel),
    hasRelated: view.related.length > 0,
    related: buttonRows(view.related, context, { keep: true }),
    feedback: buttonRows(view.feedback, context, { keep: true }),
  };
}

/** True when there is nothing to put in a card. */
export function answerIsBare(view: AnswerView): boolean {
  return view.more === undefined && view.related.length === 0 && view.feedback.length === 0;
}
