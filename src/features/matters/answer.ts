import type { Message, Outbox } from '../../delivery/outbox';
import { type NewsSource, tell } from '../../delivery/teller';
import { choice, requiredText } from '../../forms/fields';
import { type FormErrors, formView, readForm } from '../../forms/form';
import { type FormTicket, readTicket, writeTicket } from '../../forms/keys';
import { isPseudonym } from '../../privacy/personal-data';
import { causeOf } from '../../records/access';
import { loadVisible } from '../../records/commands/load';
import { reply } from '../../records/commands/reply';
import { showInstead } from '../../records/commands/show-record';
import { MAX_TEXT, optionsOf } from '../../records/common-fields';
import type { Entry } from '../../records/entry';
import type { KindDependencies } from '../../records/kind';
import type { MatterContent } from '../../records/kinds/matter';
import { recordTexts } from '../../records/texts';
import { recordView } from '../../records/view';
import { BotError } from '../../turn/errors';
import type { FormValues, Language, Reply, TurnContext } from '../../turn/turn';
import type { MatterKind } from './kind';
import { matterTexts } from './texts';

export interface AnswerDependencies extends KindDependencies {
  readonly outbox: Pick<Outbox, 'enqueue'>;
  /** Sends what has just been queued, without keeping the coordinator waiting. */
  readonly nudge: () => void;
}

type Matter = Entry<MatterContent>;

/** How far back an answer is looked for that its teller's process didn't live to queue. */
const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1000;

/** The form for the council's answer, filled with the answer that there is. @throws BotError `record-not-found`. */
export async function answerForm(
  kind: MatterKind,
  context: TurnContext,
  code: string,
  deps: KindDependencies,
): Promise<Reply> {
  const entry = await loadVisible(kind, context, code);
  if (entry.withdrawn) throw new BotError('record-not-found');
  const ticket = { key: deps.newKey(), edits: { code: entry.code, version: entry.version } };
  const { answer = '', tell = false } = entry.content;
  return showForm(context, ticket, entry, { answer, tell: tell ? 'yes' : 'no' });
}

/**
 * Saves the answer and tells whoever reported the matter, once. Mistakes, an absent store and someone else's change bring
 * the form back with what was typed.
 * @throws BotError `button-too-old`, `record-not-found`.
 */
export async function saveAnswer(
  kind: MatterKind,
  context: TurnContext,
  sent: { readonly id: string; readonly values: FormValues },
  deps: AnswerDependencies,
): Promise<Reply> {
  const ticket = readTicket(sent.id);
  if (ticket?.edits === undefined) throw new BotError('button-too-old');
  const { code, version } = ticket.edits;
  const read = readForm(answerFields(context.language), sent.values);
  const entry = await loadVisible(kind, context, code);
  if (!read.ok) return showForm(context, ticket, entry, sent.values, read.errors);
  const { shared, administrations, content } = entry;
  const answeredAt = context.now.toISOString();
  const answered = { ...content, answer: read.values.answer, answeredAt, tell: read.values.tell === 'yes' };
  const draft = { status: 'answered', shared, administrations, content: answered } as const;
  let saved: Matter;
  try {
    saved = await kind.repository.update(code, version, draft, causeOf(context, `form:${ticket.key}`));
  } catch (error) {
    if (!(error instanceof BotError) || error.code === 'record-not-found') throw error;
    const edits = error.code === 'record-changed' ? { code, version: entry.version } : ticket.edits;
    const again = { ...ticket, edits };
    return showForm(context, again, entry, sent.values, { '': error.say(context.language) });
  }
  const news = { messages: messagesOf(kind, saved, deps, context.now), told: async () => undefined };
  await tell(deps.outbox, news, context.now);
  deps.nudge();
  const lead = matterTexts[context.language].answered(code);
  return showInstead(kind, context, saved, deps, lead);
}

/** Answers that a process saved and may not have lived to tell. */
export function answerSource(kind: MatterKind, deps: KindDependencies): NewsSource {
  const told = new Set<string>();
  return {
    name: 'matters',
    untold: async (now) => {
      const updated = { from: new Date(now.getTime() - LOOK_BACK_MS), until: new Date(now.getTime() + 1) };
      const { entries } = await kind.repository.find(
        { audience: undefined, statuses: ['answered'], updated },
        { page: 1, size: 50 },
      );
      return entries
        .filter((entry) => !told.has(keyOf(entry)))
        .map((entry) => ({
          messages: messagesOf(kind, entry, deps, now),
          told: async () => void told.add(keyOf(entry)),
        }));
    },
  };
}

const keyOf = ({ code, content }: Matter): string => `matter:${code}:${content.answeredAt}`;

function messagesOf(kind: MatterKind, entry: Matter, deps: KindDependencies, now: Date): Message[] {
  const { platform, address, language, conversation } = entry.content.reportedIn;
  // Whoever reported it has asked to be forgotten: there is nobody to tell.
  if (isPseudonym(conversation)) return [];
  // A guest's view: whoever reads along gets no buttons for what is the reporter's.
  const viewer = {
    person: { id: '', roles: ['guest'] },
    language,
    today: now.toISOString().slice(0, 10),
  } as const;
  const lead = matterTexts[language].told(entry.code);
  const view = { ...recordView(kind, entry, viewer, deps, { lead }), actions: [] };
  return [
    {
      _id: keyOf(entry),
      kind: 'matter',
      recipient: entry.createdBy.id,
      platform,
      address: { ...address },
      reply: { views: [view], language },
    },
  ];
}

function answerFields(language: Language) {
  const t = matterTexts[language];
  return {
    answer: requiredText({
      language,
      label: t.fields.answer,
      max: MAX_TEXT,
      long: true,
      missing: t.answerMissing,
    }),
    tell: choice({
      language,
      label: t.tell,
      help: t.tellHelp,
      fallback: 'no',
      options: optionsOf(['no', 'yes'], { no: t.tellNo, yes: t.tellYes }),
    }),
  };
}

function showForm(
  context: TurnContext,
  ticket: FormTicket,
  entry: Matter,
  values: FormValues,
  errors?: FormErrors,
): Reply {
  const { language } = context;
  const t = matterTexts[language];
  const view = formView(answerFields(language), {
    language,
    title: t.answerTitle(entry.code),
    intro: `${entry.content.title}\n${t.answerIntro}`,
    submit: { name: 'matter.reply', id: writeTicket(ticket), label: t.send, style: 'primary' },
    cancelLabel: recordTexts[language].cancel,
    values,
    errors,
  });
  return reply(context, view);
}
