import { z } from 'zod';
import type { DateFormat } from '../../forms/date-format';
import { reply } from '../../records/commands/reply';
import { type Command, defineCommand, type Feature } from '../../turn/command';
import { BotError } from '../../turn/errors';
import type { Exchange, Reply, TurnContext } from '../../turn/turn';
import type { View } from '../../views/views';
import { type AnswerDependencies, answerQuestion } from './answer';
import { answerForm, readAnswer } from './answer-form';
import { createCuratedCommands } from './curated-commands';
import type { QuestionReason } from './model';
import type { Queue } from './queue';
import { questionTexts } from './texts';
import { questionView, queueView } from './view';

export interface QuestionsDependencies extends AnswerDependencies {
  readonly queue: Queue;
  readonly exchange: (id: string) => Promise<{ exchange: Exchange } | undefined>;
  readonly dates: DateFormat;
  /** Sends what has just been queued, without keeping the coordinator waiting. */
  readonly nudge: () => void;
}

const idRequest = z.object({ id: z.string().min(1).max(150) });
const pageRequest = z.object({ id: z.coerce.number().int().min(0).max(10_000).catch(0) });
const formRequest = idRequest.extend({
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** Feedback on answers, and the coordinators' queue of questions without a good one. */
export function createQuestionsFeature(deps: QuestionsDependencies): Feature {
  return {
    name: 'questions',
    commands: [...feedback(deps), ...queueCommands(deps), ...createCuratedCommands(deps)],
  };
}

function feedback(deps: QuestionsDependencies): Command[] {
  const common = { permission: 'ask', phrases: [], anonymous: true, request: idRequest } as const;
  const queueUp = async (context: TurnContext, id: string, reason: QuestionReason): Promise<string> => {
    const t = questionTexts[context.language];
    const found = await deps.exchange(id);
    if (found === undefined) return t.exchangeGone;
    await deps.queue.add(found.exchange, reason, context.now, context.place);
    return reason === 'notHelpful' ? t.bad : t.passed;
  };
  const thanks = (text: string, context: TurnContext): Reply => ({
    language: context.language,
    replace: true,
    views: [{ kind: 'notice', tone: 'success', text }],
  });
  return [
    defineCommand({
      ...common,
      name: 'question.good',
      effect: 'read',
      run: async (context) => thanks(questionTexts[context.language].good, context),
    }),
    defineCommand({
      ...common,
      name: 'question.bad',
      effect: 'write',
      run: async (context, { id }) => thanks(await queueUp(context, id, 'notHelpful'), context),
    }),
    defineCommand({
      ...common,
      name: 'question.pass',
      effect: 'write',
      run: async (context, { id }) => thanks(await queueUp(context, id, 'passedOn'), context),
    }),
  ];
}

function queueCommands(deps: QuestionsDependencies): Command[] {
  const common = { permission: 'question.review', personal: true, phrases: [] as string[] } as const;
  const show = async (id: string, context: TurnContext): Promise<View> => {
    const question = await deps.queue.byId(id);
    if (question === null) throw new BotError('button-too-old');
    return questionView(question, context.language, deps.dates);
  };
  const list = async (context: TurnContext, state: 'new' | 'ignored', page: number): Promise<Reply> => {
    const { questions: items, total } = await deps.queue.list(state, page);
    return reply(context, queueView({ items, total, page }, state, context.language));
  };
  const move = (name: string, from: 'new' | 'ignored', to: 'new' | 'ignored'): Command =>
    defineCommand({
      ...common,
      name,
      effect: 'write',
      request: idRequest,
      run: async (context, { id }) => {
        await deps.queue.move(id, from, to);
        return { ...reply(context, await show(id, context)), replace: true };
      },
    });
  return [
    defineCommand({
      ...common,
      name: 'question.list',
      phrases: ['<questions>', 'obesvarade', '<show> <questions>'],
      effect: 'read',
      request: pageRequest,
      help: {
        say: { sv: 'frågor', en: 'questions' },
        does: { sv: 'frågor som väntar på svar', en: 'questions waiting for an answer' },
      },
      run: async (context, { id }) => list(context, 'new', id),
    }),
    defineCommand({
      ...common,
      name: 'question.ignored',
      effect: 'read',
      request: pageRequest,
      run: async (context, { id }) => list(context, 'ignored', id),
    }),
    defineCommand({
      ...common,
      name: 'question.open',
      effect: 'read',
      request: idRequest,
      run: async (context, { id }) => reply(context, await show(id, context)),
    }),
    move('question.ignore', 'new', 'ignored'),
    move('question.reopen', 'ignored', 'new'),
    ...answerCommands(deps),
  ];
}

function answerCommands(deps: QuestionsDependencies): Command[] {
  const common = { permission: 'question.review', personal: true, phrases: [] } as const;
  const submit = (id: string) => ({ name: 'question.save', id });
  return [
    defineCommand({
      ...common,
      name: 'question.answer',
      effect: 'read',
      opensForm: true,
      request: idRequest,
      run: async (context, { id }) => {
        const question = await deps.queue.byId(id);
        if (question === null) throw new BotError('button-too-old');
        return reply(
          context,
          answerForm(submit(id), context.language, context.today, {
            question: question.text,
            reviewOn: aYearAfter(context.today),
          }),
        );
      },
    }),
    defineCommand({
      ...common,
      name: 'question.save',
      effect: 'write',
      request: formRequest,
      run: async (context, { id, values }) => {
        const { language, today, person, place, now } = context;
        const read = readAnswer(values, language, today);
        if (!read.ok) return reply(context, answerForm(submit(id), language, today, values, read.errors));
        const question = await deps.queue.byId(id);
        if (question === null) throw new BotError('button-too-old');
        const author = { id: person.id, name: person.name ?? person.id, platform: place.platform };
        const { told } = await answerQuestion(deps, question, read.values, author, now);
        deps.nudge();
        const text = questionTexts[language].saved(told);
        return { language, replace: true, views: [{ kind: 'notice', tone: 'success', text }] };
      },
    }),
  ];
}

function aYearAfter(today: string): string {
  const next = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return next.endsWith('02-29') ? next.replace('02-29', '02-28') : next;
}
