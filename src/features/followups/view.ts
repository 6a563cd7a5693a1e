import { createHash } from 'node:crypto';
import type { DateFormat } from '../../forms/date-format';
import { shorten } from '../../forms/text';
import type { InitiativeStatus } from '../../records/entry';
import type { Language, Reply } from '../../turn/turn';
import type { Action, ListItem, ListView } from '../../views/views';
import { exampleTexts } from '../examples/texts';
import { initiativeTexts } from '../initiatives/texts';
import type { Bundle, BundleItem, PromptState } from './model';
import { type Asked, type Question, questionsOf, readTarget } from './question';
import { isShownOn } from './responsible';
import { followUpTexts } from './texts';

export interface BundleViewDependencies {
  readonly dates: DateFormat;
  readonly dayOf: (instant: Date) => string;
}

/** Everything that a message shows, read afresh. */
export interface BundleData {
  readonly bundle: Bundle;
  readonly today: string;
  /** By record code; what is missing has been erased. */
  readonly records: ReadonlyMap<string, Asked>;
  readonly states: ReadonlyMap<string, PromptState>;
  /** More than the message holds. */
  readonly more?: number;
}

export interface Composed {
  readonly reply: Reply;
  /** The items that still wait for an answer. */
  readonly open: readonly BundleItem[];
  /** The same mark means the same message. */
  readonly shown: string;
}

/** So many rows leave room for every button to be there. */
const FEW = 2;

/** A bundle as it is now: questions with their buttons, and what became of those that have been answered. */
export function composeBundle(data: BundleData, deps: BundleViewDependencies): Composed {
  const { bundle, more = 0 } = data;
  const { language, items } = bundle;
  const t = followUpTexts[language];
  const rows = items.map((item) => ({ item, ...rowOf(item, data, deps) }));
  const open = rows.filter((row) => row.open).map(({ item }) => item);
  const isList = bundle.state === 'list';
  const view: ListView = {
    kind: 'list',
    heading: isList ? t.mine : headingOf(open, items, language),
    items: rows.map(({ row }) => row),
    empty: t.mineEmpty,
    ...(open.length > 0 ? { footer: more > 0 ? `${t.footer} ${t.more(more)}` : t.footer } : {}),
    actions: [
      { name: 'settings.show', label: t.buttons.settings },
      ...(isList ? [] : [{ name: 'settings.opt-out', id: 'prompts', label: t.buttons.stop }]),
    ],
  };
  const shown = createHash('sha256').update(JSON.stringify(view)).digest('hex').slice(0, 16);
  return { reply: { views: [view], language }, open, shown };
}

function headingOf(open: readonly BundleItem[], items: readonly BundleItem[], language: Language): string {
  const t = followUpTexts[language];
  if (open.length === 0) return t.allDone;
  const reason = items.length === 1 ? readTarget(items[0]?.question ?? '')?.reason : undefined;
  if (reason !== undefined) return t.headings[reason];
  return open.length === 1 ? t.heading.one : t.heading.many(open.length);
}

function rowOf(
  item: BundleItem,
  { bundle, today, records, states }: BundleData,
  deps: BundleViewDependencies,
): { readonly row: ListItem; readonly open: boolean } {
  const { language } = bundle;
  const t = followUpTexts[language];
  const target = readTarget(item.question);
  const asked = records.get(target?.code ?? '');
  if (target === undefined || asked === undefined || !isShownOn(asked.entry, bundle.platform)) {
    return { row: { title: target?.code ?? '', detail: t.changed }, open: false };
  }
  const line = (detail: string, actions: readonly Action[] = []): ListItem => ({
    ...titleOf(asked, language),
    detail,
    ...(actions.length > 0 ? { actions } : {}),
  });
  const question = questionsOf(asked, deps.dayOf).find(({ id }) => id === item.question);
  if (question === undefined)
    return { row: line(...resultOf(asked, target.reason, bundle, item, deps)), open: false };
  const state = states.get(item.question);
  if (state?.snoozedUntil !== undefined && state.snoozedUntil > today && bundle.state !== 'list') {
    return { row: line(t.snoozed(deps.dates.day(state.snoozedUntil, language))), open: false };
  }
  if (hasMovedOn(state, bundle, item)) return { row: line(t.movedOn), open: false };
  const id = `${item.question}@${bundle.key}`;
  return {
    row: line(
      detailOf(question, asked, item, state, bundle, today, deps),
      buttonsFor(question, asked, id, language, bundle.items.length),
    ),
    open: true,
  };
}

/** A commitment goes by its number. */
function titleOf({ kind, entry }: Asked, language: Language): Pick<ListItem, 'code' | 'title'> {
  if (kind !== 'commitment') return { code: entry.code, title: entry.content.title };
  const { number, names } = entry.content;
  return { title: `${number}. ${names[language]}` };
}

/** Someone else has been asked since it was sent: a deputy, a successor. A coordinator's copy stays open with the other's. */
function hasMovedOn(state: PromptState | undefined, bundle: Bundle, item: BundleItem): boolean {
  if (bundle.state !== 'sent' || item.escalated !== undefined) return false;
  return state?.to !== undefined && state.asked > 0 && state.to !== bundle.recipient;
}

function detailOf(
  question: Question,
  { kind, entry }: Asked,
  item: BundleItem,
  state: PromptState | undefined,
  { language, state: bundleState }: Bundle,
  today: string,
  { dates }: BundleViewDependencies,
): string {
  const t = followUpTexts[language];
  const day = dates.day(question.base, language);
  const partners = entry.content.partners.slice(0, 3).join(', ');
  let asks = t.questions[question.reason](day);
  if (kind === 'initiative' && question.reason === 'outcome') {
    if (entry.content.outcome !== undefined) asks = t.feedbackOnly(day);
    else if (entry.content.feedbackOn !== undefined) asks = t.outcomeOnly(day);
  }
  const why = item.escalated === 'unanswered' ? t.unanswered : item.escalated === 'nobody' ? t.nobody : '';
  const put =
    bundleState === 'list' && state?.snoozedUntil !== undefined && state.snoozedUntil > today
      ? t.mineSnoozed(dates.day(state.snoozedUntil, language))
      : '';
  return [partners, `${asks} ${why} ${put}`.trim().replace(/\s+/g, ' ')]
    .filter((part) => part !== '')
    .join(' · ');
}

function buttonsFor(
  question: Question,
  asked: Asked,
  id: string,
  language: Language,
  rows: number,
): Action[] {
  const t = followUpTexts[language].buttons;
  const put: Action[] =
    rows <= FEW
      ? [
          { name: 'followup.tomorrow', id, label: t.tomorrow },
          { name: 'followup.week', id, label: t.week },
          { name: 'followup.later', id, label: t.later },
        ]
      : [{ name: 'followup.later', id, label: t.later }];
  return [...answersTo(question, asked, id, language), ...put].slice(0, 6);
}

function answersTo(
  { reason, code }: Question,
  { kind, entry }: Asked,
  id: string,
  language: Language,
): Action[] {
  const t = followUpTexts[language].buttons;
  const primary = { style: 'primary' } as const;
  if (reason === 'held') {
    return [
      { name: 'followup.held', id, label: t.held, ...primary },
      { name: 'followup.move', id, label: t.moved },
      { name: 'followup.cancelled', id, label: t.cancelled },
    ];
  }
  if (reason === 'undated') {
    return [
      { name: 'followup.move', id, label: t.date, ...primary },
      { name: 'followup.held', id, label: t.held },
      { name: 'followup.cancelled', id, label: t.cancelled },
    ];
  }
  if (reason === 'follow-up') return [{ name: 'followup.followed-up', id, label: t.followedUp, ...primary }];
  if (reason === 'commitment') {
    return [
      { name: 'followup.tell', id, label: t.tell, ...primary },
      { name: 'followup.nothing', id, label: t.nothing },
    ];
  }
  if (reason === 'draft') {
    return [
      { name: 'followup.publish', id, label: t.publish, ...primary },
      { name: 'record.edit', id: code, label: t.edit },
      { name: 'followup.withdraw', id, label: t.withdraw },
    ];
  }
  const missing = kind === 'initiative' ? entry.content : undefined;
  return [
    ...(missing?.outcome === undefined
      ? [{ name: 'initiative.outcome', id: code, label: t.outcome, ...primary }]
      : []),
    ...(missing?.feedbackOn === undefined ? [{ name: 'followup.feedback', id, label: t.feedback }] : []),
  ];
}

/** What an administration has said of a commitment; undefined when nothing has been said. */
export function answerLine(answer: string | undefined, language: Language): string | undefined {
  const t = followUpTexts[language];
  if (answer === undefined) return undefined;
  return answer === '' ? t.nothingDone : t.answered(shorten(answer, 200));
}

/** What became of a question that is answered, with the way back as long as nothing else has happened to the record. */
function resultOf(
  { kind, entry }: Asked,
  reason: Question['reason'],
  { language, key }: Bundle,
  { question }: BundleItem,
  { dates }: BundleViewDependencies,
): [string, Action[]] {
  const t = followUpTexts[language];
  if (kind === 'commitment') {
    const change = { name: 'followup.tell', id: `${question}@${key}`, label: t.buttons.tell };
    return [answerLine(entry.content.answer, language) ?? t.changed, [change]];
  }
  if (entry.withdrawn)
    return [t.withdrawn, [{ name: 'record.restore', id: entry.code, label: t.buttons.undo }]];
  const statuses: Readonly<Record<string, string>> =
    kind === 'example' ? exampleTexts[language].statuses : initiativeTexts[language].statuses;
  const status = statuses[entry.status] ?? entry.status;
  if (kind === 'example') return [t.published, []];
  const undo: Action[] =
    entry.history.at(-1)?.action === 'status'
      ? [{ name: 'followup.undo', id: `${question}@${key}`, label: t.buttons.undo }]
      : [];
  const { status: now, content } = entry;
  const open = now === 'planned' || now === 'invited';
  if ((reason === 'held' || reason === 'undated') && open && content.date !== undefined) {
    return [t.moved(dates.day(content.date, language)), []];
  }
  if (reason === 'outcome' && (now as InitiativeStatus) === 'held') return [t.told, []];
  const next = now === 'held' && content.outcome === undefined;
  const tell: Action[] = next
    ? [{ name: 'initiative.outcome', id: entry.code, label: t.buttons.outcome }]
    : [];
  return [`${status}.`, [...tell, ...undo]];
}
