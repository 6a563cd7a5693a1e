import type { HomeView } from '../../../views/views';
import type { JsonObject } from '../template';
import { base, optional, plain } from './base';
import { buttonRows, type CardContext } from './buttons';
import { listItems } from './list';

export function homeCard(view: HomeView, context: CardContext): JsonObject {
  return {
    ...base(context, homeSummary(view)),
    heading: plain(view.heading),
    ...optional('intro', plain(view.intro)),
    main: buttonRows(view.main, context),
    sections: view.sections.map((section) => ({
      heading: plain(section.heading),
      isEmpty: section.items.length === 0,
      empty: plain(section.empty),
      items: listItems(section.items, context),
    })),
    ...optional('footer', plain(view.footer)),
    rows: buttonRows(view.actions, context),
  };
}

/** For the notification: the headings, with how much stands under each. */
export function homeSummary(view: HomeView): string {
  const counts = view.sections.map(({ heading, items }) => `${heading}: ${items.length}`);
  return [view.heading, ...counts].join('. ');
}
