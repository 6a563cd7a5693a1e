import type { ActionsBlock, Button, ContextBlock, HeaderBlock, KnownBlock, SectionBlock } from '@slack/types';
import { singleSpaced, withoutControls } from '../../../forms/text';
import type { Language } from '../../../turn/turn';
import type { Action } from '../../../views/views';
import { actionId, actionValue } from '../actions';
import { limits } from '../limits';
import { shorten, shortenMrkdwn, splitMrkdwn, splitPlain } from './text';

/** What a renderer needs to know: the language of the reply, and a counter that keeps action ids unique in a message. */
export interface Rendering {
  readonly language: Language;
  readonly next: () => number;
}

/** A fresh rendering, for one message, modal or home tab. */
export function rendering(language: Language): Rendering {
  let count = 0;
  return { language, next: () => count++ };
}

/** A section of text that is already mrkdwn. `verbatim` keeps Slack from making mentions of what people wrote. */
export function section(mrkdwn: string): SectionBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: shortenMrkdwn(mrkdwn, limits.text), verbatim: true },
  };
}

/** Sections of at most 3,000 characters, divided between the parts (paragraphs) rather than within them. */
export function sections(parts: readonly string[]): SectionBlock[] {
  const texts: string[] = [];
  for (const part of parts
    .flatMap((text) => splitMrkdwn(text.trim(), limits.text))
    .filter((text) => text !== '')) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + part.length + 2 <= limits.text)
      texts[texts.length - 1] = `${last}\n\n${part}`;
    else texts.push(part);
  }
  return texts.map(section);
}

/** What people wrote, sign for sign: no mrkdwn, so that asterisks and underscores stay what they are. */
export function plainSections(text: string): SectionBlock[] {
  return splitPlain(withoutControls(text.replace(/\r\n?/g, '\n')).trim(), limits.text).map((part) => ({
    type: 'section',
    text: { type: 'plain_text', text: part, emoji: false },
  }));
}

/** A heading. Plain text: it isn't escaped, since Slack shows it as it stands. */
export function header(text: string): HeaderBlock[] {
  const line = plain(text);
  if (line === '') return [];
  return [{ type: 'header', text: { type: 'plain_text', text: shorten(line, limits.header), emoji: false } }];
}

/** A line in small type, already mrkdwn; nothing when it is blank. */
export function context(mrkdwn: string): ContextBlock[] {
  if (mrkdwn.trim() === '') return [];
  return [
    {
      type: 'context',
      elements: [{ type: 'mrkdwn', text: shortenMrkdwn(mrkdwn, limits.text), verbatim: true }],
    },
  ];
}

/** A button. Its label is plain text, which Slack shows as it stands. */
export function button(action: Action, { language, next }: Rendering): Button {
  const label = plain(action.label) || '…';
  return {
    type: 'button',
    text: { type: 'plain_text', text: shorten(label, limits.button), emoji: false },
    action_id: actionId(action.name, next()),
    value: actionValue(action, language),
    ...(action.style !== undefined && { style: action.style }),
  };
}

/** Buttons in rows of five, which is what a phone shows without folding. */
export function buttons(actions: readonly Action[], context: Rendering): ActionsBlock[] {
  const rows: ActionsBlock[] = [];
  for (let index = 0; index < actions.length; index += 5) {
    const elements = actions.slice(index, index + 5).map((action) => button(action, context));
    rows.push({ type: 'actions', elements });
  }
  return rows;
}

/** One line of plain text, without control characters. */
export function plain(text: string): string {
  return singleSpaced(withoutControls(text)).trim();
}

/** Number of characters of the blocks as Slack counts them: serialised. */
export function size(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}
