import type { FormValues } from '../../turn/turn';
import type { Field, FormView } from '../../views/views';
import { terminalTexts } from './texts';

/** A form asked field by field. Pure: each line gives the next state and what to print. */
export interface FormState {
  readonly form: FormView;
  /** Ids of the fields still to ask. */
  readonly left: readonly string[];
  readonly values: FormValues;
}

const t = terminalTexts;

/** Starts with all fields, or after errors with the wrong ones alone; what was filled in before stays. */
export function openForm(form: FormView): FormState {
  const wrong = form.fields.filter((field) => form.errors?.[field.id] !== undefined);
  const asked = wrong.length > 0 ? wrong : form.fields;
  const values: Record<string, string | readonly string[]> = {};
  for (const field of form.fields) if (field.value !== undefined) values[field.id] = field.value;
  return { form, left: asked.map((field) => field.id), values };
}

/** What to print before the next field is typed. */
export function prompt({ form, left, values }: FormState): string {
  const field = form.fields.find(({ id }) => id === left[0]);
  if (field === undefined) return '';
  const value = values[field.id];
  const options = field.type === 'suggest' ? [] : (field.options ?? []);
  const labels = [value ?? []]
    .flat()
    .map((one) => options.find((option) => option.value === one)?.label ?? one);
  const current = labels.join(', ') === '' ? '' : ` [${labels.join(', ')}]`;
  return [
    form.errors?.[field.id],
    `${field.label}${field.required ? ` (${t.required})` : ''}${current}`,
    field.help,
    ...options.map(
      ({ label, hint }, index) => `  ${index + 1}. ${label}${hint === undefined ? '' : ` – ${hint}`}`,
    ),
  ]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

/** Takes a line as the value of the field asked for; an empty line leaves it as it is. */
export function fill(state: FormState, line: string): FormState {
  const [id, ...left] = state.left;
  const field = state.form.fields.find((candidate) => candidate.id === id);
  if (field === undefined) return state;
  if (line.trim() === '') return { ...state, left };
  return { ...state, left, values: { ...state.values, [field.id]: read(field, line.trim()) } };
}

function read(field: Field, line: string): string | readonly string[] {
  const pick = (part: string): string => field.options?.[Number(part) - 1]?.value ?? part;
  if (field.type === 'choice') return pick(line);
  if (field.type === 'choices' || field.type === 'suggest') {
    const parts = line.split(',').map((part) => part.trim());
    return parts.filter((part) => part !== '').map(field.type === 'choices' ? pick : (part) => part);
  }
  return line;
}
