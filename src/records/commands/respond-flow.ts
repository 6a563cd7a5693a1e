import { requiredText } from '../../forms/fields';
import { type FormErrors, formView, readForm } from '../../forms/form';
import { type FormTicket, readTicket, writeTicket } from '../../forms/keys';
import { BotError } from '../../turn/errors';
import type { Language, Reply, TurnContext } from '../../turn/turn';
import { causeOf } from '../access';
import { MAX_TEXT } from '../common-fields';
import type { CommonContent, Entry } from '../entry';
import type { KindDefinition, KindDependencies } from '../kind';
import { isOpenForResponse } from '../responding';
import { recordTexts } from '../texts';
import type { SentForm } from './form-flow';
import { loadVisible } from './load';
import { notice, reply } from './reply';
import { showInstead } from './show-record';
import { warnOfSensitive } from './warnings';

/** Confirms a record for those it names; pressed twice it says that it is done. @throws BotError `record-not-found`. */
export async function confirmRecord<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  code: string,
  deps: KindDependencies,
): Promise<Reply> {
  const t = recordTexts[context.language];
  const entry = await loadVisible(kind, context, code);
  const show = (now: Entry<C>, lead: string): Reply => showInstead(kind, context, now, deps, lead);
  if (!isOpenForResponse(entry, deps.names))
    return reply(context, notice('info', t.notForResponse(entry.code)));
  const own = entry.responses.some((one) => one.kind === 'confirmed' && one.by === context.person.id);
  if (own) return show(entry, t.alreadyConfirmed(entry.code));
  const said = { kind: 'confirmed', version: entry.version } as const;
  const now = await kind.repository.respond(entry.code, said, causeOf(context));
  deps.nudge?.();
  return show(now, t.confirmed(entry.code));
}

/** Opens a field for a comment, or saves the words that stood after the command. @throws BotError `record-not-found`. */
export async function commentOn<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  asked: { readonly code: string; readonly text?: string },
  deps: KindDependencies,
): Promise<Reply> {
  const t = recordTexts[context.language];
  const entry = await loadVisible(kind, context, asked.code);
  if (!isOpenForResponse(entry, deps.names))
    return reply(context, notice('info', t.notForResponse(entry.code)));
  const ticket = { key: deps.newKey(), edits: { code: entry.code, version: entry.version } };
  if (asked.text === undefined) return reply(context, commentForm(context, ticket, ''));
  return saveComment(kind, context, { id: writeTicket(ticket), values: { text: asked.text } }, deps);
}

/**
 * Saves a comment; what keeps it from being saved comes back in the form with what was typed.
 * @throws BotError `button-too-old`, `record-not-found`.
 */
export async function saveComment<C extends CommonContent>(
  kind: KindDefinition<C>,
  context: TurnContext,
  sent: SentForm,
  deps: KindDependencies,
): Promise<Reply> {
  const t = recordTexts[context.language];
  const ticket = readTicket(sent.id);
  if (ticket?.edits === undefined) throw new BotError('button-too-old');
  const { code } = ticket.edits;
  const typed = String(sent.values.text ?? '');
  const again = (errors: FormErrors, warned = ticket.warned): Reply =>
    reply(context, commentForm(context, { ...ticket, warned }, typed, errors));
  const fields = commentFields(context.language);
  const read = readForm(fields, { text: typed });
  if (!read.ok) return again(read.errors);
  const found = warnOfSensitive(fields, read.values, context.language);
  if (found.given.length > 0 && ticket.warned !== true) return again(found.errors, true);
  try {
    const entry = await loadVisible(kind, context, code);
    if (!isOpenForResponse(entry, deps.names)) return reply(context, notice('info', t.notForResponse(code)));
    // A comment may answer an older version; it is said of the one that is there now.
    const said = { kind: 'comment', text: read.values.text, version: entry.version } as const;
    const cause = causeOf(context, `form:${ticket.key}`, found.given);
    const now = await kind.repository.respond(code, said, cause);
    deps.nudge?.();
    return showInstead(kind, context, now, deps, t.commented(code));
  } catch (error) {
    if (error instanceof BotError && error.code === 'store-away')
      return again({ '': error.say(context.language) });
    throw error;
  }
}

function commentFields(language: Language) {
  const t = recordTexts[language];
  const { commentField: label, commentHelp: help, commentMissing: missing } = t;
  return { text: requiredText({ language, label, help, missing, max: MAX_TEXT, long: true }) };
}

function commentForm({ language }: TurnContext, ticket: FormTicket, text: string, errors?: FormErrors) {
  const t = recordTexts[language];
  return formView(commentFields(language), {
    language,
    title: t.commentTitle,
    submit: {
      name: 'record.saveComment',
      id: writeTicket(ticket),
      label: ticket.warned === true ? t.saveAnyway : t.save,
      style: 'primary',
    },
    cancelLabel: t.cancel,
    values: { text },
    errors,
  });
}
