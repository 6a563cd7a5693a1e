import { type DueDependencies, findAsked } from './due';
import type { Bundle } from './model';
import { type Asked, readTarget } from './question';
import type { States } from './states';
import { type BundleViewDependencies, type Composed, composeBundle } from './view';

export interface ComposeDependencies extends DueDependencies, BundleViewDependencies {
  readonly states: States;
}

/** Reads everything that a bundle is about, and shows it as it is now. @throws BotError `store-away`. */
export async function compose(
  bundle: Bundle,
  today: string,
  deps: ComposeDependencies,
  more?: number,
): Promise<Composed & { readonly records: ReadonlyMap<string, Asked> }> {
  const codes = [...new Set(bundle.items.flatMap(({ question }) => readTarget(question)?.code ?? []))];
  const [found, states] = await Promise.all([
    Promise.all(codes.map((code) => findAsked(deps, code))),
    deps.states.of(bundle.items.map(({ question }) => question)),
  ]);
  const records = new Map(found.flatMap((asked) => (asked === undefined ? [] : [[asked.entry.code, asked]])));
  return { ...composeBundle({ bundle, today, records, states, more }, deps), records };
}
