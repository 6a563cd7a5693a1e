import { z } from 'zod';
import type { Input, Language } from '../../turn/turn';
import type { Action } from '../../views/views';

/** Says the words again, with a fresh trigger for a modal; used where a form was asked for in a plain message. */
export const SAY = 'slack.say';

const value = z.strictObject({
  i: z.string().max(150).optional(),
  w: z.string().max(1900).optional(),
  l: z.enum(['sv', 'en']),
});

export interface Pressed {
  readonly input: Input;
  readonly language: Language;
}

/** An action_id must be unique in its message, so the name gets a suffix. */
export function actionId(name: string, index: number): string {
  return `${name}~${index}`;
}

/** What a button carries: an id and the language of the message, never a record. */
export function actionValue(action: Pick<Action, 'id'>, language: Language): string {
  return JSON.stringify({ i: action.id, l: language });
}

/** What a button that says words again carries. The words are the person's own, seconds old; the longest don't fit. */
export function sayValue(words: string, language: Language): string {
  return JSON.stringify({ w: words, l: language });
}

/** Reads what a pressed button carried; undefined when it isn't one of ours. */
export function readPressed(id: string, raw: string | undefined): Pressed | undefined {
  const name = /^([a-z][\w.-]{0,99})~\d{1,3}$/i.exec(id)?.[1];
  const carried = value.safeParse(parseJson(raw));
  if (name === undefined || !carried.success) return undefined;
  const { i, w, l } = carried.data;
  if (name === SAY) return w === undefined ? undefined : { input: { kind: 'words', text: w }, language: l };
  return { input: { kind: 'action', name, id: i }, language: l };
}

function parseJson(raw: string | undefined): unknown {
  try {
    return JSON.parse(raw ?? '');
  } catch {
    return undefined;
  }
}
