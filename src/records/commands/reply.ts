import type { Reply, TurnContext } from '../../turn/turn';
import type { NoticeView, View } from '../../views/views';

/** A reply in the turn's language. */
export function reply(context: TurnContext, ...views: readonly View[]): Reply {
  return { views, language: context.language };
}

/** A reply that takes the place of the card whose button was pressed. */
export function replacing(context: TurnContext, ...views: readonly View[]): Reply {
  return { views, language: context.language, replace: true };
}

export function notice(tone: NoticeView['tone'], text: string, actions?: NoticeView['actions']): NoticeView {
  return { kind: 'notice', tone, text, ...(actions === undefined ? {} : { actions }) };
}
