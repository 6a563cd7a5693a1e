import { z } from 'zod';
import { requiredText } from '../../forms/fields';
import { type FormErrors, formView, readForm } from '../../forms/form';
import { mayEdit } from '../../records/access';
import { reply } from '../../records/commands/reply';
import { formValues } from '../../records/commands/sent-form';
import { warnOfSensitive } from '../../records/commands/warnings';
import type { Entry } from '../../records/entry';
import { type Command, defineCommand } from '../../turn/command';
import { BotError } from '../../turn/errors';
import type { Reply, TurnContext } from '../../turn/turn';
import type { ListItem, ListView } from '../../views/views';
import { type Target, targetRequest } from './answers';
import type { CommitmentContent } from './commitments';
import { type AnswerDependencies, showAnswered } from './show';
import { followUpTexts } from './texts';

const MAX_TEXT = 2000;

/** The yearly follow-up: what was done for a commitment, that nothing was, and what all have answered. */
export function commitmentCommands(deps: AnswerDependencies): Command[] {
  const common = { permission: 'initiative.write', effect: 'write' } as const;
  const button = { ...common, phrases: [], request: targetRequest } as const;
  return [
    defineCommand({
      ...button,
      effect: 'read',
      name: 'followup.tell',
      opensForm: true,
      run: async (context, { id }) => {
        const { content } = await load(context, id, deps);
        return reply(context, tellForm(context, id, content, content.answer ?? ''));
      },
    }),
    ...[false, true].map((warned) =>
      defineCommand({
        ...common,
        name: warned ? 'followup.saveToldAnyway' : 'followup.saveTold',
        phrases: [],
        request: targetRequest.extend({ values: formValues.default({}) }),
        run: (context, { id, values }) => save(context, id, String(values.text ?? ''), warned, deps),
      }),
    ),
    defineCommand({
      ...button,
      name: 'followup.nothing',
      run: async (context, { id }) => {
        const entry = await load(context, id, deps);
        // What somebody has written is not taken away by a press.
        if (entry.content.answer === undefined) await deps.commitments.answer(entry.code, '', context);
        return show(context, id, deps);
      },
    }),
    defineCommand({
      ...common,
      effect: 'read',
      name: 'followup.commitments',
      phrases: ['<followUp> <commitments>', '<followUp> <commitments> …'],
      help: {
        say: { sv: 'uppföljning åtaganden', en: 'follow-up commitments' },
        does: {
          sv: 'visar årets svar om varje åtagande',
          en: 'shows the year’s answers about each commitment',
        },
      },
      request: z.object({ argument: z.string().default('') }),
      run: (context, { argument }) => showYear(context, argument, deps),
    }),
  ];
}

/** @throws BotError `record-not-found`, `not-allowed` for all but the administration's own and coordinators. */
async function load(
  context: TurnContext,
  { code }: Target,
  deps: AnswerDependencies,
): Promise<Entry<CommitmentContent>> {
  const entry = await deps.commitments.byCode(code);
  if (entry === undefined) throw new BotError('record-not-found');
  if (!mayEdit(entry, context.person, 'initiative.write')) throw new BotError('not-allowed');
  return entry;
}

async function save(
  context: TurnContext,
  target: Target,
  text: string,
  warned: boolean,
  deps: AnswerDependencies,
): Promise<Reply> {
  const entry = await load(context, target, deps);
  const fields = fieldsOf(context);
  const read = readForm(fields, { text });
  if (!read.ok) return reply(context, tellForm(context, target, entry.content, text, read.errors));
  const found = warnOfSensitive(fields, read.values, context.language);
  if (found.given.length > 0 && !warned) {
    return reply(context, tellForm(context, target, entry.content, text, found.errors, true));
  }
  await deps.commitments.answer(entry.code, read.values.text, context);
  return show(context, target, deps);
}

async function show(context: TurnContext, target: Target, deps: AnswerDependencies): Promise<Reply> {
  const entry = await load(context, target, deps);
  return showAnswered(context, { kind: 'commitment', entry }, target.bundle, deps);
}

function fieldsOf({ language }: TurnContext) {
  const t = followUpTexts[language];
  const { tellField: label, tellHelp: help, tellMissing: missing } = t;
  return { text: requiredText({ language, label, help, missing, max: MAX_TEXT, long: true }) };
}

function tellForm(
  context: TurnContext,
  { id, bundle }: Target,
  { names, number, year }: CommitmentContent,
  text: string,
  errors?: FormErrors,
  warned = false,
) {
  const { language } = context;
  const t = followUpTexts[language];
  return formView(fieldsOf(context), {
    language,
    title: t.tellTitle(year),
    intro: `${number}. ${names[language]}`,
    submit: {
      name: warned ? 'followup.saveToldAnyway' : 'followup.saveTold',
      id: bundle === undefined ? id : `${id}@${bundle}`,
      label: warned ? t.saveAnyway : t.save,
      style: 'primary',
    },
    cancelLabel: t.cancel,
    values: { text },
    errors,
  });
}

/** Each platform shows what was said on it: they belong to different controllers. The terminal sees all. */
async function showYear(context: TurnContext, said: string, deps: AnswerDependencies): Promise<Reply> {
  const { language, today, place } = context;
  const t = followUpTexts[language];
  const year = Number(/\b20\d\d\b/.exec(said)?.[0] ?? today.slice(0, 4));
  const all = (await deps.commitments.ofYear(year)).filter(
    ({ platform }) => place.platform === 'terminal' || platform === place.platform,
  );
  const items = all.map(({ number, administration, text }): ListItem => {
    const title = `${deps.names.commitment(String(number), language)} · ${deps.names.administration(administration)}`;
    return { title, detail: text === '' ? t.nothingDone : text };
  });
  const view: ListView = {
    kind: 'list',
    heading: t.yearHeading(year),
    items,
    empty: t.yearEmpty(year),
    actions: [],
  };
  return reply(context, view);
}
