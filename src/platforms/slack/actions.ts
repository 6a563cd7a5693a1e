import { z } from 'zod';
import { shorten } from '../../forms/text';
import type { FormValues, Input, Language } from '../../turn/turn';
import type { Action } from '../../views/views';
import { limits } from './limits';

/** Says the words again, with a fresh trigger for a modal; used where a form was asked for in a plain message. */
export const SAY = 'slack.say';

const value = z.strictObject({
  i: z.string().max(150).optional(),
  w: z.string().max(1900).optional(),
  f: z.record(z.string().max(50), z.string().max(2000)).optional(),
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

/**
 * What a button carries that opens a form which was filled in from somebody's message and could not be opened at once: the
 * texts in it, for the person alone, seconds old and not saved anywhere. The longest are cut to what a button holds.
 */
export function filledValue(values: Readonly<Record<string, string>>, language: Language): string {
  for (let longest = limits.buttonValue; ; longest -= 100) {
    const f = Object.fromEntries(Object.entries(values).map(([id, text]) => [id, shorten(text, longest)]));
    const value = JSON.stringify({ f, l: language });
    if (value.length <= limits.buttonValue || longest <= 200) return value;
  }
}

/** Reads what a pressed button carried; undefined when it isn't one of ours. */
export function readPressed(id: string, raw: string | undefined): Pressed | undefined {
  const name = /^([a-z][\w.-]{0,99})~\d{1,3}$/i.exec(id)?.[1];
  const carried = value.safeParse(parseJson(raw));
  if (name === undefined || !carried.success) return undefined;
  const { i, w, f, l } = carried.data;
  if (name === SAY) return w === undefined ? undefined : { input: { kind: 'words', text: w }, language: l };
  const values: FormValues | undefined = f;
  return { input: { kind: 'action', name, id: i, ...(values && { values }) }, language: l };
}

function parseJson(raw: string | undefined): unknown {
  try {
    return JSON.parse(raw ?? '');
  } catch {
    return undefined;
  }
}
