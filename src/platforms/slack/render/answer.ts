import type { KnownBlock } from '@slack/types';
import type { AnswerView, ChoiceView, HelpView, NoticeView } from '../../../views/views';
import { texts } from '../texts';
import { buttons, context, header, type Rendering, sections } from './blocks';
import { bold, escapeText, markupToMrkdwn, shorten } from './text';

/**
 * An answer: the fact, where sources disagree, the source, then what to do next. What is behind a button elsewhere stands
 * as a section of its own, which Slack folds by itself when it is long.
 */
export function answerBlocks(view: AnswerView, rendering: Rendering): KnownBlock[] {
  const blocks: KnownBlock[] = sections(markupToMrkdwn(view.body));
  if (view.note !== undefined) blocks.push(...context(markupToMrkdwn(view.note).join('\n')));
  if (view.source !== undefined) blocks.push(...context(escapeText(view.source)));
  if (view.more !== undefined) {
    blocks.push(
      ...sections([
        `${bold(texts[rendering.language].more)}\n${markupToMrkdwn(view.more.body).join('\n\n')}`,
      ]),
    );
  }
  if (view.related.length > 0) {
    blocks.push(...context(bold(view.relatedLabel)), ...buttons(view.related.slice(0, 10), rendering));
  }
  blocks.push(...buttons(view.feedback.slice(0, 5), rendering));
  return blocks;
}

export function choiceBlocks(view: ChoiceView, rendering: Rendering): KnownBlock[] {
  return [...sections([escapeText(view.text)]), ...buttons(view.options.slice(0, 10), rendering)];
}

/** The tone is in the words already; the mark only helps the eye, and is read aloud by its name. */
const marks = {
  info: '',
  success: ':white_check_mark: ',
  warning: ':warning: ',
  error: ':x: ',
} as const;

export function noticeBlocks(view: NoticeView, rendering: Rendering): KnownBlock[] {
  return [
    ...sections([`${marks[view.tone]}${escapeText(view.text)}`]),
    ...buttons((view.actions ?? []).slice(0, 10), rendering),
  ];
}

export function helpBlocks(view: HelpView, rendering: Rendering): KnownBlock[] {
  const blocks: KnownBlock[] = [...header(view.heading), ...sections(markupToMrkdwn(view.intro))];
  for (const group of view.groups.slice(0, 12)) {
    const lines = group.items
      .slice(0, 25)
      .map((item) => `• ${bold(shorten(item.say, 200))}: ${escapeText(shorten(item.does, 300))}`);
    blocks.push(...sections([[bold(group.heading), ...lines].filter((line) => line !== '').join('\n')]));
  }
  return [...blocks, ...buttons(view.actions.slice(0, 10), rendering)];
}
