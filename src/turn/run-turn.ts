import { randomUUID } from 'node:crypto';
import type { Logger } from '../log';
import { isStoreAway } from '../storage/errors';
import { currentTurn } from '../trace';
import type { FieldOption } from '../views/views';
import type { Bot } from './bot';
import { calendarDate } from './calendar';
import type { Command, Feature, Request } from './command';
import { BotError } from './errors';
import type { Ledger } from './ledger';
import { allows } from './permissions';
import { createRouter, MAX_TEXT } from './router';
import type {
  Inbound,
  Language,
  Person,
  PersonId,
  Redirect,
  Reply,
  Respond,
  Role,
  TurnContext,
} from './turn';

export interface BotOptions {
  readonly features: readonly Feature[];
  /** The command for words that call no command, and the one for a person or team that has just added the bot. */
  readonly fallback: string;
  readonly welcome: string;
  readonly ledger: Ledger;
  readonly resolveRoles: (person: PersonId) => Promise<{ roles: readonly Role[]; administration?: string }>;
  readonly clock: () => Date;
  readonly newId?: () => string;
  readonly timezone: string;
  readonly log: Logger;
  /**
   * What words that call no command are the answer to, when the bot has asked something. It runs before the fallback; what
   * it throws is logged, and the words are taken for a question.
   */
  readonly understand?: (
    inbound: Pick<Inbound, 'person' | 'place'>,
    text: string,
    at: { readonly now: Date; readonly today: string; readonly language: Language },
  ) => Promise<Redirect | undefined>;
  readonly suggest: (source: string, query: string, limit: number) => readonly FieldOption[];
}

interface Task {
  readonly command: Command;
  readonly request: Request;
  readonly language: Language;
}

/** Puts the features together into a bot. */
export function createBot(options: BotOptions): Bot {
  const commands = options.features.flatMap((feature) => feature.commands);
  const byName = new Map(commands.map((command) => [command.name, command]));
  if (byName.size !== commands.length) throw new Error('two commands have the same name');
  const route = createRouter(commands);
  const newId = options.newId ?? (() => currentTurn() ?? randomUUID().slice(0, 8));
  const remembered = new RecentKeys(1_000);

  const required = (name: string): Command => {
    const command = byName.get(name);
    if (command === undefined) throw new Error(`no command is called ${name}`);
    return command;
  };
  const fallback = required(options.fallback);
  const welcome = required(options.welcome);

  const find = ({ input, language = 'sv' }: Inbound): Task => {
    if (input.kind === 'event') return { command: welcome, request: {}, language };
    if (input.kind === 'action') {
      const command = byName.get(input.name);
      if (command === undefined) throw new BotError('button-too-old');
      return { command, request: { id: input.id, values: input.values }, language };
    }
    if (input.text.length > MAX_TEXT) throw new BotError('text-too-long');
    const found = route(input.text);
    if (found === undefined) return { command: fallback, request: { argument: input.text }, language };
    return { ...found, language: found.language ?? language };
  };

  /** True when this delivery is ours to handle. */
  const claim = async (inbound: Inbound, now: Date, log: Logger): Promise<boolean> => {
    if (!inbound.redelivers) return true;
    try {
      return (await options.ledger.claim(inbound.key, now)) === 'claimed';
    } catch (error) {
      if (!isStoreAway(error)) throw error;
      // Questions are answered while the store is away; this process at least remembers what it has answered.
      log.warn({ err: error }, 'delivery not claimed: store away');
      return remembered.add(inbound.key);
    }
  };

  const identify = async (inbound: Inbound, command: Command, log: Logger): Promise<Person> => {
    if (command.anonymous === true) return { ...inbound.person, roles: ['guest'] };
    try {
      return { ...inbound.person, ...(await options.resolveRoles(inbound.person.id)) };
    } catch (error) {
      if (!saysStoreAway(error) || command.effect === 'write') throw error;
      log.warn({ err: error }, 'roles not looked up: store away');
      return { ...inbound.person, roles: ['guest'] };
    }
  };

  const perform = async (
    inbound: Inbound,
    task: Task,
    base: Omit<TurnContext, 'person' | 'language'>,
  ): Promise<Reply> => {
    const person = await identify(inbound, task.command, base.log).catch((error: unknown) => {
      if (task.command.whileAway === undefined || !saysStoreAway(error)) throw error;
      base.log.warn({ err: error }, 'form given back: store away');
      return undefined;
    });
    if (person === undefined) return giveBack(inbound, task, base);
    if (!allows(task.command.permission, person.roles)) throw new BotError('not-allowed');
    if (task.command.personal === true && !inbound.place.privateReply) throw new BotError('private-only');
    const context: TurnContext = { ...base, person, language: task.language };
    const result: Reply | Redirect = await task.command.run(context, task.request);
    if (!('redirect' in result))
      return { ...result, ...(hasWritten(task.command, result) && { changed: result.changed ?? true }) };
    const { command, ...request } = result.redirect;
    return perform(inbound, { command: required(command), request, language: result.language }, base);
  };

  /** Words that call no command may answer what the bot asked last. */
  const asAnswer = async (
    inbound: Inbound,
    task: Task,
    { now, today, log }: Pick<TurnContext, 'now' | 'today' | 'log'>,
  ): Promise<Task> => {
    if (task.command !== fallback || inbound.input.kind !== 'words' || options.understand === undefined)
      return task;
    try {
      const found = await options.understand(inbound, inbound.input.text, {
        now,
        today,
        language: task.language,
      });
      if (found === undefined) return task;
      const { command, ...request } = found.redirect;
      return { command: required(command), request, language: found.language };
    } catch (error) {
      log.warn({ err: error }, 'not known whether it answers something');
      return task;
    }
  };

  const answer = async (inbound: Inbound, base: Omit<TurnContext, 'person' | 'language'>): Promise<Reply> => {
    let language = inbound.language ?? 'sv';
    try {
      const task = await asAnswer(inbound, find(inbound), base);
      language = task.language;
      return await perform(inbound, task, base);
    } catch (error) {
      return apologise(error, language, base.log);
    }
  };

  return {
    handle: async (inbound: Inbound, respond: Respond): Promise<void> => {
      const now = options.clock();
      const id = newId();
      const log = options.log.child({
        platform: inbound.place.platform,
        input: inbound.input.kind,
      });
      if (!(await claim(inbound, now, log))) return log.info({}, 'delivery came again');
      const { key, place, link } = inbound;
      const reply = await answer(inbound, {
        id,
        key,
        place,
        link,
        now,
        today: calendarDate(now, options.timezone),
        log,
      });
      try {
        await respond(reply);
      } catch (error) {
        await options.ledger.release(key).catch(() => undefined);
        throw error;
      }
      log.info(
        { ms: options.clock().getTime() - now.getTime(), views: reply.views.map((view) => view.kind) },
        'turn done',
      );
      if (!inbound.redelivers && reply.remember === undefined) return;
      options.ledger
        .finish({
          key,
          now,
          conversation: place.conversation,
          exchange: reply.remember,
          claimed: inbound.redelivers,
        })
        .catch((error: unknown) => log.warn({ err: error }, 'turn not recorded'));
    },
    settled: () => options.ledger.flush(),
    opensForm: (input) => {
      const command =
        input.kind === 'words'
          ? route(input.text)?.command
          : input.kind === 'action'
            ? byName.get(input.name)
            : undefined;
      return command?.opensForm === true;
    },
    suggest: options.suggest,
  };
}

/** A form that is shown, empty or with its mistakes, has saved nothing yet. */
function hasWritten(command: Command, { views }: Reply): boolean {
  return command.effect === 'write' && views.every(({ kind }) => kind !== 'form');
}

function saysStoreAway(error: unknown): boolean {
  return isStoreAway(error) || (error instanceof BotError && error.code === 'store-away');
}

/** The form as it was sent, for someone whose roles can't be looked up now. */
function giveBack(
  { person }: Inbound,
  { command, request, language }: Task,
  base: Omit<TurnContext, 'person' | 'language'>,
): Reply {
  const context: TurnContext = { ...base, person: { ...person, roles: ['guest'] }, language };
  const reply = command.whileAway?.(context, request);
  if (reply === undefined) throw new BotError('store-away');
  return reply;
}

/** Turns whatever went wrong into a notice, and tells the operator when it is our fault. */
function apologise(error: unknown, language: Language, log: Logger): Reply {
  const known =
    error instanceof BotError
      ? error
      : new BotError(isStoreAway(error) ? 'store-away' : 'internal', { cause: error });
  if (known.report) log.error({ err: known.cause ?? known, code: known.code }, 'turn failed');
  else log.info({ code: known.code }, 'turn refused');
  const tone = known.report ? 'error' : 'warning';
  return { views: [{ kind: 'notice', tone, text: known.say(language) }], language };
}

/** A bounded set of keys, the oldest forgotten first. */
class RecentKeys {
  private readonly keys = new Set<string>();
  constructor(private readonly limit: number) {}

  /** True when the key is new. */
  add(key: string): boolean {
    if (this.keys.has(key)) return false;
    this.keys.add(key);
    const [oldest] = this.keys;
    if (this.keys.size > this.limit && oldest !== undefined) this.keys.delete(oldest);
    return true;
  }
}
