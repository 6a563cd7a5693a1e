import { type FormErrors, formView, readForm } from '../../forms/form';
import { type FormTicket, readTicket, writeTicket } from '../../forms/keys';
import { BotError } from '../../turn/errors';
import type { FormValues, Reply, TurnContext } from '../../turn/turn';
import type { FormView } from '../../views/views';
import { causeOf } from '../access';
import { changesSince, draftAt } from '../changes';
import { rebase, toDraft, toValues } from '../draft';
import type { CommonContent, Entry } from '../entry';
import type { KindDefinition, KindDependencies } from '../kind';
import { recordTexts } from '../texts';
import { changeLine, recordView } from '../view';
import { loadEditable } from './load';
import { replacing, reply } from './reply';

/** An empty form for a new record, with what is known of the person filled in. */
export function newForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  deps: KindDependencies,
): Reply {
  return reply(context, showForm(kind, context, { key: deps.newKey() }, kind.prefill(context.person)));
}

/** The form filled with the record as it is. @throws BotError `record-not-found`, `not-allowed`. */
export async function editForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  code: string,
  deps: KindDependencies,
): Promise<Reply> {
  const entry = await loadEditable(kind, context, code);
  if (entry.withdrawn) return reply(context, recordView(kind, entry, viewerOf(context), deps));
  const ticket = { key: deps.newKey(), edits: { code: entry.code, version: entry.version } };
  return reply(context, showForm(kind, context, ticket, toValues(entry)));
}

/**
 * Saves what a form holds: a new record or a new version. Whatever keeps it from being saved, mistakes or an absent store
 * or someone else's change, comes back as the same form with everything that was typed.
 * @throws BotError `button-too-old` when the form isn't one of ours, `record-not-found`, `not-allowed`.
 */
export async function saveForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  sent: { readonly id: string; readonly values: FormValues },
  deps: KindDependencies,
): Promise<Reply> {
  const ticket = readTicket(sent.id);
  if (ticket === undefined) throw new BotError('button-too-old');
  const again = (errors: FormErrors): Reply =>
    reply(context, showForm(kind, context, ticket, sent.values, errors));
  const read = readForm(kind.fields(context.language, context.today), sent.values);
  const errors = read.ok ? kind.check(read.values, context.language) : read.errors;
  if (!read.ok || Object.keys(errors).length > 0) return again(errors);
  try {
    return await store(kind, context, ticket, read.values, deps);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    if (error.code === 'store-away') return again({ '': error.say(context.language) });
    if (error.code === 'record-changed' && ticket.edits !== undefined) {
      return showChanged(kind, context, { ...ticket, edits: ticket.edits }, sent.values, deps);
    }
    throw error;
  }
}

async function store<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  { key, edits }: FormTicket,
  values: Readonly<Record<string, unknown>>,
  deps: KindDependencies,
): Promise<Reply> {
  const t = recordTexts[context.language];
  const cause = causeOf(context, `form:${key}`);
  const show = (entry: Entry<C>, lead: string): Reply =>
    replacing(context, recordView(kind, entry, viewerOf(context), deps, { lead }));
  if (edits === undefined) {
    const { entry } = await kind.repository.create(toDraft(values, kind.initialStatus), cause);
    return show(entry, t.saved(entry.code));
  }
  const before = await loadEditable(kind, context, edits.code);
  // The status isn't in the form: whatever it has become in the meantime is kept.
  const draft = toDraft<C>(values, draftAt(before, edits.version).status);
  const entry = await kind.repository.update(edits.code, edits.version, draft, cause);
  return show(entry, t.updated(entry.code));
}

/** The form once more, on top of the version that someone else has saved, saying what they changed. */
async function showChanged<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  ticket: FormTicket & { readonly edits: NonNullable<FormTicket['edits']> },
  typed: FormValues,
  deps: KindDependencies,
): Promise<Reply> {
  const t = recordTexts[context.language];
  const entry = await loadEditable(kind, context, ticket.edits.code);
  const said = new BotError('record-changed').say(context.language);
  if (entry.withdrawn)
    return reply(context, recordView(kind, entry, viewerOf(context), deps, { lead: said }));
  const lines = changesSince(entry, ticket.edits.version).map((change) =>
    changeLine(kind, change, viewerOf(context), deps),
  );
  const opened = toValues(draftAt(entry, ticket.edits.version));
  const current = { key: deps.newKey(), edits: { code: entry.code, version: entry.version } };
  const text = [said, t.changedNow, ...lines.map((line) => `• ${line}`), t.changedHint].join('\n');
  return reply(
    context,
    showForm(kind, context, current, rebase(typed, opened, toValues(entry)), { '': text }),
  );
}

function showForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  ticket: FormTicket,
  values: FormValues,
  errors?: FormErrors,
): FormView {
  const texts = kind.texts[context.language];
  const t = recordTexts[context.language];
  return formView(kind.fields(context.language, context.today), {
    language: context.language,
    title: ticket.edits === undefined ? texts.newTitle : texts.editTitle,
    intro: texts.intro,
    submit: { name: `${kind.name}.save`, id: writeTicket(ticket), label: t.save, style: 'primary' },
    cancelLabel: t.cancel,
    values,
    errors,
  });
}

/** Who looks, in which language, on which day. */
export function viewerOf(context: TurnContext): Parameters<typeof recordView>[2] {
  return { person: context.person, language: context.language, today: context.today };
}
