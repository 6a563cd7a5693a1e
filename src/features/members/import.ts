import { requiredText } from '../../forms/fields';
import { type FormErrors, formView, readForm } from '../../forms/form';
import { shorten } from '../../forms/text';
import type { Names } from '../../records/catalog';
import type { FormValues, Reply, TurnContext } from '../../turn/turn';
import type { Contacts } from './contacts';
import { readCsv } from './csv';
import { importTexts } from './import-texts';
import type { StoredMember } from './model';
import { markOf, planImport, readHeadings, type Step } from './plan';
import type { Register } from './register';

export interface ImportDependencies {
  readonly register: Register;
  readonly contacts: Contacts;
  readonly names: Names;
  /** Tells someone of a new role. */
  readonly tell: (member: StoredMember, now: Date) => Promise<unknown>;
}

const MOST_ROWS = 200;
const MAX_LIST = 12_000;
/** A modal's text holds 3,000 characters. */
const MAX_PREVIEW = 2_600;

/** The form into which the list is pasted. */
export function importForm(context: TurnContext, values: FormValues = {}, errors?: FormErrors): Reply {
  const t = importTexts[context.language];
  return show(
    context,
    { title: t.title, intro: t.intro, values, errors },
    'member.preview',
    'list',
    t.preview,
  );
}

/** What the list would change, in the same form once more: nothing is kept between the two but what the person sends. */
export async function previewImport(
  context: TurnContext,
  values: FormValues,
  deps: ImportDependencies,
  error?: string,
): Promise<Reply> {
  const t = importTexts[context.language];
  const planned = await plan(context, values, deps);
  if ('errors' in planned) return importForm(context, values, planned.errors);
  const { steps } = planned;
  const count = (kind: Step['kind']): number => steps.filter((step) => step.kind === kind).length;
  const changes = count('add') + count('replace');
  const summary = t.summary(count('add'), count('replace'), count('same'), count('reject'));
  // What can't be read first: that is what the person has to do something about.
  const order = ['reject', 'replace', 'add', 'same'] as const;
  const lines = order.flatMap((kind) => steps.filter((step) => step.kind === kind).map(({ text }) => text));
  const intro = shorten([summary, ...lines, ...(changes === 0 ? [t.nothing] : [])].join('\n'), MAX_PREVIEW);
  const shown = {
    title: t.previewTitle,
    intro,
    values,
    ...(error === undefined ? {} : { errors: { '': error } }),
  };
  return changes === 0
    ? show(context, shown, 'member.preview', 'list', t.preview)
    : show(context, shown, 'member.apply', markOf(steps), t.apply);
}

/** Carries out what was shown. Is the register another by now, it shows the new comparison instead. */
export async function applyImport(
  context: TurnContext,
  sent: { readonly id: string; readonly values: FormValues },
  deps: ImportDependencies,
): Promise<Reply> {
  const t = importTexts[context.language];
  const planned = await plan(context, sent.values, deps);
  if ('errors' in planned) return importForm(context, sent.values, planned.errors);
  if (markOf(planned.steps) !== sent.id) return previewImport(context, sent.values, deps, t.changed);
  let done = 0;
  const failed: number[] = [];
  for (const step of planned.steps) {
    if (step.kind !== 'add' && step.kind !== 'replace') continue;
    const result = await deps.register.appoint(step.appointment, context);
    if (result.outcome === 'taken') failed.push(step.line);
    if (result.outcome !== 'appointed') continue;
    done++;
    await deps.tell(result.member, context.now);
  }
  const text = [t.done(done), ...(failed.length === 0 ? [] : [t.failed(failed.join(', '))])].join(' ');
  const tone = failed.length === 0 ? 'success' : 'warning';
  return { views: [{ kind: 'notice', tone, text }], language: context.language, replace: true };
}

async function plan(
  { language, person }: TurnContext,
  values: FormValues,
  { register, contacts, names }: ImportDependencies,
): Promise<{ readonly steps: Step[] } | { readonly errors: FormErrors }> {
  const t = importTexts[language];
  const read = readForm(fieldsOf(language), values);
  if (!read.ok) return { errors: read.errors };
  const [headings, ...rows] = readCsv(read.values.list);
  const columns = headings === undefined ? undefined : readHeadings(headings);
  if (columns === undefined) return { errors: { list: t.header } };
  if (rows.length === 0) return { errors: { list: t.missing } };
  if (rows.length > MOST_ROWS) return { errors: { list: t.tooMany(MOST_ROWS) } };
  const members = await register.active();
  return { steps: await planImport({ rows, columns, members, contacts, names, speaker: person, language }) };
}

function fieldsOf(language: TurnContext['language']) {
  const t = importTexts[language];
  const { list, placeholder, missing } = t;
  return { list: requiredText({ language, label: list, placeholder, max: MAX_LIST, long: true, missing }) };
}

interface Shown {
  readonly title: string;
  readonly intro: string;
  readonly values: FormValues;
  readonly errors?: FormErrors;
}

function show({ language }: TurnContext, shown: Shown, name: string, id: string, label: string): Reply {
  const view = formView(fieldsOf(language), {
    ...shown,
    language,
    submit: { name, id, label, style: 'primary' },
    cancelLabel: importTexts[language].cancel,
  });
  return { views: [view], language };
}
