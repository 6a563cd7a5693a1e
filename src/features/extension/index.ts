import type { Names } from '../../records/catalog';
import type { KindDefinition, KindDependencies } from '../../records/kind';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { Feature } from '../../turn/command';
import { captureCommand } from './capture';
import { findable, findCommand } from './find';

export interface ExtensionDependencies extends KindDependencies {
  readonly example: KindDefinition<ExampleContent>;
  readonly initiative: KindDefinition<InitiativeContent>;
  readonly names: Names;
}

/** What is started from somebody's message or from where one writes: nothing here is called by words. */
export function createExtensionFeature(deps: ExtensionDependencies): Feature {
  const { example, initiative, names } = deps;
  return {
    name: 'extension',
    commands: [
      captureCommand(example, deps),
      findCommand([findable(example, deps), findable(initiative, deps)], names),
    ],
  };
}
