import type { Json, JsonObject } from '../template';

/**
 * The card for a dialog. Teams knows Action.Execute nowhere in one, so each button is what the template has for clients
 * without it.
 */
export function forDialog(card: Json): Json {
  return mapButtons(card, (submit) => submit);
}

/**
 * The card for a chat, where a button that leads to a form opens it in a dialog: it isn't pushed away by what others write,
 * and the chat keeps only what came of it. A client without dialogs sends the same data as a message, and the form comes as a
 * card in the chat.
 */
export function openingDialogs(card: Json, opensForm: (action: string) => boolean): Json {
  return mapButtons(card, (submit, execute) =>
    opensForm(String(execute.verb))
      ? { ...submit, data: { ...(submit.data as JsonObject), msteams: { type: 'task/fetch' } } }
      : execute,
  );
}

function mapButtons(node: Json, change: (submit: JsonObject, execute: JsonObject) => Json): Json {
  if (node === null || typeof node !== 'object') return node;
  if (isArray(node)) return node.map((inner) => mapButtons(inner, change));
  if (node.type === 'Action.Execute') return change(node.fallback as JsonObject, node);
  const copy: Record<string, Json | undefined> = {};
  for (const [key, inner] of Object.entries(node)) {
    copy[key] = inner === undefined ? undefined : mapButtons(inner, change);
  }
  return copy;
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
