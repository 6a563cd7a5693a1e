import type { View } from '../../views/views';

/**
 * Teams refuses a message larger than 28 KB with its card; the envelope that the connector adds (ids, names, serviceUrl)
 * needs some of it.
 */
export const MAX_MESSAGE_BYTES = 27 * 1024;

/** Ever shorter: characters kept of a text, and rows kept of a list. */
const levels = [
  { text: 2_000, rows: 60 },
  { text: 800, rows: 30 },
  { text: 300, rows: 20 },
  { text: 150, rows: 10 },
  { text: 80, rows: 5 },
] as const;

export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}

/** The view itself, then ever shorter versions of it. A form is never shortened: what was typed isn't ours to cut. */
export function* shorterVersions(view: View): Generator<View> {
  yield view;
  if (view.kind === 'form') return;
  for (const level of levels) yield cut(view, level) as View;
}

/** Names and ids of actions stay whole: a cut one would be another's. */
const WHOLE = new Set(['kind', 'name', 'id', 'tone', 'style', 'url', 'code']);

function cut(value: unknown, level: (typeof levels)[number]): unknown {
  if (typeof value === 'string') return shorten(value, level.text);
  if (Array.isArray(value)) return value.slice(0, level.rows).map((item) => cut(item, level));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, WHOLE.has(key) ? inner : cut(inner, level)]),
  );
}

/** At most so many characters, never half of one, with an ellipsis where something is missing. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const graphemes = new Intl.Segmenter('sv', { granularity: 'grapheme' }).segment(text.slice(0, limit + 32));
  let kept = '';
  for (const { segment } of graphemes) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
