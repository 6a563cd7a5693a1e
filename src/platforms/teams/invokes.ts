import { z } from 'zod';
import type { Input } from '../../turn/turn';
import { htmlToText } from './message-text';

/** Where a dialog is opened from and answered to. Teams calls it a task module. */
export const DIALOGS = {
  'task/fetch': { step: 'open', closes: 'chat' },
  'task/submit': { step: 'send', closes: 'chat' },
  'composeExtension/fetchTask': { step: 'open', closes: 'dialog' },
  'composeExtension/submitAction': { step: 'send', closes: 'dialog' },
} as const;

export type DialogName = keyof typeof DIALOGS;

export const SEARCH = 'composeExtension/query';

/** The manifest's actions of the message extension, and what each of them opens. */
export const EXTENSION_ACTIONS = {
  saveExample: 'example.capture',
  newExample: 'example.new',
  newInitiative: 'initiative.new',
} as const;
/** The manifest's search, and the name of what is typed into it. */
export const EXTENSION_SEARCH = { command: 'findRecord', parameter: 'text', opens: 'record.find' } as const;

const held = z.object({ data: z.unknown().optional() });

/** What the pressed button carried, with the values of the inputs. */
export function readDialogData(value: unknown): unknown {
  return held.safeParse(value).data?.data;
}

const chosen = z.object({
  commandId: z.string().max(100),
  messagePayload: z
    .object({
      linkToMessage: z.string().max(2_048).nullish().catch(undefined),
      body: z
        .object({ contentType: z.string().nullish(), content: z.string().nullish() })
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

export interface ChosenAction {
  readonly input: Input;
  /** The address of the message that it was chosen on. */
  readonly link?: string;
}

/** An action of the message extension, with the message it was chosen on; undefined when it isn't one of ours. */
export function readChosenAction(value: unknown): ChosenAction | undefined {
  const read = chosen.safeParse(value);
  if (!read.success) return undefined;
  const { commandId, messagePayload } = read.data;
  const actions: Readonly<Record<string, string>> = EXTENSION_ACTIONS;
  const name = Object.hasOwn(actions, commandId) ? actions[commandId] : undefined;
  if (name === undefined) return undefined;
  const { contentType, content } = messagePayload?.body ?? {};
  const text = contentType === 'text' ? (content ?? '') : htmlToText(content ?? '');
  const link = messageLink(messagePayload?.linkToMessage);
  return {
    input: { kind: 'action', name, ...(messagePayload ? { values: { text } } : {}) },
    ...(link === undefined ? {} : { link }),
  };
}

/** Only Teams' own addresses: the payload comes by way of a client. */
function messageLink(link: string | null | undefined): string | undefined {
  if (!link || !URL.canParse(link)) return undefined;
  const { protocol, hostname } = new URL(link);
  const ours = /^(?:[\w-]+\.)*(?:teams\.microsoft\.com|teams\.microsoft\.us|teams\.cloud\.microsoft)$/;
  return protocol === 'https:' && ours.test(hostname) ? link : undefined;
}

const search = z.object({
  commandId: z.literal(EXTENSION_SEARCH.command),
  parameters: z
    .array(z.object({ name: z.string(), value: z.unknown() }))
    .max(10)
    .catch([]),
});

/** What was typed into the search, empty when it has just been opened; undefined when the search isn't ours. */
export function readSearch(value: unknown): string | undefined {
  const read = search.safeParse(value);
  if (!read.success) return undefined;
  const typed = read.data.parameters.find(({ name }) => name === EXTENSION_SEARCH.parameter)?.value;
  return typeof typed === 'string' ? typed.slice(0, 500) : '';
}
