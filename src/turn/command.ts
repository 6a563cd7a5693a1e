import type { z } from 'zod';
import type { DataDeclaration } from '../privacy/personal-data';
import { BotError } from './errors';
import type { Permission } from './permissions';
import type { FormValues, Language, Redirect, Reply, TurnContext } from './turn';

/** What was asked of a command, from words, a button or a form. Unchecked until the command's schema has read it. */
export interface Request {
  /** What stood after the command's words. */
  readonly argument?: string;
  /** The id on the button, or the record code among the words. */
  readonly id?: string;
  readonly values?: FormValues;
}

export interface CommandHelp {
  /** What to say, such as "exempel: titel | partner | princip | text". */
  readonly say: Readonly<Record<Language, string>>;
  readonly does: Readonly<Record<Language, string>>;
}

/**
 * One thing that can be asked for. Registered in its feature; help, the manifests' command lists and the permission tests
 * are derived from it.
 */
export interface Command {
  /** Stable, `feature.verb`; it is what buttons carry, so renaming one breaks cards that are out there. */
  readonly name: string;
  readonly permission: Permission;
  /**
   * Phrases that call it: slots of the vocabulary in angle brackets, `<code>` for a record code, `…` for free text, or
   * literal folded words. `<example> <new>` matches in any order; `:` right after the first slot means the one-line form.
   */
  readonly phrases: readonly string[];
  /** A writing command needs the store; a reading one may still answer without it. */
  readonly effect: 'read' | 'write';
  /** Shows what belongs to the person: never in a channel or group. */
  readonly personal?: boolean;
  /** Its reply is a form; Slack must open a modal within three seconds of the press. */
  readonly opensForm?: boolean;
  /** Runs without looking up who asks: the same for everyone, and quicker. Only for permissions that everyone holds. */
  readonly anonymous?: boolean;
  readonly help?: CommandHelp;
  run(context: TurnContext, request: Request): Promise<Reply | Redirect>;
  /**
   * For a form's command: gives back what was typed when the store is so far away that it can't be told who asks. It reads
   * and writes nothing, and shows nothing but what was sent.
   */
  whileAway?(context: TurnContext, request: Request): Reply;
}

export interface Feature {
  readonly name: string;
  readonly commands: readonly Command[];
  /** What it keeps about people; every model that it has is in one of them. */
  readonly personalData?: readonly DataDeclaration[];
}

/**
 * Declares a command whose request is read by a zod schema first.
 * @throws BotError `input-invalid` from `run` when the request doesn't fit.
 */
export function defineCommand<T>(
  definition: Omit<Command, 'run' | 'whileAway'> & {
    readonly request: z.ZodType<T>;
    run(context: TurnContext, request: T): Promise<Reply | Redirect>;
    whileAway?(context: TurnContext, request: T): Reply;
  },
): Command {
  const { request: schema, run, whileAway, ...rest } = definition;
  return {
    ...rest,
    run: async (context, request) => run(context, readRequest(schema, request)),
    ...(whileAway === undefined
      ? {}
      : { whileAway: (context, request) => whileAway(context, readRequest(schema, request)) }),
  };
}

function readRequest<T>(schema: z.ZodType<T>, request: Request): T {
  const result = schema.safeParse(request);
  if (result.success) return result.data;
  throw new BotError('input-invalid');
}
