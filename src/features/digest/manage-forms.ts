import { z } from 'zod';
import { optionalText, requiredDate } from '../../forms/fields';
import { type FormErrors, type FormFields, formView, readForm } from '../../forms/form';
import { reply } from '../../records/commands/reply';
import { formValues } from '../../records/commands/sent-form';
import type { Command } from '../../turn/command';
import type { FormValues, Language, Reply, TurnContext } from '../../turn/turn';
import type { Seen } from './editor';
import { formId, writeForm } from './ids';
import type { Issue } from './issue';
import {
  after,
  deedOf,
  existing,
  type ManageDependencies,
  manageCommand,
  seenRequest,
  showReceipt,
} from './manage';
import { manageTexts } from './manage-texts';

const sent = z.object({ id: formId, values: formValues.default({}) });

/** A greeting is read by many on a phone. */
const MAX_GREETING = 600;
const MAX_CORRECTION = 300;

/** The forms of a digest: its greeting, the day it is put off to, and its correction. */
export function formCommands(deps: ManageDependencies): Command[] {
  const { editor } = deps;
  return [
    opener('digest.greeting', 'greeting', deps),
    manageCommand({
      name: 'digest.saveGreeting',
      request: sent,
      run: async (context, { id: seen, values }) => {
        const read = readForm(greetingFields(context.language), values);
        const issue = await existing(deps, seen.key);
        if (!read.ok) return showForm('greeting', context, issue, deps, values, read.errors);
        const { greeting } = read.values;
        // The same form sent twice has done its work the first time.
        const done = issue.version !== seen.version && issue.greeting === greeting ? issue : null;
        const saved = done ?? (await editor.greet(seen, greeting, deedOf(context)));
        return after(context, seen, 'greeted', deps, saved);
      },
    }),
    opener('digest.postpone', 'postpone', deps),
    manageCommand({
      name: 'digest.savePostponed',
      request: sent,
      run: async (context, { id: seen, values }) => {
        const issue = await existing(deps, seen.key);
        const read = readForm(postponeFields(context), values);
        if (!read.ok) return showForm('postpone', context, issue, deps, values, read.errors);
        const { sendOn } = read.values;
        const last = editor.lastDay(seen.key);
        if (sendOn < context.today || sendOn > last) {
          const said = manageTexts[context.language].postponeRange(deps.dates.day(last, context.language));
          return showForm('postpone', context, issue, deps, values, { sendOn: said });
        }
        const done = issue.version !== seen.version && issue.sendOn === sendOn ? issue : null;
        const saved = done ?? (await editor.postpone(seen, sendOn, deedOf(context)));
        return after(context, seen, 'postponed', deps, saved);
      },
    }),
    opener('digest.correct', 'correct', deps),
    correction(deps),
  ];
}

function correction(deps: ManageDependencies): Command {
  return manageCommand({
    name: 'digest.saveCorrection',
    request: sent,
    run: async (context, { id: seen, values }) => {
      const t = manageTexts[context.language].lead;
      const issue = await existing(deps, seen.key);
      const read = readForm(correctionFields(context.language), values);
      if (!read.ok) return showForm('correct', context, issue, deps, values, read.errors);
      const corrected = await deps.editor.correct(seen, read.values, deedOf(context));
      await deps.sending.carryOn(context.now);
      const now = await existing(deps, seen.key);
      return showReceipt(context, now, deps, corrected === null ? t.changed : t.corrected);
    },
  });
}

type FormName = 'greeting' | 'postpone' | 'correct';

function opener(name: string, form: FormName, deps: ManageDependencies): Command {
  return manageCommand({
    name,
    opensForm: true,
    effect: 'read',
    request: seenRequest,
    run: async (context, { id: seen }) => {
      const issue = await existing(deps, seen.key);
      const { greeting, sendOn } = issue;
      const said: FormValues = greeting === undefined ? {} : { greeting };
      const values = form === 'postpone' ? { sendOn } : said;
      return showForm(form, context, issue, deps, values);
    },
  });
}

function showForm(
  form: FormName,
  context: TurnContext,
  issue: Issue,
  deps: ManageDependencies,
  values: FormValues,
  errors?: FormErrors,
): Reply {
  const { language } = context;
  const t = manageTexts[language];
  const seen: Seen = { key: issue._id, version: issue.version };
  const shapes: Record<
    FormName,
    { title: string; intro?: string; fields: FormFields; action: string; label: string }
  > = {
    greeting: {
      ...{ title: t.greetingTitle, intro: t.greetingIntro, fields: greetingFields(language) },
      ...{ action: 'digest.saveGreeting', label: t.save },
    },
    postpone: {
      ...{ title: t.postponeTitle, fields: postponeFields(context) },
      ...{ action: 'digest.savePostponed', label: t.save },
    },
    correct: {
      ...{ title: t.correctTitle, intro: t.correctIntro, fields: correctionFields(language) },
      ...{ action: 'digest.saveCorrection', label: t.sendCorrection },
    },
  };
  const { title, intro, fields, action, label } = shapes[form];
  const submit = { name: action, id: writeForm(seen, deps.newKey()), label, style: 'primary' } as const;
  const options = { language, title, submit, cancelLabel: t.abort, values, errors };
  return reply(context, formView(fields, intro === undefined ? options : { ...options, intro }));
}

function greetingFields(language: Language) {
  const t = manageTexts[language];
  const label = t.greetingField;
  return {
    greeting: optionalText({
      language,
      label,
      placeholder: t.greetingExample,
      max: MAX_GREETING,
      long: true,
    }),
  };
}

function postponeFields({ language, today }: TurnContext) {
  const t = manageTexts[language];
  return {
    sendOn: requiredDate({
      ...{ language, today, tense: 'coming', label: t.postponeField, missing: t.postponeMissing },
    }),
  };
}

function correctionFields(language: Language) {
  const t = manageTexts[language];
  const [label, placeholder] = [t.correctField, t.correctExample];
  return {
    text: optionalText({ language, label, placeholder, max: MAX_CORRECTION, long: true }),
    ...greetingFields(language),
  };
}
