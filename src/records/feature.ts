import { z } from 'zod';
import { type Command, defineCommand, type Feature } from '../turn/command';
import { BotError } from '../turn/errors';
import type { Reply, TurnContext } from '../turn/turn';
import { parseCode } from './codes';
import { editForm } from './commands/form-flow';
import { restoreRecord, showRecord, withdrawRecord } from './commands/single-flow';
import type { CommonContent } from './entry';
import type { KindDefinition, KindDependencies } from './kind';

/** What can be done with one record, whatever its kind. */
export interface RecordActions {
  /** The letter of the codes that it answers for. */
  readonly letter: string;
  show(context: TurnContext, code: string): Promise<Reply>;
  history(context: TurnContext, code: string): Promise<Reply>;
  edit(context: TurnContext, code: string): Promise<Reply>;
  withdraw(context: TurnContext, code: string): Promise<Reply>;
  restore(context: TurnContext, code: string, version?: number): Promise<Reply>;
}

export function recordActions<C extends CommonContent>(
  kind: KindDefinition<C>,
  deps: KindDependencies,
): RecordActions {
  return {
    letter: kind.letter,
    show: (context, code) => showRecord(kind, context, code, deps),
    history: (context, code) => showRecord(kind, context, code, deps, { history: true }),
    edit: (context, code) => editForm(kind, context, code, deps),
    withdraw: (context, code) => withdrawRecord(kind, context, code),
    restore: (context, code, version) => restoreRecord(kind, context, { code, version }, deps),
  };
}

/** A code, and on buttons that undo something the version it was pressed on: `D-2026-003@4`. */
const codeRequest = z.object({
  id: z
    .string()
    .min(1)
    .max(150)
    .transform((text) => {
      const [code = '', version] = text.split('@');
      return { code: parseCode(code) ?? '', version: version === undefined ? undefined : Number(version) };
    }),
});

interface Verb {
  readonly name: keyof Omit<RecordActions, 'letter'>;
  readonly slot: string;
  readonly write: boolean;
  readonly say: { readonly sv: string; readonly en: string };
  readonly does: { readonly sv: string; readonly en: string };
}

const verbs: readonly Verb[] = [
  {
    name: 'show',
    slot: '<show>',
    write: false,
    say: { sv: 'E-2026-014', en: 'E-2026-014' },
    does: { sv: 'visar posten med det numret', en: 'shows the record with that number' },
  },
  {
    name: 'edit',
    slot: '<edit>',
    write: true,
    say: { sv: 'E-2026-014 ändra', en: 'E-2026-014 edit' },
    does: { sv: 'öppnar posten i formuläret', en: 'opens the record in the form' },
  },
  {
    name: 'withdraw',
    slot: '<withdraw>',
    write: true,
    say: { sv: 'E-2026-014 dra tillbaka', en: 'E-2026-014 withdraw' },
    does: { sv: 'döljer posten; den kan återställas', en: 'hides the record; it can be restored' },
  },
  {
    name: 'restore',
    slot: '<restore>',
    write: true,
    say: { sv: 'E-2026-014 återställ', en: 'E-2026-014 restore' },
    does: { sv: 'tar tillbaka en tillbakadragen post', en: 'brings a withdrawn record back' },
  },
  {
    name: 'history',
    slot: '<history>',
    write: false,
    say: { sv: 'E-2026-014 historik', en: 'E-2026-014 history' },
    does: { sv: 'visar vem som har ändrat vad', en: 'shows who has changed what' },
  },
];

/** The commands on one record: the code says which kind it is, so that they are the same words for all kinds. */
export function createRecordsFeature(kinds: readonly RecordActions[]): Feature {
  const kindOf = (code: string): RecordActions => {
    const kind = kinds.find(({ letter }) => code.startsWith(letter));
    if (kind === undefined) throw new BotError('record-not-found');
    return kind;
  };
  return { name: 'records', commands: verbs.map((verb) => verbCommand(verb, kindOf)) };
}

function verbCommand(verb: Verb, kindOf: (code: string) => RecordActions): Command {
  const places = ['', '<example> ', '<initiative> '];
  const bare = verb.name === 'show' ? places.map((place) => `${place}<code>`) : [];
  return defineCommand({
    name: `record.${verb.name}`,
    permission: verb.write ? 'record.edit' : 'record.read',
    effect: verb.write ? 'write' : 'read',
    phrases: [...bare, ...places.map((place) => `${place}<code> ${verb.slot}`)],
    ...(verb.name === 'edit' ? { opensForm: true } : {}),
    help: { say: verb.say, does: verb.does },
    request: codeRequest,
    run: async (context, { id: { code, version } }) => kindOf(code)[verb.name](context, code, version),
  });
}
