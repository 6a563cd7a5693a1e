import { type FormErrors, readForm } from '../../forms/form';
import { type FormTicket, readTicket } from '../../forms/keys';
import { BotError } from '../../turn/errors';
import { allows } from '../../turn/permissions';
import type { FormValues, Reply, TurnContext } from '../../turn/turn';
import { causeOf } from '../access';
import { changesSince, draftAt } from '../changes';
import { rebase, toDraft, toValues } from '../draft';
import type { CommonContent, Draft, Entry } from '../entry';
import type { KindDefinition, KindDependencies } from '../kind';
import { recordTexts } from '../texts';
import { changeLine, recordView } from '../view';
import { type FormPart, fieldsOf, MAX_LINK, showForm, viewerOf } from './form-show';
import { loadEditable, loadVisible } from './load';
import { reply } from './reply';
import { showInstead } from './show-record';
import { together, type Warnings, warnOfDuplicates, warnOfSensitive } from './warnings';

export { viewerOf } from './form-show';

/** What a sent form holds. */
export interface SentForm {
  readonly id: string;
  readonly values: FormValues;
}

/**
 * A form for a new record, with what is known of the person filled in. With `values`, such as the text of the message that
 * it was asked for on, those too, and the link to the message.
 */
export function newForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  deps: KindDependencies,
  values?: FormValues,
): Reply {
  const filled: Record<string, FormValues[string]> = { ...kind.prefill(context.person), ...values };
  const { link } = context;
  if (values !== undefined && link !== undefined && link.length <= MAX_LINK) filled.source = link;
  return reply(context, showForm(kind, context, { key: deps.newKey() }, filled));
}

/** A form for a new record that says what another one does, but for what was particular to its time. */
export async function copyForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  code: string,
  deps: KindDependencies,
): Promise<Reply> {
  const entry = await loadVisible(kind, context, code);
  if (!allows(kind.write, context.person.roles)) throw new BotError('not-allowed');
  const leftOut = new Set(['status', 'shared', 'administrations', 'source', ...(kind.notCopied ?? [])]);
  const copied = Object.entries(toValues(entry)).filter(([id]) => !leftOut.has(id));
  const values = { ...kind.prefill(context.person), ...Object.fromEntries(copied) };
  return reply(context, showForm(kind, context, { key: deps.newKey() }, values));
}

/** The form, or a part of it, filled with the record as it is. @throws BotError `record-not-found`, `not-allowed`. */
export async function editForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  code: string,
  deps: KindDependencies,
  part?: FormPart,
): Promise<Reply> {
  const entry = await loadEditable(kind, context, code);
  if (entry.withdrawn) return reply(context, recordView(kind, entry, viewerOf(context), deps));
  const ticket = { key: deps.newKey(), edits: { code: entry.code, version: entry.version } };
  return reply(context, showForm(kind, context, ticket, toValues(entry), { part }));
}

/**
 * Saves what a form holds: a new record or a new version. Whatever keeps it from being saved, mistakes or an absent store
 * or someone else's change, comes back as the same form with everything that was typed. What the person should think about
 * first comes back so once; sent again it is saved.
 * @throws BotError `button-too-old` when the form isn't one of ours, `record-not-found`, `not-allowed`.
 */
export async function saveForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  sent: SentForm,
  deps: KindDependencies,
  part?: FormPart,
): Promise<Reply> {
  const ticket = readTicket(sent.id);
  if (ticket === undefined) throw new BotError('button-too-old');
  const again = (errors: FormErrors, asked = ticket): Reply =>
    reply(context, showForm(kind, context, asked, sent.values, { errors, part }));
  const read = readForm(fieldsOf(kind, context, part), sent.values);
  const errors = read.ok ? kind.check(read.values, context.language) : read.errors;
  if (!read.ok || Object.keys(errors).length > 0) return again(errors);
  try {
    const stored = await store(kind, context, ticket, read.values, deps, part);
    return 'views' in stored ? stored : again(stored.errors, { ...ticket, warned: true });
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    if (error.code === 'store-away') return again({ '': error.say(context.language) });
    if (error.code === 'record-changed' && ticket.edits !== undefined) {
      return showChanged(kind, context, { ...ticket, edits: ticket.edits }, sent.values, deps, part);
    }
    throw error;
  }
}

/** The form as it was sent, when the store is so far away that not even the sender's role can be told. */
export function keepForm<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  sent: SentForm,
  part?: FormPart,
): Reply {
  const ticket = readTicket(sent.id);
  if (ticket === undefined) throw new BotError('button-too-old');
  const errors = { '': new BotError('store-away').say(context.language) };
  return reply(context, showForm(kind, context, ticket, sent.values, { errors, part }));
}

/** What was saved, or what to think about first. */
async function store<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  ticket: FormTicket,
  values: Readonly<Record<string, unknown>>,
  deps: KindDependencies,
  part: FormPart | undefined,
): Promise<Reply | Warnings> {
  const t = recordTexts[context.language];
  const { key, edits, warned = false } = ticket;
  const show = (entry: Entry<C>, lead: string): Reply => showInstead(kind, context, entry, deps, lead);
  const fields = fieldsOf(kind, context, part);
  const cause = causeOf(context, `form:${key}`);
  if (edits === undefined) {
    const made = await kind.repository.madeBy(cause);
    if (made !== undefined) return show(made, t.saved(made.code));
    const draft = toDraft<C>(values, kind.initialStatus, kind.kept?.(context));
    const found = together(
      warnOfSensitive(fields, values, context.language),
      await warnOfDuplicates(kind, context, draft, cause, deps),
    );
    if (found.given.length > 0 && !warned) return found;
    const { entry } = await kind.repository.create(draft, { ...cause, ...accepted(found) });
    return show(entry, savedLead(entry, context));
  }
  const before = await loadEditable(kind, context, edits.code);
  const opened = draftAt(before, edits.version);
  const found = warnOfSensitive(fields, values, context.language, toValues(opened));
  if (found.given.length > 0 && !warned) return found;
  const draft = merge(opened, values, part);
  const change = { ...cause, ...accepted(found) };
  const entry = await kind.repository.update(edits.code, edits.version, draft, change);
  return show(entry, t.updated(entry.code));
}

function accepted({ given }: Warnings): { accepted?: Warnings['given'] } {
  return given.length > 0 ? { accepted: given } : {};
}

/** The record as it was when the form was opened, with what the form holds. What isn't in the form is kept. */
function merge<C extends CommonContent>(
  opened: Draft<C>,
  values: Readonly<Record<string, unknown>>,
  part: FormPart | undefined,
): Draft<C> {
  if (part === undefined) return toDraft<C>(values, opened.status, opened.content);
  return { ...opened, content: { ...opened.content, ...values } };
}

/** Saved, and for a draft that it isn't seen yet. */
export function savedLead({ code, status }: Entry<unknown>, { language }: TurnContext): string {
  const t = recordTexts[language];
  return status === 'draft' ? t.savedDraft(code) : t.saved(code);
}

/** The form once more, on top of the version that someone else has saved, saying what they changed. */
async function showChanged<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  ticket: FormTicket & { readonly edits: NonNullable<FormTicket['edits']> },
  typed: FormValues,
  deps: KindDependencies,
  part: FormPart | undefined,
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
  const values = rebase(typed, opened, toValues(entry));
  return reply(context, showForm(kind, context, current, values, { errors: { '': text }, part }));
}
