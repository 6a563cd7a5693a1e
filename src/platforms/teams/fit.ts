import type { DigestSection, View } from '../../views/views';

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

/** Ever less of what a digest folds: characters of a record's row, and records of a section. */
const foldedLevels = [
  { text: 80, rows: 60 },
  { text: 60, rows: 60 },
  { text: 60, rows: 6 },
  { text: 60, rows: 4 },
  { text: 60, rows: 3 },
  { text: 60, rows: 2 },
] as const;

/**
 * The view itself, then ever shorter versions of it. A form is never shortened: what was typed isn't ours to cut. A digest
 * first loses records of what it folds: what is seen at a glance, and the coordinator's greeting, stay whole the longest.
 */
export function* shorterVersions(view: View): Generator<View> {
  yield view;
  if (view.kind === 'form') return;
  if (view.kind === 'digest') {
    for (const level of foldedLevels) {
      yield { ...view, more: view.more.map((section) => cutRecords(section, level)) };
    }
  }
  for (const level of levels) yield cut(view, level) as View;
}

/** The section with fewer records; days, coverage and what else there is stay. A text that counts them goes with them. */
function cutRecords(section: DigestSection, { text, rows }: (typeof foldedLevels)[number]): DigestSection {
  let records = 0;
  const items = section.items.flatMap((item) => {
    if (item.code === undefined) return [item];
    records += 1;
    if (records > rows) return [];
    const { title, detail } = item;
    return [
      {
        ...item,
        title: shorten(title, text),
        ...(detail === undefined ? {} : { detail: shorten(detail, text) }),
      },
    ];
  });
  const { text: said, ...rest } = section;
  return { ...rest, ...(said === undefined || records > rows ? {} : { text: said }), items };
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
