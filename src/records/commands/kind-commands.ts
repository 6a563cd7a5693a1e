import { z } from 'zod';
import { type Command, defineCommand } from '../../turn/command';
import type { Names } from '../catalog';
import type { CommonContent } from '../entry';
import type { KindDefinition, KindDependencies } from '../kind';
import { keepForm, newForm, saveForm } from './form-flow';
import type { KindHelp } from './kind-help';
import { saveLine } from './line-flow';
import { showList, showSearch } from './list-flow';
import { formValues, sentForm } from './sent-form';
import { withdrawLatest } from './single-flow';

/** Nothing, or what is known already, such as the text of the message that it is about. */
const prefilled = z.object({ values: formValues.optional() });
const line = z.object({ argument: z.string().default('') });
const listPage = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .default('1'),
});
const searchPage = z.object({
  argument: z.string().optional(),
  id: z
    .string()
    .regex(/^[1-9]\d{0,4}:/)
    .optional(),
});

/** The commands that every kind of record has under its own words: log by form or line, list, search. */
export function kindCommands<C extends CommonContent>(
  kind: KindDefinition<C>,
  names: Names,
  help: KindHelp,
  deps: KindDependencies,
): Command[] {
  const drafts = kind.drafts === true ? [draftsCommand(kind)] : [];
  return [...writingCommands(kind, help, deps), withdrawing(kind), ...reading(kind, names, help), ...drafts];
}

/** Log by form or by line, and save what a form holds. */
export function writingCommands<C extends CommonContent>(
  kind: KindDefinition<C>,
  help: Pick<KindHelp, 'new' | 'line'>,
  deps: KindDependencies,
): Command[] {
  const write = { permission: kind.write, effect: 'write' } as const;
  return [
    defineCommand({
      ...write,
      name: `${kind.name}.new`,
      phrases: [`<${kind.slot}> <new>`],
      opensForm: true,
      help: help.new,
      request: prefilled,
      run: async (context, { values }) => newForm(kind, context, deps, values),
    }),
    defineCommand({
      ...write,
      name: `${kind.name}.line`,
      phrases: [`<${kind.slot}>: …`, `<${kind.slot}> <new>: …`],
      help: help.line,
      request: line,
      run: (context, { argument }) => saveLine(kind, context, argument, deps),
    }),
    defineCommand({
      ...write,
      name: `${kind.name}.save`,
      phrases: [],
      request: sentForm,
      run: (context, sent) => saveForm(kind, context, sent, deps),
      whileAway: (context, sent) => keepForm(kind, context, sent),
    }),
  ];
}

function reading<C extends CommonContent>(kind: KindDefinition<C>, names: Names, help: KindHelp): Command[] {
  const read = { permission: 'record.read', effect: 'read' } as const;
  return [
    defineCommand({
      ...read,
      name: `${kind.name}.mine`,
      phrases: [`<${kind.slot}> <mine>`],
      personal: true,
      help: help.mine,
      request: listPage,
      run: (context, { id }) => showList(kind, context, 'mine', Number(id)),
    }),
    defineCommand({
      ...read,
      name: `${kind.name}.ours`,
      phrases: [`<${kind.slot}> <ours>`],
      request: listPage,
      run: (context, { id }) => showList(kind, context, 'ours', Number(id)),
    }),
    defineCommand({
      ...read,
      name: `${kind.name}.all`,
      phrases: [`<${kind.slot}>`, `<${kind.slot}> <all>`],
      help: help.all,
      request: listPage,
      run: (context, { id }) => showList(kind, context, 'all', Number(id)),
    }),
    defineCommand({
      ...read,
      name: `${kind.name}.search`,
      phrases: [`<${kind.slot}> <search> …`],
      help: help.search,
      request: searchPage,
      run: (context, request) => {
        const { page, text } = readSearchPage(request);
        return showSearch(kind, context, text, page, names);
      },
    }),
  ];
}

/** Reached by sentences (`ta bort mitt senaste exempel`), not by phrases of its own. */
function withdrawing<C extends CommonContent>(kind: KindDefinition<C>): Command {
  return defineCommand({
    name: `${kind.name}.withdrawLast`,
    permission: kind.write,
    effect: 'write',
    phrases: [],
    request: z.object({}),
    run: (context) => withdrawLatest(kind, context),
  });
}

function draftsCommand<C extends CommonContent>(kind: KindDefinition<C>): Command {
  return defineCommand({
    name: `${kind.name}.drafts`,
    permission: kind.write,
    effect: 'read',
    phrases: [`<${kind.slot}> <drafts>`],
    personal: true,
    request: listPage,
    run: (context, { id }) => showList(kind, context, 'drafts', Number(id)),
  });
}

/** The words, or what the buttons between pages carry: `2:läxhjälp`. */
function readSearchPage({ argument = '', id }: z.infer<typeof searchPage>): { page: number; text: string } {
  if (id === undefined) return { page: 1, text: argument };
  const colon = id.indexOf(':');
  return { page: Number(id.slice(0, colon)), text: id.slice(colon + 1) };
}
