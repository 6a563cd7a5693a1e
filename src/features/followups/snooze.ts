import { z } from 'zod';
import { addDays, daysBetween, mondayOf } from '../../forms/calendar-days';
import { readUntil } from '../../forms/durations';
import { requiredText } from '../../forms/fields';
import { type FormErrors, formView, readForm } from '../../forms/form';
import { notice, reply } from '../../records/commands/reply';
import { formValues } from '../../records/commands/sent-form';
import { type Command, defineCommand } from '../../turn/command';
import type { Reply, TurnContext } from '../../turn/turn';
import { loadAsked, type Target, targetRequest } from './answers';
import { compose } from './compose';
import { questionsOf, readTarget } from './question';
import { type AnswerDependencies, showAnswered } from './show';
import { followUpTexts } from './texts';

const LONGEST_DAYS = 366;
/** "Skjut upp" without a number means what was asked last, this many days back. */
const RECENT_DAYS = 14;

/** Puts a question off: by one press, in a form, or in words such as `skjut upp D-2026-003 två veckor`. */
export function snoozeCommands(deps: AnswerDependencies): Command[] {
  const common = { permission: 'initiative.write', effect: 'write' } as const;
  const button = { ...common, phrases: [], request: targetRequest } as const;
  return [
    defineCommand({
      ...button,
      name: 'followup.tomorrow',
      run: (context, { id }) => snooze(context, id, addDays(context.today, 1), deps),
    }),
    defineCommand({
      ...button,
      name: 'followup.week',
      run: (context, { id }) => snooze(context, id, addDays(mondayOf(context.today), 7), deps),
    }),
    defineCommand({
      ...button,
      effect: 'read',
      name: 'followup.later',
      opensForm: true,
      run: async (context, { id }) => {
        await loadAsked(context, id.code, deps);
        return reply(context, snoozeForm(context, idOf(id), ''));
      },
    }),
    defineCommand({
      ...common,
      name: 'followup.saveLater',
      phrases: [],
      request: targetRequest.extend({ values: formValues.default({}) }),
      run: (context, { id, values }) => snoozeBySaying(context, id, String(values.until ?? ''), deps),
    }),
    defineCommand({
      ...common,
      name: 'followup.snooze',
      phrases: [
        '<snooze> <code> …',
        '<snooze> <code>',
        '<code> <snooze> …',
        '<code> <snooze>',
        '<snooze> …',
        '<snooze>',
      ],
      help: {
        say: { sv: 'skjut upp D-2026-003 två veckor', en: 'snooze D-2026-003 two weeks' },
        does: { sv: 'frågar igen då', en: 'asks again then' },
      },
      request: z.object({ id: z.string().max(150).optional(), argument: z.string().default('') }),
      run: (context, { id, argument }) =>
        id === undefined ? snoozeLatest(context, argument, deps) : snoozeRecord(context, id, argument, deps),
    }),
  ];
}

/** The record's question that is due, or else the one that comes first. @throws BotError `record-not-found`, `not-allowed`. */
async function snoozeRecord(
  context: TurnContext,
  text: string,
  said: string,
  deps: AnswerDependencies,
): Promise<Reply> {
  const target = readTarget(text);
  if (target !== undefined) return snoozeBySaying(context, target, said, deps);
  const asked = await loadAsked(context, text, deps);
  const [first] = questionsOf(asked, deps.dayOf);
  const t = followUpTexts[context.language];
  if (first === undefined) return reply(context, notice('info', t.nothingToSnooze(asked.entry.code)));
  return snoozeBySaying(context, first, said, deps);
}

async function snoozeBySaying(
  context: TurnContext,
  target: Target,
  said: string,
  deps: AnswerDependencies,
): Promise<Reply> {
  const read = readWait(context, said);
  if (read.ok) return snooze(context, target, read.day, deps);
  await loadAsked(context, target.code, deps);
  return reply(
    context,
    snoozeForm(context, idOf(target), said, said === '' ? undefined : { until: read.error }),
  );
}

/** What was asked in the latest message, all of it. */
async function snoozeLatest(context: TurnContext, said: string, deps: AnswerDependencies): Promise<Reply> {
  const { language, today, person } = context;
  const t = followUpTexts[language];
  const latest = await deps.bundles.latestOf(person.id);
  const open =
    latest === null || latest.day < addDays(today, -RECENT_DAYS)
      ? []
      : (await compose(latest, today, deps)).open;
  if (latest === null || open.length === 0) return reply(context, notice('info', t.whichSnooze));
  const read = readWait(context, said);
  if (!read.ok) return reply(context, notice('warning', said === '' ? t.snoozeMissing : read.error));
  const targets = open.flatMap(({ question }) => readTarget(question) ?? []);
  for (const { id, code } of targets) {
    await loadAsked(context, code, deps);
    await deps.states.snooze(id, code, read.day);
  }
  deps.touch(targets.map(({ code }) => code));
  const codes = targets.map(({ code }) => code).join(', ');
  return reply(context, notice('success', t.snoozedMany(codes, deps.dates.day(read.day, language))));
}

/** @throws BotError `record-not-found`, `not-allowed`: whoever may edit the record may put its questions off. */
async function snooze(
  context: TurnContext,
  target: Target,
  until: string,
  deps: AnswerDependencies,
): Promise<Reply> {
  const asked = await loadAsked(context, target.code, deps);
  const t = followUpTexts[context.language];
  // A question that has been answered meanwhile is not kept for its own sake.
  if (!questionsOf(asked, deps.dayOf).some(({ id }) => id === target.id)) {
    return showAnswered(context, asked, target.bundle, deps, t.changed);
  }
  await deps.states.snooze(target.id, target.code, until);
  const lead = t.snoozed(deps.dates.day(until, context.language));
  return showAnswered(context, asked, target.bundle, deps, lead);
}

function readWait(
  { language, today }: TurnContext,
  said: string,
): { readonly ok: true; readonly day: string } | { readonly ok: false; readonly error: string } {
  const t = followUpTexts[language];
  const day = readUntil(said, today);
  if (day === undefined) return { ok: false, error: t.snoozeMissing };
  if (day <= today) return { ok: false, error: t.snoozePast(day) };
  if (daysBetween(today, day) > LONGEST_DAYS) return { ok: false, error: t.snoozeTooLong };
  return { ok: true, day };
}

function idOf({ id, bundle }: Pick<Target, 'id' | 'bundle'>): string {
  return bundle === undefined ? id : `${id}@${bundle}`;
}

function snoozeForm({ language }: TurnContext, id: string, until: string, errors?: FormErrors) {
  const t = followUpTexts[language];
  const { snoozeField: label, snoozeHelp: help, snoozeMissing: missing } = t;
  const fields = { until: requiredText({ language, label, help, missing, max: 60 }) };
  // Read for its guard: what is typed here is shown again.
  const read = readForm(fields, { until });
  return formView(fields, {
    language,
    title: t.snoozeTitle,
    submit: { name: 'followup.saveLater', id, label: t.save, style: 'primary' },
    cancelLabel: t.cancel,
    values: { until },
    ...(errors === undefined ? {} : { errors: read.ok ? errors : read.errors }),
  });
}
