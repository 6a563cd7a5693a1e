import type { KnownBlock } from '@slack/types';
import type { Language } from '../../../turn/turn';
import type { FormView } from '../../../views/views';
import { texts } from '../texts';
import { sections } from './blocks';
import { bold, escapeText } from './text';

/** What is wrong with a form, or to be thought about first, above its fields; nothing when nothing is. */
export function problems(view: FormView, language: Language): KnownBlock[] {
  const entries = Object.entries(view.errors ?? {});
  if (entries.length === 0) return [];
  const { '': whole = '', ...atFields } = view.errors ?? {};
  // What is said of the form as a whole may be something to think about: then nothing has to change.
  const said = whole === '' ? [] : [`:warning: ${escapeText(whole)}`];
  const lines = Object.entries(atFields).map(([id, message]) => {
    const label = view.fields.find((field) => field.id === id)?.label;
    return label === undefined ? `• ${escapeText(message)}` : `• ${bold(label)}: ${escapeText(message)}`;
  });
  if (lines.length === 0) return sections(said);
  return sections([...said, [`:warning: ${bold(texts[language].formProblem)}`, ...lines].join('\n')]);
}
