import { kindCommands } from '../../records/commands/kind-commands';
import { kindHelp } from '../../records/commands/kind-help';
import { type RecordActions, recordActions } from '../../records/feature';
import type { Feature } from '../../turn/command';
import { type InitiativeDependencies, initiativeKind } from './kind';
import { markCommands } from './mark';
import { outcomeCommands } from './outcome';
import { initiativeWords } from './texts';

export type { InitiativeDependencies } from './kind';

/** Dialogue initiatives: log, list, search and follow. `actions` is for the commands on a single record. */
export function createInitiativesFeature(
  deps: InitiativeDependencies,
): Feature & { readonly actions: RecordActions } {
  const kind = initiativeKind(deps);
  return {
    name: 'initiatives',
    commands: [
      ...kindCommands(kind, deps.names, kindHelp(initiativeWords), deps),
      ...markCommands(kind, deps),
      ...outcomeCommands(kind, deps),
    ],
    actions: recordActions(kind, deps),
  };
}
