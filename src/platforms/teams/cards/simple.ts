import { markupToPlain } from '../../../views/markup';
import type { ChoiceView, HelpView, NoticeView } from '../../../views/views';
import { markupToMarkdown } from '../markdown';
import type { JsonObject } from '../template';
import { base, plain } from './base';
import { buttonRows, type CardContext } from './buttons';

/** A question back, with its buttons. */
export function choiceCard(view: ChoiceView, context: CardContext): JsonObject {
  return { ...base(context, view.text), text: plain(view.text), rows: buttonRows(view.options, context) };
}

/** The buttons under a notice; alone, with its text. */
export function noticeCard(view: NoticeView, context: CardContext): JsonObject {
  const rows = buttonRows(view.actions ?? [], context, { keep: !context.standalone });
  const isShortened = context.standalone && context.shortened;
  return { ...base(context, view.text), isShortened, text: plain(view.text), rows };
}

/** What can be said, in groups. */
export function helpCard(view: HelpView, context: CardContext): JsonObject {
  return {
    ...base(context, `${view.heading}\n\n${markupToPlain(view.intro)}`),
    heading: plain(view.heading),
    intro: markupToMarkdown(view.intro, 'card'),
    groups: view.groups.map((group) => ({
      heading: plain(group.heading),
      items: group.items.map((item) => ({ say: plain(item.say), does: plain(item.does) })),
    })),
    rows: buttonRows(view.actions, context),
  };
}
