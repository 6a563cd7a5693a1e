/** Slack escapes `&`, `<` and `>` in what people wrote, and writes mentions and links in angle brackets. */
export function readText(text: string, botUserId?: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inner: string) => readBracket(inner, botUserId))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
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
