import type { KnownBlock, SectionBlock } from '@slack/types';
import type { ListItem, ListView } from '../../../views/views';
import { limits } from '../limits';
import { texts } from '../texts';
import { button, buttons, context, header, plain, type Rendering, section, sections, size } from './blocks';
import { bold, escapeText, shorten } from './text';

/** Room for the items of a list: the message's 12,000 characters less heading, footer and actions. */
const LIST_ROOM = 8_500;
const LIST_ITEMS = 30;
/** Of the message's 50; the rest is for heading, footer and actions. */
const LIST_BLOCKS = 38;

/** A list, an item a section with its button beside it and its answers under it. What doesn't fit is counted, not dropped in silence. */
export function listBlocks(view: ListView, rendering: Rendering): KnownBlock[] {
  const blocks: KnownBlock[] = [
    ...header(view.heading),
    ...sections([escapeText(shorten(view.intro ?? '', 1000))]),
  ];
  if (view.items.length === 0) blocks.push(...sections([escapeText(view.empty)]));
  const rows: KnownBlock[][] = [];
  let room = LIST_ROOM;
  for (const item of view.items.slice(0, LIST_ITEMS)) {
    const row = [itemBlock(item, rendering), ...buttons((item.actions ?? []).slice(0, 6), rendering)];
    room -= size(row);
    if (room < 0 || rows.flat().length + row.length > LIST_BLOCKS) break;
    rows.push(row);
  }
  blocks.push(...rows.flat());
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

/** A row's code, title and detail. */
export function itemText(item: ListItem): string {
  const title = bold(shorten(item.title, 200));
  const first = [item.code === undefined ? '' : bold(item.code), title]
    .filter((part) => part !== '')
    .join('  ');
  const detail = escapeText(shorten(item.detail ?? '', 300)).replace(/\s*\n\s*/g, ' ');
  return [first === '' ? '–' : first, detail].filter((line) => line !== '').join('\n');
}
