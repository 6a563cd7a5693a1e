import type { Markup } from './views';

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'bold'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string };

export type Block =
  | { readonly type: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly type: 'list'; readonly items: readonly (readonly Inline[])[] };

const INLINE = /\[([^\]\n]+)\]\(((?:https?:\/\/|mailto:|tel:)[^)\s]+)\)|\*\*([^*\n]+)\*\*/g;

/**
 * Parses our light markup into blocks. Only https, http, mailto and tel become links; anything else stays text,
 * so a pack can't bring in a `javascript:` address.
 */
export function parseMarkup(markup: Markup): Block[] {
  const blocks: Block[] = [];
  for (const chunk of markup.replace(/\r\n?/g, '\n').split(/\n\s*\n/)) {
    let paragraph: Inline[][] = [];
    let items: Inline[][] = [];
    const flush = (): void => {
      if (paragraph.length > 0) blocks.push({ type: 'paragraph', lines: paragraph });
      if (items.length > 0) blocks.push({ type: 'list', items });
      paragraph = [];
      items = [];
    };
    for (const raw of chunk.split('\n')) {
      const line = raw.trim();
      if (line === '') continue;
      if (line.startsWith('- ')) {
        if (paragraph.length > 0) flush();
        items.push(parseInline(line.slice(2)));
      } else {
        if (items.length > 0) flush();
        paragraph.push(parseInline(line));
      }
    }
    flush();
  }
  return blocks;
}

/** Parses bold and links within one line. */
export function parseInline(line: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of line.matchAll(INLINE)) {
    if (match.index > end) parts.push({ type: 'text', text: line.slice(end, match.index) });
    const [, label, url, bold] = match;
    if (label !== undefined && url !== undefined) parts.push({ type: 'link', text: label, url });
    else if (bold !== undefined) parts.push({ type: 'bold', text: bold });
    end = match.index + match[0].length;
  }
  if (end < line.length) parts.push({ type: 'text', text: line.slice(end) });
  return parts;
}

/** The markup as plain text: links show their text, list lines start with "• ". */
export function markupToPlain(markup: Markup): string {
  const inline = (parts: readonly Inline[]): string => parts.map((part) => part.text).join('');
  return parseMarkup(markup)
    .map((block) =>
      block.type === 'paragraph'
        ? block.lines.map(inline).join('\n')
        : block.items.map((item) => `• ${inline(item)}`).join('\n'),
    )
    .join('\n\n');
}

/** Plain text, such as what a coordinator wrote, as markup that shows it as it is: a zero-width space breaks up what would be markup. */
export function plainToMarkup(text: string): Markup {
  return text.replace(/\*\*/g, '*\u200b*').replace(/\]\(/g, ']\u200b(');
}
