import { fact } from '../../records/facts';
import { calendarDate } from '../../turn/calendar';
import type { Language, PersonId } from '../../turn/turn';
import type { Action, RecordView } from '../../views/views';
import { type SampleId, sampleKinds, writeSample, writeSeen } from './ids';
import { type Addressee, type Issue, isOut } from './issue';
import type { Showing } from './issue-view';
import { manageTexts } from './manage-texts';

export interface PreviewReader {
  readonly language: Language;
  readonly person: PersonId;
  /** A second coordinator must approve. */
  readonly approval: boolean;
}

/** A digest before it goes: when, to whom, and what a coordinator can do with it now. Pure. */
export function previewView(
  issue: Issue,
  recipients: readonly Addressee[],
  reader: PreviewReader,
  { dates, timezone }: Showing,
  lead?: string,
): RecordView {
  const { language } = reader;
  const t = manageTexts[language];
  const { state } = issue;
  return {
    kind: 'record',
    ...(lead === undefined ? {} : { lead }),
    code: '',
    kindLabel: t.kindLabel,
    title: t.title(dates.month(`${issue._id}-01`, language)),
    status: { label: t.states[state], tone: state === 'approved' ? 'good' : 'neutral' },
    facts: [
      ...fact(t.period, [periodOf(issue, language, { dates, timezone })]),
      ...fact(t.goes, [state === 'cancelled' ? undefined : t.goesAt(dates.day(issue.sendOn, language))]),
      ...fact(t.to, [t.recipients(...countsOf(recipients))]),
      ...fact(t.composed, [dates.instant(issue.composedAt, language)]),
    ],
    paragraphs: issue.greeting === undefined ? [] : [{ heading: t.greeting, text: issue.greeting }],
    footnote: hintOf(issue, reader),
    actions: actionsOf(issue, reader),
  };
}

/** The days that an issue tells of. */
export function periodOf(issue: Issue, language: Language, { dates, timezone }: Showing): string {
  const to = calendarDate(new Date(issue.until.getTime() - 1), timezone);
  return dates.span(calendarDate(issue.from, timezone), to, language);
}

function countsOf(recipients: readonly Addressee[]): [number, number, number] {
  const channels = recipients.filter(({ kind }) => kind === 'channel');
  const inTeams = channels.filter(({ platform }) => platform === 'teams').length;
  return [inTeams, channels.length - inTeams, recipients.length - channels.length];
}

function hintOf({ state }: Issue, { language, approval }: PreviewReader): string {
  const t = manageTexts[language];
  if (state === 'cancelled') return t.cancelledHint;
  if (state === 'approved') return t.approvedHint;
  return approval ? t.approvalHint : t.draftHint;
}

function actionsOf(issue: Issue, { language, approval, person }: PreviewReader): Action[] {
  const t = manageTexts[language];
  const seen = { key: issue._id, version: issue.version };
  const id = writeSeen(seen);
  if (isOut(issue)) return [{ name: 'digest.receipt', label: t.receipt }];
  const sample = (kind: SampleId['kind']): Action => ({
    name: 'digest.sample',
    id: writeSample({ ...seen, kind, index: 0, rest: false }),
    label: t.show(kind),
  });
  const samples = sampleKinds.map(sample);
  if (issue.state === 'cancelled') {
    return [{ name: 'digest.resume', id, label: t.resume, style: 'primary' }, ...samples];
  }
  const ready = !approval || issue.state === 'approved';
  const mayApprove = issue.state === 'draft' && !(approval && issue.preparedBy === person);
  return [
    ...(ready ? [{ name: 'digest.sendNow', id, label: t.sendNow, style: 'primary' as const }] : []),
    ...(mayApprove ? [{ name: 'digest.approve', id, label: t.approve }] : []),
    ...samples,
    { name: 'digest.toSelf', id, label: t.toSelf },
    { name: 'digest.greeting', id, label: t.writeGreeting },
    { name: 'digest.postpone', id, label: t.postpone },
    { name: 'digest.refresh', id, label: t.refresh },
    { name: 'digest.cancel', id, label: t.cancel },
  ];
}
