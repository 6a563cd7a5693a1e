import { BotError } from '../../turn/errors';
import type { TurnContext } from '../../turn/turn';
import { audienceOf, isVisible, mayEdit } from '../access';
import { parseCode } from '../codes';
import type { CommonContent, Entry } from '../entry';
import type { KindDefinition } from '../kind';

/**
 * The record that the person may see here. One that they may not see, and a withdrawn one that they couldn't restore, is
 * said not to be there: that it exists is nobody else's business.
 * @throws BotError `record-not-found`.
 */
export async function loadVisible<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  text: string,
): Promise<Entry<C>> {
  const code = parseCode(text);
  const entry = code === undefined ? undefined : await kind.repository.byCode(code);
  const visible = entry !== undefined && isVisible(entry, audienceOf(context.person, context.place));
  if (!visible || (entry.withdrawn && !mayEdit(entry, context.person, kind.write))) {
    throw new BotError('record-not-found');
  }
  return entry;
}

/** The record that the person may change. @throws BotError `record-not-found`, `not-allowed`. */
export async function loadEditable<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  text: string,
): Promise<Entry<C>> {
  const entry = await loadVisible(kind, context, text);
  if (!mayEdit(entry, context.person, kind.write)) throw new BotError('not-allowed');
  return entry;
}
