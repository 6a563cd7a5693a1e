import { kindCommands } from '../../records/commands/kind-commands';
import { kindHelp } from '../../records/commands/kind-help';
import { type RecordActions, recordActions } from '../../records/feature';
import type { Feature } from '../../turn/command';
import { type ExampleDependencies, exampleKind } from './kind';
import { exampleWords } from './texts';

export type { ExampleDependencies } from './kind';

/** Collaboration examples: log, list and search. `actions` is for the commands on a single record. */
export function createExamplesFeature(
  deps: ExampleDependencies,
): Feature & { readonly actions: RecordActions } {
  const kind = exampleKind(deps);
  return {
    name: 'examples',
    commands: kindCommands(kind, deps.names, kindHelp(exampleWords), deps),
    actions: recordActions(kind, deps),
  };
}
