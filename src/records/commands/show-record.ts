import type { Reply, TurnContext } from '../../turn/turn';
import type { CommonContent, Entry } from '../entry';
import type { KindDefinition, KindDependencies } from '../kind';
import { recordView } from '../view';
import { viewerOf } from './form-show';
import { replacing } from './reply';

/** The record as this person sees it, in place of the card whose button was pressed; `lead` is said above it. */
export function showInstead<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  entry: Entry<C>,
  deps: KindDependencies,
  lead?: string,
): Reply {
  return replacing(context, recordView(kind, entry, viewerOf(context), deps, { lead }));
}
