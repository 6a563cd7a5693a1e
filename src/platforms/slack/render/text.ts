import { withoutControls } from '../../../forms/text';
import type { Inline, Block as MarkupBlock } from '../../../views/markup';
import { parseMarkup } from '../../../views/markup';
import type { Markup } from '../../../views/views';

/**
 * Escapes what Slack's mrkdwn reads as control characters. That also disarms `<!channel>`, `<@U…>` and made-up links.
 * Control characters are dropped: Slack refuses some of them in JSON it has accepted otherwise.
 */
export function escapeText(text: string): string {
  const plain = withoutControls(text.replace(/\r\n?/g, '\n'));
  // Most texts have none of them, and one look tells.
  if (!/[&<>]/.test(plain)) return plain;
  return plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Text in bold, escaped; an asterisk inside would end the bold, so it becomes one that Slack doesn't read. */
export function bold(text: string): string {
  const line = escapeText(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\*/g, '∗')
    .trim();
  return line === '' ? '' : `*${line}*`;
}

/** A link in mrkdwn. An address that isn't http, https, mailto or tel is shown as text only. */
export function link(text: string, url: string): string {
  const label = escapeText(text.trim() === '' ? url : text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\|/g, '¦');
  if (!/^(https?:\/\/|mailto:|tel:)[^\s]+$/i.test(url)) return label;
  const address = url.replace(/&/g, '&amp;').replace(/</g, '%3C').replace(/>/g, '%3E').replace(/\|/g, '%7C');
  // A longer one would not fit in a text with its label.
  return address.length > 2000 ? label : `<${address}|${label}>`;
}

/** Our light markup as mrkdwn, one string a paragraph or list. */
export function markupToMrkdwn(markup: Markup): string[] {
  return parseMarkup(markup).map(block);
}

function block(part: MarkupBlock): string {
  if (part.type === 'paragraph') return part.lines.map(inline).join('\n');
  return part.items.map((item) => `• ${inline(item)}`).join('\n');
}

function inline(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (part.type === 'link') return link(part.text, part.url);
      return part.type === 'bold' ? bold(part.text) : escapeText(part.text);
    })
    .join('');
}

/**
 * Shortens plain text to at most `max` UTF-16 units with an ellipsis, at a word where one is near, never inside a
 * surrogate pair.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${atWord(text.slice(0, max - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Shortens text that is already mrkdwn: never inside an entity, a link or a surrogate pair. */
export function shortenMrkdwn(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = cutMrkdwn(text, max - 2);
  const lastLine = cut.slice(cut.lastIndexOf('\n') + 1);
  const open = (lastLine.match(/\*/g) ?? []).length % 2 === 1;
  return `${cut.trimEnd()}${open ? '*' : ''}…`;
}

/** Divides long plain text into pieces of at most `max`, at a word where one is near; nothing for nothing. */
export function splitPlain(text: string, max: number): string[] {
  if (text === '') return [];
  if (text.length <= max) return [text];
  const head = atWord(text.slice(0, max)).replace(/[\uD800-\uDBFF]$/, '');
  return [head, ...splitPlain(text.slice(head.length).trimStart(), max)];
}

/**
 * Divides long mrkdwn into pieces of at most `max`, under the same care as when it is shortened; between two lines where
 * that leaves no piece less than half full, so that a row or its bold part isn't broken.
 */
export function splitMrkdwn(text: string, max: number): string[] {
  if (text.length <= max) return [text];
  const cut = cutMrkdwn(text, max);
  const line = cut.lastIndexOf('\n');
  const head = line > max / 2 ? cut.slice(0, line) : cut;
  if (head === '') return [shortenMrkdwn(text, max)];
  return [head, ...splitMrkdwn(text.slice(head.length).trimStart(), max)];
}

/** The beginning of the text, at most `max`; empty when the text begins with a link that is longer. */
function cutMrkdwn(text: string, max: number): string {
  return atWord(text.slice(0, max))
    .replace(/&[a-z]{0,4}$/, '')
    .replace(/<[^>]*$/, '')
    .replace(/[\uD800-\uDBFF]$/, '');
}

function atWord(cut: string): string {
  const space = cut.lastIndexOf(' ');
  return space > cut.length - 30 && space > 0 ? cut.slice(0, space) : cut;
}
