import { z } from 'zod';
import type { SmalltalkKind } from '../../knowledge/types';
import { defineCommand, type Feature } from '../../turn/command';
import type { NearCall } from '../../turn/near-call';
import type { NearCommand } from '../../turn/nearest-command';
import type { Exchange, Language, Redirect, Reply, TurnContext } from '../../turn/turn';
import type { View } from '../../views/views';
import { createAnswerMemo } from './memo';
import type { AskAnswer, AskKnowledge, AskOutcome } from './outcome';
import { listDocuments, presentAnswer, presentChoice, presentDeclined, presentNearCommand } from './present';
import { askTexts } from './texts';

export interface AskDependencies {
  /** The knowledge as it is now, curated answers included. */
  readonly knowledge: () => Promise<AskKnowledge>;
  /** The conversation's latest exchanges, oldest first; rejects when the store is away. */
  readonly recent: (conversation: string, now: Date) => Promise<readonly Exchange[]>;
  /** Puts a question that got no answer in the coordinators' queue; never rejects. */
  readonly declined: (exchange: Exchange, context: TurnContext) => Promise<void>;
  /** Replaces personnummer and the like before anything is kept. */
  readonly mask: (text: string) => string;
  readonly commandNames: () => ReadonlySet<string>;
  /** The command that a misspelt text nearly calls. */
  readonly nearCommand: (text: string) => NearCommand | undefined;
  /** What a text calls when a slip in its first words is forgiven. */
  readonly nearCall: (text: string) => NearCall | undefined;
  readonly newId: () => string;
}

const entryRequest = z.object({ id: z.string().min(1).max(150) });
const words = z.object({ argument: z.string().optional() });

/** Questions in free text and the buttons of answers. */
export function createAskFeature(deps: AskDependencies): Feature {
  const answers = createAnswerMemo();
  const question = defineCommand({
    name: 'ask.question',
    permission: 'ask',
    phrases: [],
    effect: 'read',
    anonymous: true,
    request: words,
    help: {
      say: { sv: 'Vad menas med öppenhet och insyn?', en: 'What does openness mean?' },
      does: { sv: 'svar med källa på vad du än undrar', en: 'an answer with its source' },
    },
    run: async (context, { argument = '' }) => {
      const text = argument.trim();
      if (text === '') return say(askTexts[context.language].empty, context.language);
      const near = text.includes(' ') ? deps.nearCommand(text) : undefined;
      if (near !== undefined) return nearMiss(near, context.language, text);
      const call = deps.nearCall(text);
      const called = call && callNearly(call, context.language, text);
      if (called !== undefined) return called;
      const knowledge = await deps.knowledge();
      const outcome = await ask(knowledge, text, context);
      return present(outcome, text, knowledge, context);
    },
  });

  /** Earlier exchanges are read only for a question that leans on one, and to offer no second choice after a first. */
  const ask = async (knowledge: AskKnowledge, text: string, context: TurnContext): Promise<AskOutcome> => {
    const { today } = context;
    const recent = answers.leans(knowledge, { text, today }) ? await lookBack(deps, context) : undefined;
    const outcome = answers.ask(knowledge, { text, today, ...(recent ? { context: recent } : {}) });
    if (outcome.kind !== 'choice') return outcome;
    const last = (recent ?? (await lookBack(deps, context))).at(-1);
    return last?.outcome === 'choice'
      ? answers.ask(knowledge, { text, today, askedBefore: true, ...(recent ? { context: recent } : {}) })
      : outcome;
  };

  /** What only reads is done, and so is a line that is logged: both show what was understood. For other changes one is asked. */
  const callNearly = ({ route, text: meant }: NearCall, spoken: Language, typed: string) => {
    const { command, request, language = spoken } = route;
    const { argument, id } = request;
    if (command.effect === 'read' || /^\S+:/.test(meant))
      return { redirect: { command: command.name, argument, id }, language };
    if (argument !== undefined || id === undefined) return undefined;
    // As help writes it: what was typed has lost its å ä ö.
    const say = command.help?.say[language].replace(/[EDH]-\d{4}-\d+/, id) ?? meant;
    return nearMiss({ name: command.name, id, say }, language, typed);
  };

  const nearMiss = (near: NearCommand, language: Language, text: string): Reply => {
    const exchange = remember(deps, { kind: 'choice', language, options: [] }, text);
    return { language, remember: exchange, views: [presentNearCommand(near, language, exchange.id)] };
  };

  const present = async (
    outcome: AskOutcome,
    text: string,
    knowledge: AskKnowledge,
    context: TurnContext,
  ): Promise<Reply | Redirect> => {
    const { language } = outcome;
    if (outcome.kind === 'smalltalk') return smalltalk(outcome.what, language, knowledge);
    if (outcome.kind === 'command') return redirect(outcome, deps.commandNames());
    const exchange = remember(deps, outcome, text);
    if (outcome.kind === 'declined') {
      const near = deps.nearCommand(text);
      if (near !== undefined) return nearMiss(near, language, text);
      await deps.declined(exchange, context);
    }
    return { language, remember: exchange, views: [show(outcome, exchange.id)] };
  };

  const entry = defineCommand({
    name: 'ask.entry',
    permission: 'ask',
    phrases: [],
    effect: 'read',
    anonymous: true,
    request: entryRequest,
    run: async (context, { id }) => {
      const found = (await deps.knowledge()).entry(id, context.language, context.today);
      if (found === undefined) return say(askTexts[context.language].entryGone, context.language);
      const exchange = remember(deps, found, found.title);
      return { language: context.language, remember: exchange, views: [presentAnswer(found, exchange.id)] };
    },
  });

  const none = defineCommand({
    name: 'ask.none',
    permission: 'ask',
    phrases: [],
    effect: 'read',
    anonymous: true,
    request: entryRequest,
    run: async ({ language }, { id }) => ({
      language,
      replace: true,
      views: [presentDeclined({ language, nearby: [] }, id)],
    }),
  });

  return { name: 'ask', commands: [question, entry, none] };
}

async function lookBack(deps: AskDependencies, context: TurnContext): Promise<readonly Exchange[]> {
  try {
    return await deps.recent(context.place.conversation, context.now);
  } catch (error) {
    // A question that stands alone is answered all the same.
    context.log.warn({ err: error }, 'earlier questions not read');
    return [];
  }
}

type Remembered = Extract<AskOutcome, { kind: 'answer' | 'choice' | 'declined' }>;

function remember(deps: AskDependencies, outcome: Remembered, text: string): Exchange {
  return {
    id: deps.newId(),
    question: deps.mask(text).slice(0, 500),
    language: outcome.language,
    outcome: outcome.kind,
    ...(outcome.kind === 'answer' ? { entryId: outcome.entryId, topic: outcome.topic } : {}),
  };
}

function show(outcome: Remembered, exchangeId: string): View {
  if (outcome.kind === 'answer') return presentAnswer(outcome satisfies AskAnswer, exchangeId);
  return outcome.kind === 'choice'
    ? presentChoice(outcome, exchangeId)
    : presentDeclined(outcome, exchangeId);
}

function smalltalk(what: SmalltalkKind, language: Language, knowledge: AskKnowledge): Reply | Redirect {
  const t = askTexts[language];
  if (what === 'capabilities') return { redirect: { command: 'help.show' }, language };
  if (what === 'identity') {
    const names = knowledge.documents.map((document) => document.name[language]);
    return say(t.identity(listDocuments(names, language)), language);
  }
  return say(t[what], language);
}

function redirect(
  { command, argument, language }: Extract<AskOutcome, { kind: 'command' }>,
  known: ReadonlySet<string>,
): Reply | Redirect {
  if (known.has(command))
    return { redirect: { command, ...(argument === '' ? {} : { argument }) }, language };
  const t = askTexts[language];
  return say(command.startsWith('reminder.') ? t.reminder : t.unknownCommand, language);
}

function say(text: string, language: Language): Reply {
  return { language, views: [{ kind: 'notice', tone: 'info', text }] };
}
