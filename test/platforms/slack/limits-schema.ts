import { z } from 'zod';

/**
 * Slack's limits as a strict schema, written from the Block Kit reference and not from our own constants: anything that
 * isn't listed is a mistake. What Slack only says in prose is a refinement.
 */
const wellFormed = z.string().refine((text) => !/\p{Surrogate}/u.test(text), 'has half a surrogate pair');
const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: wellFormed
      .min(1)
      .max(max)
      .refine((text) => text.trim() !== '', 'is blank'),
    emoji: z.literal(false),
  });

/** After the links and marks that are ours, no angle bracket and no bare ampersand may be left. */
const escaped = wellFormed
  .refine((text) => !/&(?!(amp|lt|gt);)/.test(text), 'has a bare or broken entity')
  .refine(
    (text) => !/[<>]/.test(text.replace(/<(https?:\/\/|mailto:|tel:)[^<>|]+\|[^<>]+>/g, '')),
    'is not escaped',
  );
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: escaped
      .min(1)
      .max(max)
      .refine((text) => text.trim() !== '', 'is blank'),
    verbatim: z.literal(true),
  });

const actionId = z.string().min(1).max(255);
const blockId = z.string().min(1).max(255).optional();
const option = z.strictObject({
  text: plainText(75),
  value: wellFormed.min(1).max(150),
  description: plainText(75).optional(),
});
const options = z
  .array(option)
  .min(1)
  .max(100)
  .refine(
    distinct<z.infer<typeof option>>(({ value }) => value),
    'has two options of one value',
  );

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: actionId,
  value: z.string().max(2000),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: wellFormed.min(1).max(75).optional(),
});
const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: z.union([mrkdwn(3000), plainText(3000)]).optional(),
    fields: z.array(mrkdwn(2000)).min(1).max(10).optional(),
    accessory: button.optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'has neither text nor fields');
const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z
    .array(button)
    .min(1)
    .max(25)
    .refine(
      distinct<z.infer<typeof button>>(({ action_id }) => action_id),
      'repeats an action_id',
    ),
});
const common = [
  section,
  actions,
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(150) }),
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: z
      .array(z.union([mrkdwn(3000), plainText(3000)]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
] as const;

const initial = (element: { options: { value: string }[]; initial_options?: { value: string }[] }): boolean =>
  (element.initial_options ?? []).every((chosen) =>
    element.options.some((candidate) => JSON.stringify(candidate) === JSON.stringify(chosen)),
  );
const element = z.union([
  z
    .strictObject({
      type: z.literal('plain_text_input'),
      action_id: actionId,
      multiline: z.boolean(),
      max_length: z.number().int().min(1).max(3000),
      initial_value: wellFormed.max(3000).optional(),
      placeholder: plainText(150).optional(),
    })
    .refine(
      ({ initial_value = '', max_length }) => initial_value.length <= max_length,
      'is longer than it may be',
    ),
  z.strictObject({
    type: z.literal('datepicker'),
    action_id: actionId,
    initial_date: z.iso.date().optional(),
  }),
  z
    .strictObject({
      type: z.literal('static_select'),
      action_id: actionId,
      placeholder: plainText(150),
      options,
      initial_option: option.optional(),
    })
    .refine(
      (e) => initial({ ...e, initial_options: e.initial_option && [e.initial_option] }),
      'has a foreign option',
    ),
  z
    .strictObject({
      type: z.literal('checkboxes'),
      action_id: actionId,
      options: options.max(10),
      initial_options: z.array(option).min(1).optional(),
    })
    .refine(initial, 'has a foreign option'),
  z
    .strictObject({
      type: z.literal('multi_static_select'),
      action_id: actionId,
      placeholder: plainText(150),
      options,
      initial_options: z.array(option).min(1).optional(),
    })
    .refine(initial, 'has a foreign option'),
  z.strictObject({
    type: z.literal('multi_external_select'),
    action_id: actionId,
    placeholder: plainText(150),
    min_query_length: z.number().int().min(0),
    initial_options: options.optional(),
  }),
]);
const input = z.strictObject({
  type: z.literal('input'),
  block_id: z.string().min(1).max(255),
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean(),
  element,
});

const uniqueBlocks = distinct<{ block_id?: string | undefined }>(({ block_id }) => block_id);
const uniqueActions = (blocks: readonly unknown[]): boolean => {
  const ids = [...JSON.stringify(blocks).matchAll(/"type":"button".*?"action_id":"([^"]+)"/g)].map(
    ([, id]) => id,
  );
  return new Set(ids).size === ids.length;
};
const blocks = <T extends z.ZodType<{ block_id?: string | undefined }>>(kind: T, max: number) =>
  z
    .array(kind)
    .min(1)
    .max(max)
    .refine(uniqueBlocks, 'repeats a block_id')
    .refine(uniqueActions, 'repeats an action_id');

const block = z.discriminatedUnion('type', [...common]);
const viewBlock = z.discriminatedUnion('type', [...common, input]);

/** A message as it goes to chat.postMessage, chat.update, an ack or a response_url. */
export const messageSchema = z.strictObject({
  text: escaped.min(1).max(4000),
  blocks: blocks(block, 50).refine(
    (list) => JSON.stringify(list).length <= 13_000,
    'is over 13,000 characters',
  ),
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
});

export const modalSchema = z
  .strictObject({
    type: z.literal('modal'),
    callback_id: z.string().min(1).max(255),
    private_metadata: z.string().max(3000).optional(),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24),
    blocks: blocks(viewBlock, 100),
  })
  .refine(
    ({ submit, blocks: list }) => submit !== undefined || list.every(({ type }) => type !== 'input'),
    'lacks submit',
  );

export const homeSchema = z.strictObject({ type: z.literal('home'), blocks: blocks(block, 100) });

export const optionsSchema = z.strictObject({ options: z.array(option).max(100) });

function distinct<T>(key: (item: T) => string | undefined): (items: readonly T[]) => boolean {
  return (items) => {
    const keys = items.map(key).filter((value) => value !== undefined);
    return new Set(keys).size === keys.length;
  };
}
