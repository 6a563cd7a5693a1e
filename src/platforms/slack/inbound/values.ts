import type { FormValues } from '../../../turn/turn';
import type { SubmissionBody } from './schemas';

type State = SubmissionBody['view']['state']['values'][string][string];

/** A sent modal's state as form values: by field id, with the parts of a divided long text put together again. */
export function readValues(values: SubmissionBody['view']['state']['values']): FormValues {
  // A map: a block may be called by any name, also that of an object's own parts.
  const result = new Map<string, string | readonly string[]>();
  for (const [blockId, elements] of Object.entries(values)) {
    const [state] = Object.values(elements);
    if (state === undefined) continue;
    const field = blockId.replace(/#\d+$/, '');
    const value = readState(state);
    const before = result.get(field);
    const goesOn = blockId !== field && typeof before === 'string' && typeof value === 'string';
    result.set(field, goesOn ? before + value : value);
  }
  result.delete('__proto__');
  return Object.fromEntries(result);
}

function readState(state: State): string | readonly string[] {
  if (state.selected_options !== undefined && state.selected_options !== null) {
    return state.selected_options.map(({ value }) => value);
  }
  if (['checkboxes', 'multi_external_select', 'multi_static_select'].includes(state.type)) return [];
  return state.selected_option?.value ?? state.selected_date ?? state.value ?? '';
}
