import { markupToPlain } from '../../../views/markup';
import type { Action, ChoiceView, HelpView, NoticeView } from '../../../views/views';
import { markupToMarkdown } from '../markdown';
import type { JsonObject } from '../template';
import { base, plain } from './base';
import { buttonRows, type CardContext } from './buttons';

/** The buttons of a question back. */
export function choiceCard(view: ChoiceView, context: CardContext): JsonObject {
  return buttonsUnder(view.text, view.options, context);
}

/** The buttons under a notice. */
export function noticeCard(view: NoticeView, context: CardContext): JsonObject {
  return buttonsUnder(view.text, view.actions ?? [], context);
}

/** Buttons under a message that says the text; where the card stands alone it says the text as well. */
function buttonsUnder(text: string, actions: readonly Action[], context: CardContext): JsonObject {
  const rows = buttonRows(actions, context, { keep: !context.standalone });
  const isShortened = context.standalone && context.shortened;
  return { ...base(context, text), isShortened, text: plain(text), rows };
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
