import type { KnownBlock } from '@slack/types';
import type { FileView } from '../../../views/views';
import { sections } from './blocks';
import { escapeText, link } from './text';

/** A link and not a button: Slack would tell the bot of a press, and want an answer to it. */
export function fileBlocks({ text, link: to }: FileView): KnownBlock[] {
  return sections([escapeText(text), ...(to === undefined ? [] : [link(to.label, to.url)])]);
}
