import type { Explained, Forgotten, KeptItem } from '../../privacy/personal-data';
import type { Language } from '../../turn/turn';
import type { ListView, RecordView } from '../../views/views';
import type { Counts } from './erase';
import { privacyTexts } from './texts';

/** One kind of data, with what there is of it. */
export interface Part {
  readonly name: string;
  readonly explained: Explained;
  readonly items: readonly KeptItem[];
}

/** What a phone shows without much scrolling; the file has all of it. */
const MOST_LINES = 5;

/** What is kept, why and how long; what there is nothing of is left out. */
export function ownDataView(parts: readonly Part[], language: Language): RecordView {
  const t = privacyTexts[language];
  const filled = parts.filter(({ items }) => items.length > 0);
  return {
    kind: 'record',
    code: '',
    kindLabel: t.kind,
    title: t.title,
    status: { label: t.status, tone: 'neutral' },
    facts: [],
    paragraphs:
      filled.length === 0
        ? [{ text: t.nothing }]
        : filled.map(({ explained, items }) => ({
            heading: explained.what,
            text: partText(explained, items, language),
          })),
    footnote: t.footnote,
    actions: [{ name: 'privacy.forget', label: t.forget }],
  };
}

function partText({ why, until }: Explained, items: readonly KeptItem[], language: Language): string {
  const t = privacyTexts[language];
  const rest = items.length - MOST_LINES;
  return [
    ...items.slice(0, MOST_LINES).map(({ line }) => `• ${line}`),
    ...(rest > 0 ? [t.more(rest)] : []),
    t.why(why, until),
  ].join('\n');
}

/** What would happen to it, and the button that does it. */
export function askView(parts: readonly Part[], language: Language): ListView {
  const t = privacyTexts[language];
  return {
    kind: 'list',
    heading: t.askTitle,
    intro: t.askIntro,
    items: parts
      .filter(({ items }) => items.length > 0)
      .map(({ explained, items }) => ({
        title: `${explained.what} (${items.length})`,
        detail: explained.erasure,
      })),
    empty: t.nothing,
    footer: t.askFooter,
    actions: [
      { name: 'privacy.erase', label: t.yes, style: 'danger' },
      { name: 'privacy.keep', label: t.no },
    ],
  };
}

/** What became of it. */
export function doneView(
  counts: Counts,
  explained: Readonly<Record<string, Explained>>,
  language: Language,
): ListView {
  const t = privacyTexts[language];
  const said = ({ erased, pseudonymised }: Forgotten): string =>
    [erased > 0 ? t.erased(erased) : '', pseudonymised > 0 ? t.pseudonymised(pseudonymised) : '']
      .filter((part) => part !== '')
      .join(', ');
  return {
    kind: 'list',
    heading: t.doneTitle,
    intro: t.doneIntro,
    items: Object.entries(counts)
      .filter(([, count]) => said(count) !== '')
      .map(([name, count]) => ({ title: explained[name]?.what ?? name, detail: said(count) })),
    empty: t.nothingLeft,
    footer: t.doneFooter,
    actions: [],
  };
}
