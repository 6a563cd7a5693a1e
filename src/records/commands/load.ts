import { BotError } from '../../turn/errors';
import type { TurnContext } from '../../turn/turn';
import { mayEdit, mayRead } from '../access';
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
  if (entry === undefined || !mayShow(kind, entry, context)) throw new BotError('record-not-found');
  return entry;
}

/** Whether the kind's own rule, or else the audience's, lets the record be shown in this turn. */
export function mayShow<C extends CommonContent>(
  kind: KindDefinition<C>,
  entry: Entry<C>,
  context: TurnContext,
): boolean {
  if (kind.isVisible === undefined) return mayRead(entry, context, kind.write);
  if (!kind.isVisible(entry, context)) return false;
  return !entry.withdrawn || mayEdit(entry, context.person, kind.write);
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
