import { choices, requiredDate } from '../../forms/fields';
import { type FormErrors, formView, readForm } from '../../forms/form';
import { shorten } from '../../forms/text';
import { causeOf } from '../../records/access';
import { notice, replacing, reply } from '../../records/commands/reply';
import type { Entry } from '../../records/entry';
import type { KindDependencies } from '../../records/kind';
import type { MatterContent } from '../../records/kinds/matter';
import { recordTexts } from '../../records/texts';
import { BotError } from '../../turn/errors';
import type { FormValues, Reply, TurnContext } from '../../turn/turn';
import type { RecordView } from '../../views/views';
import type { MatterKind } from './kind';
import { matterTexts } from './texts';

/** A meeting deals with fewer, and a menu with more is no help. */
const MOST = 30;
const LABEL = 70;

type Matter = Entry<MatterContent>;

/** The form in which a coordinator chooses what to hand over: all that is new, until something is taken away. */
export async function agendaForm(
  kind: MatterKind,
  context: TurnContext,
  deps: KindDependencies,
): Promise<Reply> {
  const waiting = await newMatters(kind);
  if (waiting.length === 0) return reply(context, notice('info', matterTexts[context.language].nothingNew));
  const chosen = { codes: waiting.map(({ code }) => code) };
  return showForm(context, waiting, deps.newKey(), chosen);
}

/**
 * Hands the chosen matters over and gives the agenda as text to copy. Each matter is a write of its own: one that someone
 * else has changed meanwhile is named, and the rest are handed over. The same form again gives the same agenda.
 */
export async function handOver(
  kind: MatterKind,
  context: TurnContext,
  sent: { readonly id: string; readonly values: FormValues },
  deps: KindDependencies,
): Promise<Reply> {
  const cause = causeOf(context, `form:${sent.id}`);
  const typed = [sent.values.codes ?? []].flat();
  const known = await Promise.all(typed.slice(0, MOST).map((code) => kind.repository.byCode(code)));
  const offered = known.filter((entry) => entry !== undefined && !entry.withdrawn) as Matter[];
  const read = readForm(fieldsOf(context, offered), sent.values);
  if (!read.ok) return showForm(context, await newMatters(kind), sent.id, sent.values, read.errors);
  const { handedOn } = read.values;
  const done: Matter[] = [];
  const left: string[] = [];
  for (const entry of offered) {
    const { shared, administrations, content } = entry;
    const status = entry.status === 'answered' ? 'answered' : 'handed-over';
    const draft = { status, shared, administrations, content: { ...content, handedOn } } as const;
    try {
      done.push(await kind.repository.update(entry.code, entry.version, draft, cause));
    } catch (error) {
      if (!(error instanceof BotError) || error.code !== 'record-changed') throw error;
      left.push(entry.code);
    }
  }
  return replacing(context, agendaView(context, done, left, deps.dates.day(handedOn, context.language)));
}

/** The agenda without buttons or marks, as it is copied into an invitation. */
function agendaView(
  { language }: TurnContext,
  matters: readonly Matter[],
  left: readonly string[],
  day: string,
): RecordView {
  const t = matterTexts[language];
  const lines = matters.map(({ code, content }, index) => {
    const details = content.details === undefined ? '' : `\n   ${content.details.replace(/\n/g, '\n   ')}`;
    return `${index + 1}. ${t.topics[content.about]}: ${content.title} (${code})${details}`;
  });
  return {
    kind: 'record',
    ...(left.length === 0 ? {} : { lead: t.notHandedOver(left.join(', ')) }),
    code: '',
    kindLabel: t.agendaKind,
    title: t.agenda(day),
    status: { label: t.agendaStatus(matters.length), tone: 'neutral' },
    facts: [],
    paragraphs: [{ text: lines.join('\n') }],
    footnote: t.agendaHint,
    actions: [{ name: 'matter.all', label: t.all }],
  };
}

async function newMatters(kind: MatterKind): Promise<readonly Matter[]> {
  const { entries } = await kind.repository.find(
    { audience: undefined, statuses: ['new'] },
    { page: 1, size: MOST },
  );
  return [...entries].reverse();
}

function fieldsOf({ language, today }: TurnContext, matters: readonly Matter[]) {
  const t = matterTexts[language];
  const codes = choices({
    language,
    label: t.choose,
    options: matters.map(({ code, content }) => ({
      value: code,
      label: shorten(`${code} ${content.title}`, LABEL),
    })),
  });
  return {
    codes: {
      view: { ...codes.view, required: true },
      schema: codes.schema.refine((chosen) => chosen.length > 0, { error: t.chooseMissing }),
    },
    handedOn: requiredDate({
      language,
      today,
      tense: 'coming',
      label: t.meeting,
      missing: t.meetingMissing,
    }),
  };
}

function showForm(
  context: TurnContext,
  matters: readonly Matter[],
  key: string,
  values: FormValues,
  errors?: FormErrors,
): Reply {
  const { language } = context;
  const t = matterTexts[language];
  const view = formView(fieldsOf(context, matters), {
    language,
    title: t.handOverTitle,
    intro: t.handOverIntro,
    submit: { name: 'matter.handover', id: key, label: t.handOver, style: 'primary' },
    cancelLabel: recordTexts[language].cancel,
    values,
    errors,
  });
  return reply(context, view);
}
