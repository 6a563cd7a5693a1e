import { notice, replacing } from '../../records/commands/reply';
import { showInstead } from '../../records/commands/show-record';
import type { KindDefinition, KindDependencies } from '../../records/kind';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { Reply, TurnContext } from '../../turn/turn';
import type { AskDependencies } from './ask';
import { compose } from './compose';
import type { Asked } from './question';
import { answerLine } from './view';

export interface AnswerDependencies extends AskDependencies, KindDependencies {
  readonly initiative: KindDefinition<InitiativeContent>;
  readonly example: KindDefinition<ExampleContent>;
}

/**
 * The message that was answered in, as it is now; for someone whose message it isn't, and where there was none, the record
 * alone. @param key the bundle's, from the button.
 */
export async function showAnswered(
  context: TurnContext,
  asked: Asked,
  key: string | undefined,
  deps: AnswerDependencies,
  lead?: string,
): Promise<Reply> {
  deps.touch([asked.entry.code]);
  const bundle = key === undefined ? null : await deps.bundles.byKey(key);
  if (bundle?.people.includes(context.person.id)) {
    const { reply } = await compose(bundle, context.today, deps);
    return { ...reply, replace: true };
  }
  if (asked.kind === 'commitment') {
    const { answer } = asked.entry.content;
    return replacing(context, notice('success', answerLine(answer, context.language) ?? lead ?? ''));
  }
  return asked.kind === 'example'
    ? showInstead(deps.example, context, asked.entry, deps, lead)
    : showInstead(deps.initiative, context, asked.entry, deps, lead);
}
