import type { FileView } from '../../../views/views';
import { escapeMarkdown, type Surface } from '../markdown';
import type { JsonObject } from '../template';
import { base, optional, plain } from './base';
import type { CardContext } from './buttons';

/** What the file holds, and the link to it as a line of its own. */
export function fileText(view: FileView, surface: Surface): string {
  const text = surface === 'card' ? plain(view.text) : escapeMarkdown(view.text, surface);
  return [text, linkText(view, surface)].filter((part) => part !== '').join('\n\n');
}

/** The same in a card, where it takes another card's place. */
export function fileCard(view: FileView, context: CardContext): JsonObject {
  return {
    ...base(context, [view.text, view.link?.url].filter(Boolean).join('\n')),
    text: plain(view.text),
    ...optional('link', linkText(view, 'card')),
  };
}

/** Only web addresses become a link, with nothing in them that could end the Markdown early. */
function linkText({ link }: FileView, surface: Surface): string {
  if (link === undefined || !URL.canParse(link.url)) return '';
  const { protocol, href } = new URL(link.url);
  if (protocol !== 'https:' && protocol !== 'http:') return '';
  const safe = href.replace(/[()<>[\]\\]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${escapeMarkdown(link.label, surface)}](${safe})`;
}
