import type { KnownBlock } from '@slack/types';
import type { DigestSection, DigestView } from '../../../views/views';
import { texts } from '../texts';
import { buttons, context, header, type Rendering, sections } from './blocks';
import { itemText } from './list';
import { bold, escapeText, shorten } from './text';

const ITEMS = 12;
const BAR = 10;

/**
 * The digest at a glance. Slack can't fold: the rest comes by a button as an answer of its own, or, where there is none, last
 * and under its own label.
 */
export function digestBlocks(view: DigestView, rendering: Rendering): KnownBlock[] {
  const numbers = view.numbers
    .slice(0, 10)
    .map(({ label, value }) => `${bold(String(value))} ${escapeText(shorten(label, 100))}`);
  const folded = view.moreAction !== undefined;
  const more = view.moreAction === undefined || !hasRest(view) ? [] : [view.moreAction];
  return [
    ...header(view.title),
    ...context(escapeText(view.period)),
    ...sections([escapeText(shorten(view.greeting ?? '', 1500)), numbers.join('\n')]),
    ...(folded ? [] : chartBlocks(view.chart)),
    ...view.sections.slice(0, 12).flatMap((part) => sectionBlocks(part, rendering)),
    ...(folded ? [] : moreBlocks(view, rendering)),
    ...context(escapeText(shorten(view.footer, 600))),
    ...buttons([...more, ...view.actions.slice(0, 10)], rendering),
  ];
}

const hasRest = ({ more, chart }: DigestView): boolean => more.length > 0 || chart !== undefined;

function moreBlocks({ more }: DigestView, rendering: Rendering): KnownBlock[] {
  if (more.length === 0) return [];
  return [
    { type: 'divider' },
    ...sections([bold(texts[rendering.language].more)]),
    ...more.slice(0, 12).flatMap((part) => sectionBlocks(part, rendering)),
  ];
}

/** A section's items as lines, with a button for each of the first five that have a code, labelled by it. */
function sectionBlocks(part: DigestSection, rendering: Rendering): KnownBlock[] {
  const items = part.items.slice(0, ITEMS);
  const lines = items.map((item) => `• ${itemText(item).replace('\n', ': ')}`);
  if (part.items.length > items.length) {
    lines.push(texts[rendering.language].andMore(part.items.length - items.length));
  }
  const text = [bold(part.heading), escapeText(shorten(part.text ?? '', 500)), ...lines].filter(
    (line) => line !== '',
  );
  const open = items.flatMap(({ open: press, code }) =>
    press === undefined || code === undefined ? [] : [{ ...press, label: code }],
  );
  return [...sections([text.join('\n')]), ...buttons(open.slice(0, 5), rendering)];
}

/** A bar chart in words and numbers; the bars after them are for the eye. */
function chartBlocks(chart: DigestView['chart']): KnownBlock[] {
  if (chart === undefined || chart.bars.length === 0) return [];
  const most = Math.max(1, ...chart.bars.map(({ value }) => value));
  const lines = chart.bars.slice(0, 15).map(({ label, value }) => {
    const bar = '▇'.repeat(Math.max(0, Math.round((value / most) * BAR)));
    return `${escapeText(shorten(label, 60))}: ${value}  ${bar}`.trimEnd();
  });
  return sections([[bold(chart.title), ...lines].join('\n')]);
}
