import { type KindHelp, kindCommands } from '../../records/commands/kind-commands';
import { type RecordActions, recordActions } from '../../records/feature';
import type { Feature } from '../../turn/command';
import { type ExampleDependencies, exampleKind } from './kind';

export type { ExampleDependencies } from './kind';

const help: KindHelp = {
  new: {
    say: { sv: 'exempel ny', en: 'example new' },
    does: {
      sv: 'öppnar formuläret för ett samverkansexempel',
      en: 'opens the form for a collaboration example',
    },
  },
  line: {
    say: {
      sv: 'exempel: rubrik | partner | principer | text',
      en: 'example: title | partner | principles | text',
    },
    does: { sv: 'loggar ett exempel på en rad', en: 'logs an example in one line' },
  },
  mine: {
    say: { sv: 'exempel mina', en: 'example mine' },
    does: { sv: 'visar exempel som du har loggat', en: 'shows examples that you have logged' },
  },
  all: {
    say: { sv: 'exempel alla', en: 'example all' },
    does: { sv: 'visar alla exempel, nyast först', en: 'shows all examples, newest first' },
  },
  search: {
    say: { sv: 'exempel sök läxhjälp', en: 'example search homework' },
    does: {
      sv: 'söker på ord, partner, princip eller år',
      en: 'searches by words, partner, principle or year',
    },
  },
};

/** Collaboration examples: log, list and search. `actions` is for the commands on a single record. */
export function createExamplesFeature(
  deps: ExampleDependencies,
): Feature & { readonly actions: RecordActions } {
  const kind = exampleKind(deps);
  return {
    name: 'examples',
    commands: kindCommands(kind, deps.names, help, deps),
    actions: recordActions(kind, deps),
  };
}
