import { z } from 'zod';
import { choice, type FormField, optionalDate } from '../../forms/fields';
import { type FormErrors, type FormFields, formView, readForm } from '../../forms/form';
import { readTime } from '../../forms/times';
import type { FormValues, Language, TurnContext } from '../../turn/turn';
import type { FormView } from '../../views/views';
import type { PersonSettings, Reach } from './known';
import type { Choices } from './model';
import { settingsTexts } from './texts';

/** All of a person's settings in one form. */
export function settingsForm(
  { language, today, id }: TurnContext,
  reaches: readonly Reach[],
  values: FormValues,
  errors?: FormErrors,
): FormView {
  const t = settingsTexts[language];
  return formView(
    { ...fieldsOf(language, today), ...whereField(language, reaches) },
    {
      language,
      title: t.formTitle,
      submit: { name: 'settings.save', id, label: t.save, style: 'primary' },
      cancelLabel: t.cancel,
      values,
      errors,
    },
  );
}

export function valuesOf({ digest, prompts, awayUntil, ...rest }: PersonSettings, today: string): FormValues {
  const { hour, language, digestWhere } = rest;
  const values: Record<string, string> = {
    digest: digest ? 'on' : 'off',
    prompts: prompts ? 'on' : 'off',
    hour,
    language,
  };
  if (digestWhere !== undefined) values.digestWhere = digestWhere;
  if (awayUntil !== undefined && awayUntil >= today) values.awayUntil = awayUntil;
  return values;
}

/** What the form says is to be changed, or its mistakes. An absence that begins later keeps its beginning. */
export function readSettings(
  { language, today }: TurnContext,
  reaches: readonly Reach[],
  typed: FormValues,
  before: PersonSettings,
): { readonly ok: true; readonly changes: Choices } | { readonly ok: false; readonly errors: FormErrors } {
  const t = settingsTexts[language];
  const read = readForm(fieldsOf(language, today), typed);
  if (!read.ok) return read;
  const { digest, prompts, hour, awayUntil, language: chosen } = read.values;
  if (awayUntil !== undefined && awayUntil < today)
    return { ok: false, errors: { awayUntil: t.awayPast(awayUntil) } };
  const where = reaches.find(({ id }) => id === [typed.digestWhere].flat()[0]);
  const keptFrom = before.awayFrom !== undefined && awayUntil !== undefined && before.awayFrom <= awayUntil;
  const awayFrom = keptFrom ? before.awayFrom : awayUntil === undefined ? undefined : today;
  return {
    ok: true,
    changes: {
      digest: digest === 'on',
      prompts: prompts === 'on',
      ...{ hour, language: chosen, awayUntil, awayFrom },
      ...(where === undefined ? {} : { digestWhere: where.id }),
    },
  };
}

/** Asked for where there is something to choose between. */
function whereField(language: Language, reaches: readonly Reach[]): FormFields {
  const t = settingsTexts[language];
  const options = reaches.map(({ id, platform }) => ({ value: id, label: t.platforms[platform] }));
  if (options.length < 2) return {};
  return { digestWhere: choice({ language, label: t.where, options, fallback: undefined }) };
}

function fieldsOf(language: Language, today: string) {
  const t = settingsTexts[language];
  const options = [
    { value: 'on' as const, label: t.on },
    { value: 'off' as const, label: t.off },
  ];
  const onOff = (label: string) => choice({ language, label, options, fallback: 'on' as const });
  const languages = (['sv', 'en'] as const).map((value) => ({ value, label: t.languages[value] }));
  return {
    digest: onOff(t.digest),
    prompts: onOff(t.prompts),
    hour: hourField(language),
    language: choice({ language, label: t.language, options: languages, fallback: 'sv' as const }),
    awayUntil: optionalDate({ language, today, tense: 'coming', label: t.awayField, help: t.awayHelp }),
  };
}

function hourField(language: Language): FormField<string> {
  const t = settingsTexts[language];
  const typed = z.preprocess((value) => (typeof value === 'string' ? value : ''), z.string());
  const schema = typed.transform((text, context): string => {
    const hour = readTime(text);
    if (hour === undefined) context.addIssue(t.badHour);
    return hour ?? '';
  });
  return { view: { label: t.hour, help: t.hourHelp, required: true, type: 'text', maxLength: 10 }, schema };
}
