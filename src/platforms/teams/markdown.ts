import { type Block, type Inline, parseMarkup } from '../../views/markup';
import type { Markup } from '../../views/views';

/**
 * Where a text is shown. Both render a subset of Markdown; the message text lets HTML through as well, while a TextBlock
 * takes entities literally on some clients and computes `{{DATE(…)}}`.
 */
export type Surface = 'message' | 'card';

/** Characters that turn the direction of what follows, beyond the text that they stand in: they would garble our own words. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text as a client shows it literally, such as a button's title, without what would reach beyond it. */
export function literal(text: string): string {
  return text.replace(DIRECTION, '');
}

/** Signs that begin markup, and others that look like them and don't. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '*': '∗',
  '<': '‹',
  '>': '›',
  '`': 'ˋ',
  '](': ']\u2060(',
};

/**
 * Text where some clients render Markdown and others show it literally, such as a choice beside a box: an escape would be
 * seen on the one, a made-up link would work on the other.
 */
export function unmarked(text: string): string {
  return literal(text).replace(/[*<>`]|\]\(/g, (sign) => LOOKALIKES[sign] ?? sign);
}

/** Plain text that looks the same after the client has rendered it as Markdown. */
export function escapeMarkdown(text: string, surface: Surface): string {
  const marked = literal(text).replace(/[\\`*_[\]~|]/g, '\\$&');
  const html =
    surface === 'message'
      ? marked.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
      : marked.replace(/[&<>]/g, '\\$&').replace(/\{\{/g, '{\\{');
  return html
    .split('\n')
    .map((line) => line.replace(/^(\s*)([-+#=])/, '$1\\$2').replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2'))
    .join('\n');
}

/** Our light markup as Markdown for Teams, plain parts escaped. Lines of a paragraph stay lines. */
export function markupToMarkdown(markup: Markup, surface: Surface): string {
  return parseMarkup(markup)
    .map((block) => renderBlock(block, surface))
    .join('\n\n');
}

function renderBlock(block: Block, surface: Surface): string {
  const inline = (parts: readonly Inline[]): string =>
    parts.map((part) => renderInline(part, surface)).join('');
  if (block.type === 'list') return block.items.map((item) => `- ${inline(item)}`).join('\n');
  return block.lines.map(inline).join(surface === 'card' ? '\n\n' : '  \n');
}

function renderInline(part: Inline, surface: Surface): string {
  const text = escapeMarkdown(part.text, surface);
  if (part.type === 'text') return text;
  if (part.type === 'bold') return `**${text}**`;
  return `[${text}](${part.url.replace(/[()\s<>]/g, (c) => encodeURIComponent(c).replace(/[()]/g, hex))})`;
}

const hex = (c: string): string => `%${c.charCodeAt(0).toString(16).toUpperCase()}`;
