import { z } from 'zod';

/**
 * What we use of Adaptive Cards 1.5, strictly: a property that isn't here, or a placeholder that wasn't filled, fails. The
 * `adaptivecards` package checks values but says nothing of unknown properties.
 */
const text = z
  .string()
  .min(1)
  .refine((value) => value.trim() !== '', 'must say something');
const id = z.string().regex(/^[\w.-]+$/);
const spacing = z.enum(['None', 'Small', 'Default', 'Medium', 'Large']).optional();
const size = z.enum(['Small', 'Default', 'Medium', 'Large', 'ExtraLarge']).optional();

const data = z.strictObject({
  action: z.strictObject({
    name: text,
    id: z.string().max(200).optional(),
    language: z.enum(['sv', 'en']),
    keep: z.boolean().optional(),
    fields: z.record(z.string(), z.enum(['one', 'many', 'suggest'])).optional(),
  }),
});
const press = {
  title: text,
  tooltip: text.optional(),
  style: z.enum(['positive', 'destructive']).optional(),
  associatedInputs: z.literal('none').optional(),
  mode: z.enum(['primary', 'secondary']).optional(),
  data,
};
const execute = z
  .strictObject({
    type: z.literal('Action.Execute'),
    verb: text,
    ...press,
    fallback: z.strictObject({ type: z.literal('Action.Submit'), ...press }),
  })
  .refine(
    (action) => JSON.stringify(action.data) === JSON.stringify(action.fallback.data),
    'both carry the same',
  )
  .refine((action) => action.verb === action.data.action.name, 'the verb is the name');
/** A button that opens a dialog, which Teams knows only as this. */
const opener = z.strictObject({
  type: z.literal('Action.Submit'),
  ...press,
  data: data.extend({ msteams: z.strictObject({ type: z.literal('task/fetch') }) }),
});
const submit = z.strictObject({ type: z.literal('Action.Submit'), ...press });
const toggle = z.strictObject({
  type: z.literal('Action.ToggleVisibility'),
  title: text,
  targetElements: z.array(id).min(1),
});

const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text,
  wrap: z.literal(true),
  size,
  spacing,
  weight: z.enum(['Bolder']).optional(),
  color: z.enum(['Default', 'Accent', 'Good', 'Warning', 'Attention']).optional(),
  isSubtle: z.boolean().optional(),
  style: z.enum(['heading']).optional(),
  separator: z.boolean().optional(),
});
const facts = z.array(z.strictObject({ title: text, value: text })).min(1);
const factSet = z.strictObject({
  type: z.literal('FactSet'),
  id: id.optional(),
  isVisible: z.boolean().optional(),
  facts,
});
const actionSet = z.strictObject({
  type: z.literal('ActionSet'),
  spacing,
  separator: z.boolean().optional(),
  // Teams shows six at most.
  actions: z
    .array(z.union([execute, opener, toggle, submit]))
    .min(1)
    .max(6),
});
const input = {
  id,
  label: text,
  isRequired: z.boolean(),
  errorMessage: text.optional(),
  value: z.string().optional(),
  placeholder: text.optional(),
};
const inputText = z.strictObject({
  type: z.literal('Input.Text'),
  ...input,
  isRequired: z.boolean().optional(),
  isMultiline: z.boolean().optional(),
  maxLength: z.number().int().positive().optional(),
  spacing,
});
const inputDate = z.strictObject({ type: z.literal('Input.Date'), ...input });
const inputChoiceSet = z.strictObject({
  type: z.literal('Input.ChoiceSet'),
  ...input,
  style: z.enum(['compact', 'expanded', 'filtered']),
  isMultiSelect: z.boolean(),
  wrap: z.literal(true),
  choices: z.array(z.strictObject({ title: text, value: z.string().regex(/^[^,]+$/, 'no comma') })),
  'choices.data': z.strictObject({ type: z.literal('Data.Query'), dataset: text }).optional(),
});
const parts = z.array(z.strictObject({ x: text, y: z.number() })).min(1);

const element: z.ZodType = z.lazy(() =>
  z.discriminatedUnion('type', [
    textBlock,
    factSet,
    actionSet,
    inputText,
    inputDate,
    inputChoiceSet,
    container,
    columnSet,
    chart,
  ]),
);
const items = z.array(element).min(1);
const container = z.strictObject({
  type: z.literal('Container'),
  id: id.optional(),
  isVisible: z.boolean().optional(),
  separator: z.boolean().optional(),
  spacing,
  items,
});
const column = z.strictObject({
  type: z.literal('Column'),
  width: z.enum(['stretch', 'auto']),
  verticalContentAlignment: z.enum(['Center']).optional(),
  items,
});
const columnSet = z.strictObject({
  type: z.literal('ColumnSet'),
  spacing,
  columns: z.array(column).min(1).max(4),
});
const chart = z.strictObject({
  type: z.literal('Chart.HorizontalBar'),
  color: z.literal('categoricalBlue'),
  data: parts,
  fallback: factSet,
});

export const adaptiveCardSchema = z.strictObject({
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  lang: z.enum(['sv', 'en']),
  fallbackText: text,
  refresh: z
    .strictObject({
      action: z.strictObject({ type: z.literal('Action.Execute'), title: text, verb: text, data }),
    })
    .optional(),
  msteams: z.strictObject({ width: z.literal('Full') }).optional(),
  body: items,
  actions: z
    .array(z.union([execute, submit]))
    .min(1)
    .max(6)
    .optional(),
});

/** A card in a dialog: Teams knows Action.Execute nowhere in one. In a chat the other way round: only openers are submitted. */
export const dialogCardSchema = adaptiveCardSchema.refine(
  (card) => !JSON.stringify(card).includes('"Action.Execute"'),
  'has Action.Execute in a dialog',
);
export const chatCardSchema = adaptiveCardSchema.refine(
  (card) => onlyOpenersSubmit(card),
  'has a submitted button outside a dialog',
);

function onlyOpenersSubmit(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return true;
  if ('type' in node && node.type === 'Action.Execute') return true;
  if ('type' in node && node.type === 'Action.Submit') return JSON.stringify(node).includes('"task/fetch"');
  return Object.values(node).every(onlyOpenersSubmit);
}
