import { type KindHelp, kindCommands } from '../../records/commands/kind-commands';
import { type RecordActions, recordActions } from '../../records/feature';
import type { Feature } from '../../turn/command';
import { type InitiativeDependencies, initiativeKind } from './kind';
import { markCommands } from './mark';
import { outcomeCommands } from './outcome';

export type { InitiativeDependencies } from './kind';

const help: KindHelp = {
  new: {
    say: { sv: 'dialog ny', en: 'dialogue new' },
    does: { sv: 'öppnar formuläret för ett dialoginitiativ', en: 'opens the form for a dialogue initiative' },
  },
  line: {
    say: { sv: 'dialog: ämne | motpart | datum', en: 'dialogue: subject | counterpart | date' },
    does: { sv: 'loggar en dialog på en rad', en: 'logs a dialogue in one line' },
  },
  mine: {
    say: { sv: 'dialog mina', en: 'dialogue mine' },
    does: { sv: 'visar dialoger som du har loggat', en: 'shows dialogues that you have logged' },
  },
  all: {
    say: { sv: 'dialog alla', en: 'dialogue all' },
    does: { sv: 'visar alla dialoger, nyast först', en: 'shows all dialogues, newest first' },
  },
  search: {
    say: { sv: 'dialog sök fritidsgård', en: 'dialogue search youth centre' },
    does: {
      sv: 'söker på ord, motpart, princip eller år',
      en: 'searches by words, counterpart, principle or year',
    },
  },
};

/** Dialogue initiatives: log, list, search and follow. `actions` is for the commands on a single record. */
export function createInitiativesFeature(
  deps: InitiativeDependencies,
): Feature & { readonly actions: RecordActions } {
  const kind = initiativeKind(deps);
  return {
    name: 'initiatives',
    commands: [
      ...kindCommands(kind, deps.names, help, deps),
      ...markCommands(kind, deps),
      ...outcomeCommands(kind, deps),
    ],
    actions: recordActions(kind, deps),
  };
}
