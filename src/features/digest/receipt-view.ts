import type { Outcome } from '../../delivery/outbox';
import { reasonIn } from '../../delivery/texts';
import { fact, paragraph } from '../../records/facts';
import type { Language } from '../../turn/turn';
import type { Action, RecordView } from '../../views/views';
import { writeSeen } from './ids';
import { type Issue, isOut } from './issue';
import type { Showing } from './issue-view';
import { manageTexts } from './manage-texts';
import { periodOf } from './preview-view';

/** Names under a heading; the rest is counted. */
const NAMED = 15;

/**
 * What became of a digest: who got it, who didn't and why, and who has said to have read it. Pure.
 * @param newcomers how many should have it who weren't there when it went.
 */
export function receiptView(
  issue: Issue,
  outcomes: readonly Outcome[],
  newcomers: number,
  language: Language,
  showing: Showing,
  lead?: string,
): RecordView {
  const t = manageTexts[language];
  const { dates } = showing;
  const of = (state: Outcome['state']): Outcome[] => outcomes.filter((one) => one.state === state);
  const [sent, queued, failed, uncertain] = [of('sent'), of('queued'), of('failed'), of('uncertain')];
  const read = outcomes.filter(({ readAt }) => readAt !== undefined).length;
  const counted = (some: readonly Outcome[]): string | undefined =>
    some.length === 0 ? undefined : String(some.length);
  const [arrived, all] = [sent.length + of('withdrawn').length, outcomes.length];
  return {
    kind: 'record',
    ...(lead === undefined ? {} : { lead }),
    code: '',
    kindLabel: t.kindLabel,
    title: t.title(dates.month(`${issue._id}-01`, language)),
    status: {
      label: t.states[issue.state],
      tone: failed.length + uncertain.length > 0 ? 'attention' : 'good',
    },
    facts: [
      ...fact(t.sentAt, [issue.sentAt && dates.instant(issue.sentAt, language)]),
      ...fact(t.period, [periodOf(issue, language, showing)]),
      ...fact(t.delivered, [t.of(arrived, all)]),
      ...fact(t.onTheWay, [counted(queued)]),
      ...fact(t.failed, [counted(failed)]),
      ...fact(t.uncertain, [counted(uncertain)]),
      ...fact(t.read, [t.readHint(read)]),
      ...fact(t.correctedAt, [issue.correction && dates.instant(issue.correction.at, language)]),
    ],
    paragraphs: [
      ...paragraph(t.failed, linesOf(issue, failed, language)),
      ...paragraph(t.uncertain, linesOf(issue, uncertain, language)),
      ...(uncertain.length === 0 ? [] : [{ text: t.uncertainHint }]),
    ],
    actions: actionsOf(issue, failed.length + newcomers, uncertain.length, language),
  };
}

function linesOf(issue: Issue, outcomes: readonly Outcome[], language: Language): string | undefined {
  const t = manageTexts[language];
  if (outcomes.length === 0) return undefined;
  const names = new Map((issue.roster ?? []).map(({ recipient, name }) => [recipient, name]));
  const lines = outcomes.slice(0, NAMED).map(({ recipient, reason = '' }) => {
    const name = names.get(recipient) ?? t.unnamed;
    return reason === '' ? name : `${name}: ${reasonIn(language, reason)}`;
  });
  const left = outcomes.length - lines.length;
  return [...lines, ...(left > 0 ? [t.andMore(left)] : [])].join('\n');
}

function actionsOf(issue: Issue, missed: number, uncertain: number, language: Language): Action[] {
  const t = manageTexts[language];
  const id = writeSeen({ key: issue._id, version: issue.version });
  if (!isOut(issue) || issue.state === 'withdrawn') return [{ name: 'digest.preview', label: t.preview }];
  return [
    ...(missed > 0
      ? [{ name: 'digest.resend', id, label: t.resend(missed), style: 'primary' as const }]
      : []),
    ...(uncertain > 0 ? [{ name: 'digest.resendUncertain', id, label: t.resendUncertain(uncertain) }] : []),
    { name: 'digest.correct', id, label: t.correct },
    { name: 'digest.withdraw', id, label: t.withdraw },
    { name: 'digest.receipt', label: t.receipt },
  ];
}
