import { z } from 'zod';
import { type Command, defineCommand, type Feature } from '../turn/command';
import { BotError } from '../turn/errors';
import type { Permission } from '../turn/permissions';
import type { Reply, TurnContext } from '../turn/turn';
import { parseCode } from './codes';
import { copyForm, editForm, type SentForm } from './commands/form-flow';
import { commentOn, confirmRecord, saveComment } from './commands/respond-flow';
import { sentForm } from './commands/sent-form';
import { publishRecord, restoreRecord, showRecord, withdrawRecord } from './commands/single-flow';
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
  publish(context: TurnContext, code: string): Promise<Reply>;
  copy(context: TurnContext, code: string): Promise<Reply>;
  confirm(context: TurnContext, code: string): Promise<Reply>;
  comment(context: TurnContext, code: string, text?: string): Promise<Reply>;
  saveComment(context: TurnContext, sent: SentForm): Promise<Reply>;
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
    publish: (context, code) => publishRecord(kind, context, code, deps),
    copy: (context, code) => copyForm(kind, context, code, deps),
    confirm: (context, code) => confirmRecord(kind, context, code, deps),
    comment: (context, code, text) => commentOn(kind, context, { code, text }, deps),
    saveComment: (context, sent) => saveComment(kind, context, sent, deps),
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
  readonly name: keyof Omit<RecordActions, 'letter' | 'comment' | 'saveComment'>;
  readonly slot: string;
  readonly permission: Permission;
  readonly opensForm?: boolean;
  readonly say: { readonly sv: string; readonly en: string };
  readonly does: { readonly sv: string; readonly en: string };
}

const verbs: readonly Verb[] = [
  {
    name: 'show',
    slot: '<show>',
    permission: 'record.read',
    say: { sv: 'E-2026-014', en: 'E-2026-014' },
    does: { sv: 'visar posten med det numret', en: 'shows the record with that number' },
  },
  {
    name: 'edit',
    slot: '<edit>',
    permission: 'record.edit',
    opensForm: true,
    say: { sv: 'E-2026-014 ändra', en: 'E-2026-014 edit' },
    does: { sv: 'öppnar posten i formuläret', en: 'opens the record in the form' },
  },
  {
    name: 'withdraw',
    slot: '<withdraw>',
    permission: 'record.edit',
    say: { sv: 'E-2026-014 dra tillbaka', en: 'E-2026-014 withdraw' },
    does: { sv: 'döljer posten; den kan återställas', en: 'hides the record; it can be restored' },
  },
  {
    name: 'restore',
    slot: '<restore>',
    permission: 'record.edit',
    say: { sv: 'E-2026-014 återställ', en: 'E-2026-014 restore' },
    does: { sv: 'tar tillbaka en tillbakadragen post', en: 'brings a withdrawn record back' },
  },
  {
    name: 'history',
    slot: '<history>',
    permission: 'record.read',
    say: { sv: 'E-2026-014 historik', en: 'E-2026-014 history' },
    does: { sv: 'visar vem som har ändrat vad', en: 'shows who has changed what' },
  },
  {
    name: 'publish',
    slot: '<publish>',
    permission: 'record.edit',
    say: { sv: 'E-2026-014 publicera', en: 'E-2026-014 publish' },
    does: { sv: 'gör ett utkast synligt för andra', en: 'makes a draft visible to others' },
  },
  {
    name: 'copy',
    slot: '<copy>',
    permission: 'record.edit',
    opensForm: true,
    say: { sv: 'E-2026-014 kopiera', en: 'E-2026-014 copy' },
    does: { sv: 'öppnar ett nytt formulär med samma innehåll', en: 'opens a new form with the same content' },
  },
  {
    name: 'confirm',
    slot: '<confirm>',
    permission: 'record.respond',
    say: { sv: 'E-2026-014 bekräfta', en: 'E-2026-014 confirm' },
    does: {
      sv: 'bekräftar en post som nämner en ansluten aktör',
      en: 'confirms a record that names a signatory',
    },
  },
];

/** The code alone says which kind it is; naming the kind as well is allowed. */
const PLACES = ['', '<example> ', '<initiative> ', '<matter> '];

/** The commands on one record: the code says which kind it is, so that they are the same words for all kinds. */
export function createRecordsFeature(kinds: readonly RecordActions[]): Feature {
  const kindOf = (code: string): RecordActions => {
    const kind = kinds.find(({ letter }) => code.startsWith(letter));
    if (kind === undefined) throw new BotError('record-not-found');
    return kind;
  };
  return {
    name: 'records',
    commands: [...verbs.map((verb) => verbCommand(verb, kindOf)), ...commentCommands(kindOf)],
  };
}

function verbCommand(verb: Verb, kindOf: (code: string) => RecordActions): Command {
  const places = PLACES;
  const bare = verb.name === 'show' ? places.map((place) => `${place}<code>`) : [];
  return defineCommand({
    name: `record.${verb.name}`,
    permission: verb.permission,
    effect: verb.permission === 'record.read' ? 'read' : 'write',
    phrases: [...bare, ...places.map((place) => `${place}<code> ${verb.slot}`)],
    ...(verb.opensForm === true ? { opensForm: true } : {}),
    help: { say: verb.say, does: verb.does },
    request: codeRequest,
    run: async (context, { id: { code, version } }) => kindOf(code)[verb.name](context, code, version),
  });
}

function commentCommands(kindOf: (code: string) => RecordActions): Command[] {
  const common = { permission: 'record.respond', effect: 'write' } as const;
  return [
    defineCommand({
      ...common,
      name: 'record.comment',
      phrases: PLACES.map((place) => `${place}<code> <comment> …`),
      opensForm: true,
      help: {
        say: { sv: 'E-2026-014 kommentera', en: 'E-2026-014 comment' },
        does: {
          sv: 'kommenterar en post som nämner en ansluten aktör',
          en: 'comments on a record that names a signatory',
        },
      },
      request: codeRequest.extend({ argument: z.string().optional() }),
      run: async (context, { id: { code }, argument }) => kindOf(code).comment(context, code, argument),
    }),
    defineCommand({
      ...common,
      name: 'record.saveComment',
      phrases: [],
      request: sentForm,
      run: async (context, sent) => kindOf(sent.id).saveComment(context, sent),
    }),
  ];
}
