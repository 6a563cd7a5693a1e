import { requiredDate, requiredText } from '../../forms/fields';
import { type FormErrors, type FormReading, formView, readForm, type ValuesOf } from '../../forms/form';
import type { FormValues, Language } from '../../turn/turn';
import type { FormView } from '../../views/views';
import type { CuratedDraft } from './curated';
import { questionTexts } from './texts';

const QUESTION_MAX = 200;
/** About 80 words: an answer is read on a phone between two meetings. */
const TEXT_MAX = 600;
const SOURCE_MAX = 200;

function fields(language: Language, today: string) {
  const t = questionTexts[language];
  const missing = t.missing;
  return {
    question: requiredText({
      language,
      label: t.question,
      help: t.questionHelp,
      max: QUESTION_MAX,
      missing: missing(t.question),
    }),
    text: requiredText({
      language,
      label: t.text,
      help: t.textHelp,
      max: TEXT_MAX,
      long: true,
      missing: missing(t.text),
    }),
    source: requiredText({
      language,
      label: t.source,
      help: t.sourceHelp,
      max: SOURCE_MAX,
      missing: missing(t.source),
    }),
    reviewOn: requiredDate({
      language,
      label: t.reviewOn,
      help: t.reviewHelp,
      today,
      tense: 'coming',
      missing: missing(t.reviewOn),
    }),
  };
}

/** Reads the answer's form; every mistake at once. */
export function readAnswer(
  values: FormValues,
  language: Language,
  today: string,
): FormReading<ValuesOf<ReturnType<typeof fields>>> {
  return readForm(fields(language, today), values);
}

/** The form in which a coordinator answers; `id` says which question or curated answer, and on which version it was opened. */
export function answerForm(
  submit: { readonly name: string; readonly id: string },
  language: Language,
  today: string,
  values: FormValues | CuratedDraft,
  errors?: FormErrors,
): FormView {
  const t = questionTexts[language];
  return formView(fields(language, today), {
    language,
    title: t.formTitle,
    intro: t.formIntro,
    submit: { ...submit, label: t.save, style: 'primary' },
    cancelLabel: t.cancel,
    values: { ...values },
    errors,
  });
}
