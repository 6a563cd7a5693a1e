import { z } from 'zod';

const id = z.string().regex(/^[A-Z0-9]{1,40}$/);
const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/);
/** A field that must not be there. */
const absent = z.undefined().optional();
const name = z.string().max(200).optional();

/** A slash command's form fields. What isn't listed is dropped unread; `token` (deprecated) is never looked at. */
export const commandBody = z.object({
  team_id: id,
  channel_id: id,
  channel_name: name,
  user_id: id,
  user_name: name,
  command: z.string().max(100),
  text: z.string().max(20_000).default(''),
  trigger_id: z.string().min(1).max(200),
  response_url: z
    .string()
    .max(500)
    .regex(/^https?:\/\/[^\s/]+\//)
    .optional(),
});
export type CommandBody = z.infer<typeof commandBody>;

/** What surrounds an event. */
const envelope = {
  team_id: id.optional(),
  event_id: z.string().regex(/^[\w-]{1,60}$/),
  authorizations: z.array(z.object({ user_id: id.nullish(), team_id: id.nullish() })).optional(),
};

/**
 * A message that a person wrote: no subtype (edits, joins, bot messages), no bot. `file_share` is left out too: its text
 * is a caption.
 */
export const messageBody = z.object({
  ...envelope,
  event: z.object({
    type: z.literal('message'),
    channel_type: z.literal('im'),
    channel: id,
    user: id,
    text: z.string().max(40_000),
    ts,
    thread_ts: ts.optional(),
    subtype: absent,
    bot_id: absent,
    edited: absent,
    hidden: absent,
  }),
});

export const mentionBody = z.object({
  ...envelope,
  event: z.object({
    type: z.literal('app_mention'),
    channel: id,
    user: id,
    text: z.string().max(40_000),
    ts,
    thread_ts: ts.optional(),
    bot_id: absent,
    edited: absent,
  }),
});
export type SpokenBody = z.infer<typeof messageBody> | z.infer<typeof mentionBody>;

export const homeBody = z.object({
  ...envelope,
  event: z.object({
    type: z.literal('app_home_opened'),
    user: id,
    tab: z.enum(['home', 'messages']),
    channel: id.optional(),
  }),
});

const user = z.object({ id, name, username: name, team_id: id.optional() });

export const actionBody = z.object({
  type: z.literal('block_actions'),
  user,
  trigger_id: z.string().min(1).max(200),
  response_url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  channel: z.object({ id, name }).optional(),
  container: z.object({
    type: z.enum(['message', 'view', 'message_attachment']),
    message_ts: ts.optional(),
    thread_ts: ts.optional(),
    channel_id: id.optional(),
    is_ephemeral: z.boolean().optional(),
    view_id: z.string().max(60).optional(),
  }),
  view: z.object({ id: z.string().max(60), type: z.enum(['modal', 'home']) }).optional(),
  actions: z
    .array(
      z.object({ type: z.string(), action_id: z.string().max(255), value: z.string().max(2000).optional() }),
    )
    .min(1),
});
export type ActionBody = z.infer<typeof actionBody>;

const chosen = z.object({ value: z.string().max(200) });
const state = z.object({
  type: z.string(),
  value: z.string().max(3100).nullish(),
  selected_date: z.string().nullish(),
  selected_option: chosen.nullish(),
  selected_options: z.array(chosen).max(100).nullish(),
});

export const submissionBody = z.object({
  type: z.literal('view_submission'),
  user,
  trigger_id: z.string().min(1).max(200),
  view: z.object({
    id: z.string().max(60),
    private_metadata: z.string().max(3000),
    state: z.object({ values: z.record(z.string().max(255), z.record(z.string().max(255), state)) }),
  }),
});
export type SubmissionBody = z.infer<typeof submissionBody>;

/** "Ny …" from the search field or the lightning bolt: there is no conversation. */
export const globalShortcutBody = z.object({
  type: z.literal('shortcut'),
  callback_id: z.string().max(255),
  trigger_id: z.string().min(1).max(200),
  user,
});

/** An action on a message, which somebody else may have written: a person, the bot itself, or another app. */
export const messageShortcutBody = globalShortcutBody.extend({
  type: z.literal('message_action'),
  channel: z.object({ id, name }),
  response_url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  message: z.object({ text: z.string().max(40_000).catch(''), ts, thread_ts: ts.optional() }),
});
export type MessageShortcutBody = z.infer<typeof messageShortcutBody>;

export const suggestionBody = z.object({
  type: z.literal('block_suggestion'),
  action_id: z.string().max(255),
  value: z.string().max(500),
  view: z.object({ private_metadata: z.string().max(3000) }).optional(),
});
