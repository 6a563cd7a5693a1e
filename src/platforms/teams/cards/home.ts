import type { Action, HomeView } from '../../../views/views';
import type { JsonObject } from '../template';
import { base, optional, plain } from './base';
import { button, buttonRows, type CardContext } from './buttons';
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
    refresh: refreshOf(view.refresh, context),
  };
}

/**
 * Teams presses this itself when the card is looked at a minute or more after it was made. Without `userIds` it does so for
 * everyone in a conversation of fewer than 60, and this card is only shown where there is one person.
 */
function refreshOf(action: Action | undefined, context: CardContext): JsonObject | undefined {
  if (action === undefined) return undefined;
  const { title, verb, data } = button(action, context);
  return { action: { type: 'Action.Execute', title, verb, data } };
}

/** For the notification: the headings, with how much stands under each. */
export function homeSummary(view: HomeView): string {
  const counts = view.sections.map(({ heading, items }) => `${heading}: ${items.length}`);
  return [view.heading, ...counts].join('. ');
}
