import type { InputBlock, PlainTextInput, PlainTextOption } from '@slack/types';
import type { Language } from '../../../turn/turn';
import { assertNever, type Field, type FieldOption } from '../../../views/views';
import { limits } from '../limits';
import { texts } from '../texts';
import { plain } from './blocks';
import { shorten } from './text';

const SUGGEST = 'suggest:';

/** The action_id of a typeahead field names its source; the block_id is the field's id. */
export function suggestActionId(source: string): string {
  return `${SUGGEST}${source}`;
}

/** The source a typeahead's action_id names; undefined when it isn't a typeahead of ours. */
export function readSuggestActionId(id: string): string | undefined {
  return id.startsWith(SUGGEST) ? id.slice(SUGGEST.length) : undefined;
}

/** Part two of a long text has `#2` after the field's id. */
export function partId(field: string, index: number): string {
  return index === 0 ? field : `${field}#${index + 1}`;
}

/**
 * A field as input blocks: one, except for a text that is longer than Slack's 3,000 characters, which is divided so that
 * nothing of it is lost when the form is sent.
 */
export function fieldBlocks(field: Field, language: Language): InputBlock[] {
  const element = fieldElement(field, language);
  if (element !== undefined) return [inputBlock(field, field.label, field.id, element)];
  const parts = split(text(field.value));
  return parts.map((part, index) => {
    const label =
      parts.length === 1 ? field.label : texts[language].partOf(field.label, index + 1, parts.length);
    const optional = !field.required || index > 0;
    return inputBlock(field, label, partId(field.id, index), textInput(field, part), optional);
  });
}

function inputBlock(
  field: Field,
  label: string,
  id: string,
  element: InputBlock['element'],
  optional = !field.required,
): InputBlock {
  const hint = plain(field.help ?? '');
  return {
    type: 'input',
    block_id: id,
    label: { type: 'plain_text', text: shorten(plain(label) || '–', limits.label), emoji: false },
    ...(hint !== '' && { hint: { type: 'plain_text', text: shorten(hint, limits.hint), emoji: false } }),
    optional,
    element,
  };
}

/** The element of a field; undefined when it is shown as free text, as a choice without options is. */
function fieldElement(field: Field, language: Language): InputBlock['element'] | undefined {
  switch (field.type) {
    case 'text':
    case 'longtext':
      return undefined;
    case 'date':
      return { type: 'datepicker', action_id: 'value', ...initialDate(text(field.value)) };
    case 'choice':
      return choice(field, language);
    case 'choices':
      return choices(field, language);
    case 'suggest': {
      const initial = list(field.value).map((value) => option(labelled(value, field.options)));
      return {
        type: 'multi_external_select',
        action_id: suggestActionId(field.source ?? field.id),
        placeholder: placeholder(field, language),
        min_query_length: 1,
        ...(initial.length > 0 && { initial_options: initial.slice(0, limits.options) }),
      };
    }
    default:
      return assertNever(field.type);
  }
}

function textInput(field: Field, initial: string): PlainTextInput {
  const longest = Math.min(field.maxLength ?? limits.inputText, limits.inputText);
  return {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: field.type === 'longtext',
    max_length: Math.max(1, longest, initial.length),
    ...(initial !== '' && { initial_value: initial }),
    ...(plain(field.placeholder ?? '') !== '' && { placeholder: placeholder(field, 'sv') }),
  };
}

function choice(field: Field, language: Language): InputBlock['element'] | undefined {
  const options = optionsOf(field);
  if (options.length === 0) return undefined;
  const initial = options.find(({ value }) => value === text(field.value));
  return {
    type: 'static_select',
    action_id: 'value',
    placeholder: placeholder(field, language),
    options,
    ...(initial !== undefined && { initial_option: initial }),
  };
}

/** Up to ten are boxes to tick, which shows all of them at once; more are a menu. */
function choices(field: Field, language: Language): InputBlock['element'] | undefined {
  const options = optionsOf(field);
  if (options.length === 0) return undefined;
  const chosen = options.filter(({ value }) => value !== undefined && list(field.value).includes(value));
  const initial = chosen.length > 0 ? { initial_options: chosen } : {};
  if (options.length <= limits.checkboxes)
    return { type: 'checkboxes', action_id: 'value', options, ...initial };
  return {
    type: 'multi_static_select',
    action_id: 'value',
    placeholder: placeholder(field, language),
    options,
    ...initial,
  };
}

/** Slack takes a hundred options, each with its own value of at most 150 characters. */
function optionsOf(field: Field): PlainTextOption[] {
  const seen = new Set<string>();
  const fits = (field.options ?? []).filter(({ value }) => {
    const fresh = value !== '' && value.length <= limits.optionValue && !seen.has(value);
    seen.add(value);
    return fresh;
  });
  return fits.slice(0, limits.options).map(option);
}

/** An option of a menu or typeahead. */
export function option({ value, label, hint }: FieldOption): PlainTextOption {
  const description = plain(hint ?? '');
  return {
    text: {
      type: 'plain_text',
      text: shorten(plain(label) || plain(value) || '–', limits.optionText),
      emoji: false,
    },
    value: shorten(value, limits.optionValue),
    ...(description !== '' && {
      description: { type: 'plain_text', text: shorten(description, limits.optionText), emoji: false },
    }),
  };
}

function labelled(value: string, options: readonly FieldOption[] = []): FieldOption {
  return options.find((candidate) => candidate.value === value) ?? { value, label: value };
}

function placeholder(field: Field, language: Language): { type: 'plain_text'; text: string; emoji: false } {
  const words = plain(field.placeholder ?? '') || texts[language].pick;
  return { type: 'plain_text', text: shorten(words, limits.placeholder), emoji: false };
}

function initialDate(value: string): { initial_date?: string } {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { initial_date: value } : {};
}

function text(value: Field['value']): string {
  return typeof value === 'string' ? value : (value ?? []).join(', ');
}

function list(value: Field['value']): readonly string[] {
  const values = typeof value === 'string' ? [value] : (value ?? []);
  return [...new Set(values.filter((item) => item.trim() !== ''))];
}

function split(value: string): string[] {
  const parts: string[] = [];
  for (let rest = value; rest !== '' || parts.length === 0; ) {
    const cut = rest.slice(0, limits.inputText);
    const part = rest.length > limits.inputText ? cut.replace(/[\uD800-\uDBFF]$/, '') : cut;
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}
