import { singleSpacedLines } from '../../../forms/text';

/** Slack escapes `&`, `<` and `>` in what people wrote, and writes mentions and links in angle brackets. */
export function readText(text: string, botUserId?: string): string {
  const plain = /[<&]/.test(text) ? readEscapes(text, botUserId) : text;
  return singleSpacedLines(plain).trim();
}

function readEscapes(text: string, botUserId: string | undefined): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inner: string) => readBracket(inner, botUserId))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** `@U1|anna` → `slack:U1`, the person's id with us; `#C1|allmänt` → `#allmänt`; a link → what was typed. */
function readBracket(inner: string, botUserId?: string): string {
  const [target = '', label] = inner.split('|', 2);
  if (target.startsWith('@')) return target.slice(1) === botUserId ? ' ' : `slack:${target.slice(1)}`;
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (target.startsWith('!')) return label ?? '';
  const address = target.replace(/^(mailto|tel):/, '');
  if (label === undefined || label === address || address.replace(/^https?:\/\//, '') === label) {
    return label ?? address;
  }
  return `${label} ${address}`;
}
