import { z } from 'zod';
import type { FormValues, Language } from '../turn/turn';
import type { Action, Field, FormView } from '../views/views';
import type { FormField } from './fields';

export type FormFields = Readonly<Record<string, FormField<unknown>>>;

/** The values that a form's fields give. */
export type ValuesOf<F extends FormFields> = {
  [K in keyof F]: F[K] extends FormField<infer T> ? T : never;
};

/** By field id; '' is the form as a whole. */
export type FormErrors = Readonly<Record<string, string>>;

export type FormReading<T> =
  | { readonly ok: true; readonly values: T }
  | { readonly ok: false; readonly errors: FormErrors };

/** Reads what was typed, all fields at once, so that every mistake is shown in one go. Unknown fields are ignored. */
export function readForm<F extends FormFields>(fields: F, typed: FormValues): FormReading<ValuesOf<F>> {
  const shape = Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, field.schema]));
  // A field that a platform leaves out is read as empty, hence the undefined for every id.
  const all = Object.fromEntries(Object.keys(fields).map((id) => [id, typed[id]]));
  const result = z.object(shape).safeParse(all);
  if (result.success) return { ok: true, values: result.data as ValuesOf<F> };
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message;
  return { ok: false, errors };
}

interface FormOptions {
  readonly language: Language;
  readonly title: string;
  readonly intro?: string;
  readonly submit: Action;
  readonly cancelLabel: string;
  readonly values?: FormValues;
  readonly errors?: FormErrors;
}

/** A form as it is shown: the fields with what was typed so far, and the mistakes where they are. */
export function formView(fields: FormFields, options: FormOptions): FormView {
  const { title, intro, submit, cancelLabel, values = {}, errors } = options;
  const shown = Object.entries(fields).map(
    ([id, field]): Field => ({
      id,
      ...field.view,
      ...(values[id] === undefined ? {} : { value: values[id] }),
    }),
  );
  return {
    kind: 'form',
    title,
    ...(intro === undefined ? {} : { intro }),
    fields: shown,
    submit,
    cancelLabel,
    ...(errors === undefined ? {} : { errors }),
  };
}
