import type { Field, FormView } from '../../../views/views';
import { encodeChoice, fieldKinds, OWN_SUFFIX } from '../form-values';
import { CANCEL } from '../inbound';
import { unmarked } from '../markdown';
import type { JsonObject } from '../template';
import { type Texts, texts } from '../texts';
import { base, optional, plain } from './base';
import { button, type CardContext } from './buttons';

/** More than this many choices are a drop-down list; fewer are shown at once, which saves a press. */
const MAX_EXPANDED = 7;

export function formCard(view: FormView, context: CardContext): JsonObject {
  const say = texts[context.language];
  const { errors = {} } = view;
  const { '': formError, ...fieldErrors } = errors;
  const cancel = { name: CANCEL, label: view.cancelLabel };
  return {
    ...base(context, view.title),
    title: plain(view.title),
    ...optional('intro', view.intro && plain(view.intro)),
    hasErrors: Object.keys(fieldErrors).length > 0,
    check: say.check,
    ...optional('formError', formError && plain(formError)),
    hasRequired: view.fields.some((field) => field.required),
    requiredMark: plain(say.requiredMark),
    fields: view.fields.map((field) => fieldData(field, fieldErrors[field.id], say)),
    submit: button(view.submit, context, { fields: fieldKinds(view.fields) }),
    cancel: button(cancel, context),
  };
}

function fieldData(field: Field, error: string | undefined, say: Texts): JsonObject {
  return {
    id: field.id,
    label: field.label,
    placeholder: field.placeholder,
    // With a text field beside it, neither of the two can be required alone: the command says what is missing.
    isRequired: field.required && field.type !== 'suggest',
    errorMessage: field.required && field.type !== 'suggest' ? say.required : undefined,
    ...optional('help', field.help && plain(field.help)),
    ...optional('error', error && plain(say.fieldError(field.label, error))),
    ...inputData(field, say),
  };
}

function inputData(field: Field, say: Texts): JsonObject {
  switch (field.type) {
    case 'text':
    case 'longtext':
      return {
        isText: true,
        isMultiline: field.type === 'longtext',
        maxLength: field.maxLength,
        value: single(field),
      };
    case 'date':
      return { isDate: true, value: single(field) };
    case 'choice':
    case 'choices':
      return choiceData(field, say);
    case 'suggest':
      return suggestData(field, say);
  }
}

function choiceData(field: Field, say: Texts): JsonObject {
  const options = field.options ?? [];
  const many = field.type === 'choices';
  return {
    isChoice: true,
    isMultiSelect: many,
    style: many && options.length <= MAX_EXPANDED ? 'expanded' : 'compact',
    placeholder: field.placeholder ?? say.chooseOne,
    choices: choices(options),
    value: several(field).map(encodeChoice).join(','),
  };
}

/** Suggestions come as one types (`application/search`); what was chosen before stays, as a choice or as own words. */
function suggestData(field: Field, say: Texts): JsonObject {
  const options = field.options ?? [];
  const values = several(field);
  const known = new Set(options.map((option) => option.value));
  return {
    isChoice: true,
    isMultiSelect: true,
    style: 'filtered',
    placeholder: field.placeholder ?? say.searchFor,
    choices: choices(options),
    query: { type: 'Data.Query', dataset: field.source ?? field.id },
    value: values
      .filter((value) => known.has(value))
      .map(encodeChoice)
      .join(','),
    hasOwn: true,
    ownId: `${field.id}${OWN_SUFFIX}`,
    ownLabel: say.own(field.label),
    ownHelp: plain(say.ownHelp),
    ownValue: values.filter((value) => !known.has(value)).join('; '),
  };
}

function choices(options: NonNullable<Field['options']>): JsonObject[] {
  return options.map(({ value, label, hint }) => ({
    title: unmarked(hint === undefined ? label : `${label} – ${hint}`),
    value: encodeChoice(value),
  }));
}

const several = (field: Field): readonly string[] => {
  if (field.value === undefined || field.value === '') return [];
  return typeof field.value === 'string' ? [field.value] : field.value;
};

const single = (field: Field): string | undefined => several(field)[0];
