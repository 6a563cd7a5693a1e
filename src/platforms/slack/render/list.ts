import type { KnownBlock, SectionBlock } from '@slack/types';
import type { DigestSection, DigestView, ListItem, ListView } from '../../../views/views';
import { limits } from '../limits';
import { texts } from '../texts';
import { button, buttons, context, header, plain, type Rendering, section, sections, size } from './blocks';
import { bold, escapeText, shorten } from './text';

/** Room for the items of a list: the message's 12,000 characters less heading, footer and actions. */
const LIST_ROOM = 8_500;
const LIST_ITEMS = 30;
const DIGEST_ITEMS = 8;

/** A list, an item a section with its button beside it. What doesn't fit is counted, not dropped in silence. */
export function listBlocks(view: ListView, rendering: Rendering): KnownBlock[] {
  const blocks: KnownBlock[] = [
    ...header(view.heading),
    ...sections([escapeText(shorten(view.intro ?? '', 1000))]),
  ];
  if (view.items.length === 0) blocks.push(...sections([escapeText(view.empty)]));
  const rows: SectionBlock[] = [];
  let room = LIST_ROOM;
  for (const item of view.items.slice(0, LIST_ITEMS)) {
    const row = itemBlock(item, rendering);
    room -= size([row]);
    if (room < 0) break;
    rows.push(row);
  }
  blocks.push(...rows);
  if (rows.length < view.items.length) {
    blocks.push(...context(texts[rendering.language].andMore(view.items.length - rows.length)));
  }
  if (view.footer !== undefined) blocks.push(...context(escapeText(shorten(view.footer, 500))));
  return [...blocks, ...buttons(view.actions.slice(0, 10), rendering)];
}

/** A row: what it is, and beside it the button that opens it. */
export function itemBlock(item: ListItem, rendering: Rendering): SectionBlock {
  const row = section(itemText(item));
  if (item.open === undefined) return row;
  // Read aloud, "Visa" alone would be the same for every item.
  const spoken = shorten(plain(`${item.open.label} ${item.code ?? item.title}`), limits.button);
  return {
    ...row,
    accessory: { ...button(item.open, rendering), ...(spoken !== '' && { accessibility_label: spoken }) },
  };
}

function itemText(item: ListItem): string {
  const title = bold(shorten(item.title, 200));
  const first = [item.code === undefined ? '' : bold(item.code), title]
    .filter((part) => part !== '')
    .join('  ');
  const detail = escapeText(shorten(item.detail ?? '', 300)).replace(/\s*\n\s*/g, ' ');
  return [first === '' ? '–' : first, detail].filter((line) => line !== '').join('\n');
}

/** The digest: numbers first, then the sections; what Teams folds away stands last, under its own label. */
export function digestBlocks(view: DigestView, rendering: Rendering): KnownBlock[] {
  const numbers = view.numbers
    .slice(0, 10)
    .map(({ label, value }) => `${bold(String(value))} ${escapeText(shorten(label, 100))}`);
  const blocks: KnownBlock[] = [
    ...header(view.title),
    ...context(escapeText(view.period)),
    ...sections([escapeText(shorten(view.greeting ?? '', 600)), numbers.join('\n')]),
    ...view.sections.slice(0, 8).flatMap((part) => digestSection(part, rendering)),
    ...chartBlocks(view.chart),
  ];
  if (view.more.length > 0) {
    blocks.push({ type: 'divider' }, ...sections([bold(texts[rendering.language].more)]));
    blocks.push(...view.more.slice(0, 6).flatMap((part) => digestSection(part, rendering)));
  }
  blocks.push(...context(escapeText(shorten(view.footer, 600))));
  return [...blocks, ...buttons(view.actions.slice(0, 10), rendering)];
}

/** A section's items as lines, with a button for each of the first five that can be opened, labelled by its code. */
function digestSection(part: DigestSection, rendering: Rendering): KnownBlock[] {
  const items = part.items.slice(0, DIGEST_ITEMS);
  const lines = items.map((item) => `• ${itemText(item).replace('\n', ': ')}`);
  if (part.items.length > items.length) {
    lines.push(texts[rendering.language].andMore(part.items.length - items.length));
  }
  const text = [bold(part.heading), escapeText(shorten(part.text ?? '', 500)), ...lines].filter(
    (line) => line !== '',
  );
  const open = items.flatMap((item) =>
    item.open === undefined ? [] : [{ ...item.open, label: item.code ?? item.title }],
  );
  return [...sections([text.join('\n')]), ...buttons(open.slice(0, 5), rendering)];
}

/** A bar chart in words and numbers; the bars after them are for the eye. */
function chartBlocks(chart: DigestView['chart']): KnownBlock[] {
  if (chart === undefined || chart.bars.length === 0) return [];
  const most = Math.max(1, ...chart.bars.map(({ value }) => value));
  const lines = chart.bars.slice(0, 15).map(({ label, value }) => {
    const bar = '▇'.repeat(Math.max(0, Math.round((value / most) * 10)));
    return `${escapeText(shorten(label, 60))}: ${value}  ${bar}`.trimEnd();
  });
  return sections([[bold(chart.title), ...lines].join('\n')]);
}
