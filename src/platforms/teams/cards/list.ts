import type { ListItem, ListView } from '../../../views/views';
import type { JsonObject } from '../template';
import { base, optional, plain } from './base';
import { button, buttonRows, type CardContext } from './buttons';

export function listCard(view: ListView, context: CardContext): JsonObject {
  return {
    ...base(context, view.heading),
    heading: plain(view.heading),
    ...optional('intro', view.intro && plain(view.intro)),
    isEmpty: view.items.length === 0,
    empty: plain(view.empty),
    items: listItems(view.items, context),
    ...optional('footer', view.footer && plain(view.footer)),
    rows: buttonRows(view.actions, context),
  };
}

/** Rows of a list or of a digest's section. */
export function listItems(items: readonly ListItem[], context: CardContext): JsonObject[] {
  return items.map((item, index) => ({
    separator: index > 0,
    title: plain(item.code === undefined ? item.title : `${item.code} ${item.title}`),
    ...optional('detail', item.detail && plain(item.detail)),
    hasOpen: item.open !== undefined,
    open: item.open && button(item.open, context),
    answers: buttonRows((item.actions ?? []).slice(0, 6), context),
  }));
}
