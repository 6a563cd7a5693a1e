import { z } from 'zod';

/** Ids end up in keys, addresses and URLs: bounded, without control characters or half a surrogate pair, and no step up a path. */
const id = z
  .string()
  .min(1)
  .max(1_024)
  .regex(/^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]*$/u);
const short = z.string().max(1_024);

const account = z.object({
  id,
  name: short.nullish(),
  aadObjectId: id.nullish(),
});

const entity = z.object({
  type: short,
  mentioned: z.object({ id: z.string() }).optional().catch(undefined),
  text: z.string().nullish().catch(undefined),
});

/**
 * The parts of an activity that we read, and nothing else. What an activity type doesn't need is optional, since Teams leaves
 * out much: events have no text, system events no sender.
 */
export const activitySchema = z.object({
  type: short.min(1),
  id: id.nullish(),
  name: short.nullish(),
  action: short.nullish(),
  timestamp: z.string().max(64).nullish(),
  serviceUrl: z.string().max(2_048),
  channelId: short,
  from: account.nullish(),
  recipient: account,
  conversation: z.object({
    id,
    conversationType: short.nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: short.nullish(),
  }),
  text: z.string().nullish(),
  locale: z.string().max(64).nullish(),
  replyToId: id.nullish(),
  entities: z
    .array(entity.catch({ type: 'unreadable', mentioned: undefined, text: undefined }))
    .max(500)
    .nullish(),
  /** Named in messages from channels, as far as Teams does. */
  channelData: z
    .object({
      team: z.object({ name: short.nullish() }).nullish(),
      channel: z.object({ name: short.nullish() }).nullish(),
    })
    .nullish()
    .catch(undefined),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
  value: z.unknown().optional(),
});

export type TeamsActivity = z.infer<typeof activitySchema>;

const pressed = z.object({
  name: z.string().min(1).max(100),
  id: z.string().max(200).optional(),
  language: z.enum(['sv', 'en']).optional(),
  /** The text that belongs to the buttons stands outside the card, so the message can't be replaced by the card alone. */
  keep: z.boolean().optional(),
  /** How to read a form's values, by field. */
  fields: z.record(z.string().max(100), z.enum(['one', 'many', 'suggest'])).optional(),
});

/** What our buttons carry under this key, beside the values of the card's inputs. */
export const PRESSED = 'action';

const pressedData = z.looseObject({ [PRESSED]: pressed });

export type Pressed = z.infer<typeof pressed>;

/** Reads a button's data and the inputs of its card; undefined when it isn't one of ours. */
export function readPressed(
  value: unknown,
): { pressed: Pressed; inputs: Record<string, unknown> } | undefined {
  const result = pressedData.safeParse(value);
  if (!result.success) return undefined;
  const { [PRESSED]: button, msteams: _ignored, ...inputs } = result.data;
  return { pressed: button, inputs };
}

const executed = z.object({ action: z.object({ data: z.unknown().optional() }) });

const triggered = z.object({ trigger: z.literal('automatic') });

/** True when Teams has pressed a card's `refresh` by itself: nobody has asked for anything. */
export function isAutomatic(value: unknown): boolean {
  return triggered.safeParse(value).success;
}

/** The data of an `adaptiveCard/action` invoke. */
export function readExecuted(value: unknown): unknown {
  return executed.safeParse(value).data?.action.data;
}

const query = z.object({
  queryText: z.string().max(500).catch(''),
  dataset: z.string().max(100),
});

/** The question of an `application/search` invoke: what was typed into a typeahead field, and for which source. */
export function readQuery(value: unknown): { source: string; text: string } | undefined {
  const result = query.safeParse(value);
  return result.success ? { source: result.data.dataset, text: result.data.queryText } : undefined;
}
