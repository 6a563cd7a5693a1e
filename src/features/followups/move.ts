import { z } from 'zod';
import { requiredDate } from '../../forms/fields';
import { type FormErrors, formView, readForm } from '../../forms/form';
import { causeOf } from '../../records/access';
import { loadEditable } from '../../records/commands/load';
import { notice, reply } from '../../records/commands/reply';
import { formValues } from '../../records/commands/sent-form';
import { type Command, defineCommand } from '../../turn/command';
import type { Reply, TurnContext } from '../../turn/turn';
import { initiativeTexts } from '../initiatives/texts';
import { type Target, targetRequest } from './answers';
import { readTarget } from './question';
import { type AnswerDependencies, showAnswered } from './show';
import { followUpTexts } from './texts';

/** A dialogue gets another day: in a form, or in words such as `D-2026-003 flyttad till 12 april`. */
export function moveCommands(deps: AnswerDependencies): Command[] {
  const common = { permission: 'initiative.write', effect: 'write' } as const;
  return [
    defineCommand({
      ...common,
      effect: 'read',
      name: 'followup.move',
      opensForm: true,
      phrases: [],
      request: targetRequest,
      run: async (context, { id }) => {
        const { content } = await loadEditable(deps.initiative, context, id.code);
        return reply(context, moveForm(context, idOf(id), content.date));
      },
    }),
    defineCommand({
      ...common,
      name: 'followup.saveMove',
      phrases: [],
      request: targetRequest.extend({ values: formValues.default({}) }),
      run: async (context, { id, values }) => {
        const typed = String(values.date ?? '');
        const read = readForm(fieldsOf(context), { date: typed });
        if (!read.ok) return reply(context, moveForm(context, idOf(id), typed, read.errors));
        return move(context, id, read.values.date, deps);
      },
    }),
    defineCommand({
      ...common,
      name: 'followup.moved',
      phrases: ['<code> <moved> …', '<initiative> <code> <moved> …'],
      help: {
        say: { sv: 'dialog D-2026-003 flyttad till 12 april', en: 'dialogue D-2026-003 moved to 12 April' },
        does: { sv: 'ger dialogen ett nytt datum', en: 'gives the dialogue a new date' },
      },
      request: z.object({ id: z.string().max(150), argument: z.string().default('') }),
      run: (context, { id, argument }) => moveInWords(context, id, argument, deps),
    }),
  ];
}

async function moveInWords(
  context: TurnContext,
  text: string,
  said: string,
  deps: AnswerDependencies,
): Promise<Reply> {
  const pressed = readTarget(text);
  const { code } = await loadEditable(deps.initiative, context, pressed?.code ?? text);
  const target: Target = pressed ?? { id: `held:${code}:${context.today}`, code, reason: 'held' };
  const id = idOf(target);
  const typed = said.replace(/^(?:till|to)\s+/i, '');
  const read = readForm(fieldsOf(context), { date: typed });
  if (!read.ok) return reply(context, moveForm(context, id, typed, typed === '' ? undefined : read.errors));
  return move(context, target, read.values.date, deps);
}

/** @throws BotError `record-not-found`, `not-allowed`, `record-changed`. */
async function move(
  context: TurnContext,
  target: Target,
  date: string,
  deps: AnswerDependencies,
): Promise<Reply> {
  const { initiative, dates } = deps;
  const t = followUpTexts[context.language];
  const entry = await loadEditable(initiative, context, target.code);
  const { status, shared, administrations, content } = entry;
  const show = (now: typeof entry, lead: string): Promise<Reply> =>
    showAnswered(context, { kind: 'initiative', entry: now }, target.bundle, deps, lead);
  if (entry.withdrawn || (status !== 'planned' && status !== 'invited')) {
    const statuses: Readonly<Record<string, string>> = initiativeTexts[context.language].statuses;
    const is = statuses[status] ?? status;
    return reply(context, notice('warning', t.moveNot(entry.code, is)));
  }
  const lead = t.moved(dates.day(date, context.language));
  if (content.date === date) return show(entry, lead);
  const draft = { status, shared, administrations, content: { ...content, date } };
  return show(await initiative.repository.update(entry.code, entry.version, draft, causeOf(context)), lead);
}

function idOf({ id, bundle }: Target): string {
  return bundle === undefined ? id : `${id}@${bundle}`;
}

function fieldsOf({ language, today }: TurnContext) {
  const t = followUpTexts[language];
  const field = requiredDate({
    ...{ language, today, tense: 'coming', label: t.moveField, help: t.moveHelp, missing: t.moveMissing },
  });
  const schema = field.schema.refine((day) => day === '' || day >= today, {
    error: ({ input }) => t.movePast(String(input)),
  });
  return { date: { ...field, schema } };
}

function moveForm(context: TurnContext, id: string, date: string | undefined, errors?: FormErrors) {
  const t = followUpTexts[context.language];
  return formView(fieldsOf(context), {
    language: context.language,
    title: t.moveTitle,
    submit: { name: 'followup.saveMove', id, label: t.save, style: 'primary' },
    cancelLabel: t.cancel,
    values: date === undefined ? {} : { date },
    errors,
  });
}
