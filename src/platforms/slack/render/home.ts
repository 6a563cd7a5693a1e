import type { KnownBlock } from '@slack/types';
import type { HomeSection, HomeView } from '../../../views/views';
import { buttons, context, header, type Rendering, sections } from './blocks';
import { itemBlock } from './list';
import { bold, escapeText, shorten } from './text';

const ITEMS = 8;

/** The home: main buttons first, so that they are under the thumb, then what waits and what has happened. */
export function homeBlocks(view: HomeView, rendering: Rendering): KnownBlock[] {
  return [
    ...header(view.heading),
    ...sections([escapeText(shorten(view.intro, 600))]),
    ...buttons(view.main.slice(0, 5), rendering),
    ...view.sections.slice(0, 6).flatMap((part) => sectionBlocks(part, rendering)),
    ...context(escapeText(shorten(view.footer, 500))),
    ...buttons(view.actions.slice(0, 5), rendering),
  ];
}

function sectionBlocks({ heading, items, empty }: HomeSection, rendering: Rendering): KnownBlock[] {
  const title = heading.trim() === '' ? '' : bold(shorten(heading, 200));
  if (items.length === 0) {
    const text = escapeText(shorten(empty, 500));
    return [{ type: 'divider' }, ...sections([[title, text].filter((line) => line !== '').join('\n')])];
  }
  const rows = items.slice(0, ITEMS).map((item) => itemBlock(item, rendering));
  return [{ type: 'divider' }, ...sections([title]), ...rows];
}
