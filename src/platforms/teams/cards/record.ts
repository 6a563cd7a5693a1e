import type { Link, RecordView } from '../../../views/views';
import { escapeMarkdown } from '../markdown';
import type { JsonObject } from '../template';
import { texts } from '../texts';
import { base, optional, plain } from './base';
import { buttonRows, type CardContext } from './buttons';

// Teams' green is too light on white for small text; the word says it all the same.
const colours = { neutral: 'Default', good: 'Default', attention: 'Warning' } as const;

/** One record. The status is said in words; the colour only supports them. */
export function recordCard(view: RecordView, context: CardContext): JsonObject {
  const { links = [], history = [] } = view;
  return {
    ...base(context, recordSummary(view)),
    ...optional('lead', view.lead && plain(view.lead)),
    code: plain(view.code),
    kindLabel: plain(view.kindLabel),
    title: plain(view.title),
    status: plain(view.status.label),
    statusColor: colours[view.status.tone],
    hasFacts: view.facts.length > 0,
    facts: view.facts.map((fact) => ({ title: plain(fact.label), value: plain(fact.value) })),
    paragraphs: view.paragraphs.map((paragraph) => ({
      ...optional('heading', paragraph.heading && plain(paragraph.heading)),
      text: plain(paragraph.text),
    })),
    links: links.map((link) => ({ text: linkText(link) })),
    historyLabel: texts[context.language].history,
    hasHistory: history.length > 0,
    history: history.map((line) => ({ text: plain(line) })),
    ...optional('footnote', view.footnote && plain(view.footnote)),
    rows: buttonRows(view.actions, context),
  };
}

/** For the notification: what happened, and to what. */
export function recordSummary(view: RecordView): string {
  return [view.lead, `${view.code} ${view.title}`].filter(Boolean).join(' ');
}

/** Someone else's link: only web addresses become one, with nothing in them that could end the Markdown early. */
function linkText(link: Link): string {
  const label = escapeMarkdown(link.label, 'card');
  const url = URL.canParse(link.url) ? new URL(link.url) : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) return `${label}: ${plain(link.url)}`;
  return `[${label}](${url.href.replace(/[()<>[\]\\]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}
