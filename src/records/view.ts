import { isDay } from '../forms/calendar-days';
import { shorten } from '../forms/text';
import { allows } from '../turn/permissions';
import type { Language, Person } from '../turn/turn';
import type { Action, FactRow, ListItem, RecordView } from '../views/views';
import { mayEdit } from './access';
import { changesSince } from './changes';
import type { Change, CommonContent, Entry, HistoryEntry } from './entry';
import type { KindDefinition, KindDependencies } from './kind';
import { mayRespond } from './responding';
import { recordTexts } from './texts';

/** How much of a text a line of the history quotes. */
const QUOTE = 80;
/** The latest steps of a history, as many as fit in a message on each platform; exports have them all. */
const MOST_HISTORY = 30;

export interface RecordViewer {
  readonly person: Person;
  readonly language: Language;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
}

/** A record with what this person may do with it now. */
export function recordView<C extends CommonContent>(
  kind: KindDefinition<C>,
  entry: Entry<C>,
  viewer: RecordViewer,
  deps: KindDependencies,
  options: { readonly lead?: string; readonly history?: boolean } = {},
): RecordView {
  const { language } = viewer;
  const t = recordTexts[language];
  const { tone, facts, paragraphs, links = [] } = kind.present(entry, language);
  const { source } = entry.content;
  const back = source === undefined ? [] : [{ label: t.openSource, url: source }];
  const shared = entry.shared ? [{ label: t.sharedLabel, value: t.sharedBoth }] : [];
  return {
    kind: 'record',
    ...(options.lead === undefined ? {} : { lead: options.lead }),
    code: entry.code,
    kindLabel: kind.texts[language].label,
    title: entry.content.title,
    status: entry.withdrawn
      ? { label: t.withdrawnStatus, tone: 'attention' }
      : { label: kind.texts[language].statuses[entry.status] ?? entry.status, tone },
    facts: [...facts, ...shared, ...confirmations(entry, language, deps)],
    paragraphs: [...paragraphs, ...comments(entry, language, deps)],
    links: [...links, ...back],
    ...(options.history ? { history: historyLines(kind, entry, viewer, deps) } : {}),
    footnote: footnote(entry, language, deps),
    actions: actionsFor(kind, entry, viewer, deps).filter(
      ({ name }) => options.history !== true || name !== 'record.history',
    ),
  };
}

/** A record as one line of a list. */
export function listItem<C extends CommonContent>(
  kind: KindDefinition<C>,
  entry: Entry<C>,
  language: Language,
): ListItem {
  const status = kind.texts[language].statuses[entry.status] ?? entry.status;
  const facts = kind.present(entry, language).facts.slice(0, 2);
  return {
    code: entry.code,
    title: entry.content.title,
    detail: [status, ...facts.map(({ value }) => shorten(value, QUOTE))].join(' · '),
    open: { name: 'record.show', id: entry.code, label: recordTexts[language].show },
  };
}

function footnote(entry: Entry<unknown>, language: Language, { dates }: KindDependencies): string {
  const t = recordTexts[language];
  const name = entry.createdBy.name ?? t.unknownPerson;
  const logged = t.loggedBy(name, dates.instant(entry.createdAt, language));
  return entry.version === 1 ? logged : `${logged} ${t.version(entry.version)}`;
}

function actionsFor<C extends CommonContent>(
  kind: KindDefinition<C>,
  entry: Entry<C>,
  { person, language }: RecordViewer,
  { names }: KindDependencies,
): Action[] {
  const t = recordTexts[language];
  const id = entry.code;
  const history: Action = { name: 'record.history', id, label: t.history };
  const copy = allows(kind.write, person.roles) ? [{ name: 'record.copy', id, label: t.copy }] : [];
  const responses = mayRespond(entry, person, names) ? responseActions(entry, person, language) : [];
  if (!mayEdit(entry, person, kind.write)) return [...responses, ...copy, history];
  if (entry.withdrawn) return [{ name: 'record.restore', id, label: t.restore, style: 'primary' }, history];
  return [
    ...kind.actions(entry, language, person),
    ...responses,
    { name: 'record.edit', id, label: t.edit },
    // Not marked as dangerous: it can be undone, and the loudest button should not be the one that hides.
    { name: 'record.withdraw', id, label: t.withdraw },
    ...copy,
    history,
  ];
}

function responseActions(entry: Entry<unknown>, person: Person, language: Language): Action[] {
  const t = recordTexts[language];
  const id = entry.code;
  const done = entry.responses.some(({ kind, by }) => kind === 'confirmed' && by === person.id);
  return [
    ...(done ? [] : [{ name: 'record.confirm', id, label: t.confirm, style: 'primary' as const }]),
    { name: 'record.comment', id, label: t.comment },
  ];
}

function confirmations<C extends CommonContent>(
  entry: Entry<C>,
  language: Language,
  { dates }: KindDependencies,
): FactRow[] {
  const t = recordTexts[language];
  const by = entry.responses
    .filter(({ kind }) => kind === 'confirmed')
    .map(({ name = t.unknownPerson, at, version }) => {
      const changed = changesSince(entry, version).length > 0 ? [t.changedAfter] : [];
      return [`${name} ${dates.instant(at, language)}`, ...changed].join(', ');
    });
  return by.length === 0 ? [] : [{ label: t.confirmedBy, value: by.join('; ') }];
}

function comments(
  entry: Entry<unknown>,
  language: Language,
  { dates }: KindDependencies,
): RecordView['paragraphs'] {
  const t = recordTexts[language];
  return entry.responses.flatMap(({ text, name = t.unknownPerson, at }) =>
    text === undefined ? [] : [{ heading: t.commentHeading(name, dates.instant(at, language)), text }],
  );
}

function historyLines<C extends CommonContent>(
  kind: KindDefinition<C>,
  entry: Entry<C>,
  viewer: RecordViewer,
  deps: KindDependencies,
): string[] {
  const t = recordTexts[viewer.language];
  const fields = kind.fields(viewer.language, viewer.today);
  const told = { status: '', source: '', ...fields, ...kind.keptLabels?.[viewer.language] };
  const earlier = entry.history.length - MOST_HISTORY;
  const lines = entry.history.slice(-MOST_HISTORY).map((step: HistoryEntry) => {
    const when = deps.dates.instant(step.at, viewer.language);
    const who = `${step.name ?? t.unknownPerson} (${PLATFORMS[step.platform]})`;
    const what = step.changes
      .filter(({ field }) => kind.keptLabels === undefined || field in told)
      .map((change) => changeLine(kind, change, viewer, deps))
      .join('; ');
    const decided = (step.accepted ?? []).map((warning) => t.accepted[warning]).join(', ');
    const tail = decided === '' ? '' : ` (${decided})`;
    return `${when}, ${who} ${t.actions[step.action]}${what === '' ? '' : `: ${what}`}${tail}`;
  });
  return earlier > 0 ? [t.earlier(earlier), ...lines] : lines;
}

const PLATFORMS = { teams: 'Teams', slack: 'Slack', terminal: 'terminal' } as const;

/** `Rubrik: ”A” → ”B”`, with the field's own label and its options' labels. */
export function changeLine<C extends CommonContent>(
  kind: KindDefinition<C>,
  change: Change,
  { language, today }: RecordViewer,
  deps: KindDependencies,
): string {
  const t = recordTexts[language];
  const field = kind.fields(language, today)[change.field]?.view;
  const kept = kind.keptLabels?.[language];
  const own: Readonly<Record<string, string>> = { status: t.status, source: t.source, ...kept };
  // A label that asks is no label before a colon.
  const label = (own[change.field] ?? field?.label ?? change.field).replace(/\?$/, '');
  const one = (value: unknown): string => {
    if (change.field === 'status') return statusLabel(kind, String(value), language);
    if (value === true || value === false) return value ? t.sharedYes : t.sharedNo;
    const text = String(value);
    const option = field?.options?.find((candidate) => candidate.value === text);
    if (option !== undefined) return option.label;
    return isDay(text) ? deps.dates.day(text, language) : `”${shorten(text, QUOTE)}”`;
  };
  const show = (value: unknown): string => {
    const values = value === undefined || value === null ? [] : [value].flat();
    return values.length === 0 ? t.nothing : values.map(one).join(', ');
  };
  return `${label}: ${show(change.from)} → ${show(change.to)}`;
}

function statusLabel<C extends CommonContent>(
  kind: KindDefinition<C>,
  status: string,
  language: Language,
): string {
  const labels: Readonly<Record<string, string | undefined>> = kind.texts[language].statuses;
  return labels[status] ?? status;
}
