import type { Audit } from '../../audit/audit';
import type { Outbox } from '../../delivery/outbox';
import type { Job } from '../../jobs/job';
import { calendarDate } from '../../turn/calendar';
import type { Settings } from '../settings/settings';
import type { Deed, Editor } from './editor';
import type { Issue } from './issue';
import type { IssueStore } from './issue-store';
import { manageTexts } from './manage-texts';
import { type DigestCalendar, dueDay } from './schedule';
import type { Sending } from './send';

export interface MonthlyDependencies {
  readonly audit: Pick<Audit, 'note'>;
  readonly issues: IssueStore;
  readonly editor: Editor;
  readonly sending: Sending;
  readonly calendar: DigestCalendar;
  readonly settings: Pick<Settings, 'people' | 'reaches'>;
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly approval: boolean;
  readonly timezone: string;
  readonly nudge: () => void;
}

/**
 * Nine o'clock every day: what is due goes, be it the first working day of the month or a day that it was put off to. Where
 * approval is asked for and hasn't come, the coordinators are told, once.
 */
export function createMonthlyJob(deps: MonthlyDependencies): Job {
  return { name: 'digest', schedule: '0 9 * * *', run: (now, due) => runMonthly(deps, now, due) };
}

const ATTEMPTS = 5;

/**
 * Sends what was due at nine o'clock. Running it twice, or in several processes at once, sends once.
 * @param due the latest nine o'clock: when everything was down yesterday and starts before nine, today's isn't due yet.
 */
export async function runMonthly(deps: MonthlyDependencies, now: Date, due = now): Promise<void> {
  const today = calendarDate(due, deps.timezone);
  const deed: Deed = { by: 'schedule', at: now };
  if (await begins(deps, today)) await deps.editor.prepare(today.slice(0, 7), deed);
  const [newest, ...older] = await deps.issues.waiting();
  // Of an older one that nobody let go, the newer tells as well.
  for (const { _id: key, version } of older) {
    await note(deps, 'cancelled', key, now);
    await deps.editor.cancel({ key, version }, deed);
  }
  // Nobody is written to unasked on a weekend, a holiday or in July, however late it is; a day that was chosen was asked for.
  const mayGo = newest?.sendOn === today || !deps.calendar.isQuiet(calendarDate(now, deps.timezone));
  if (newest !== undefined && newest.sendOn <= today && mayGo) {
    if (deps.approval && newest.state === 'draft') await askForApproval(deps, newest, now);
    else {
      await note(deps, 'sent', newest._id, now);
      await sendIssue(deps, newest, deed);
    }
  }
  await deps.sending.carryOn(now);
}

/** What nobody has pressed is noted as well, before it is done, and once however often it is begun. */
function note(
  { audit }: MonthlyDependencies,
  what: 'cancelled' | 'sent',
  month: string,
  at: Date,
): Promise<void> {
  const event = { _id: `digest:${month}:${what}`, at, by: 'system', platform: 'system' } as const;
  return audit.note({ ...event, action: `digest.${what}`, about: month });
}

/** Its day has come and there is none. One that was installed later in the month begins with the next. */
async function begins({ issues, calendar }: MonthlyDependencies, today: string): Promise<boolean> {
  const key = today.slice(0, 7);
  const due = dueDay(key, calendar);
  if (due === undefined || due > today || (await issues.byKey(key)) !== null) return false;
  return due === today || (await issues.latest(['sending', 'sent', 'withdrawn', 'cancelled'])) !== null;
}

/** What a coordinator has approved goes as it was seen; what nobody has looked at tells of the latest too. */
async function sendIssue(
  { issues, editor, sending }: MonthlyDependencies,
  { _id: key }: Issue,
  deed: Deed,
): Promise<void> {
  // Somebody may write in it at the very moment.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const issue = await issues.byKey(key);
    if (issue === null || (issue.state !== 'draft' && issue.state !== 'approved')) return;
    const seen = { key, version: issue.version };
    const ready = issue.state === 'draft' ? await editor.refresh(seen, deed) : issue;
    if (ready !== null && (await sending.begin({ key, version: ready.version }, deed)) !== null) return;
  }
}

async function askForApproval(
  { settings, outbox, nudge }: MonthlyDependencies,
  { _id: key }: Issue,
  now: Date,
): Promise<void> {
  const coordinators = (await settings.people()).filter(({ roles }) => roles.includes('coordinator'));
  for (const person of coordinators) {
    const [at] = await settings.reaches(person);
    if (at === undefined) continue;
    const { platform, address, language } = at;
    const t = manageTexts[language];
    const actions = [{ name: 'digest.preview', label: t.preview, style: 'primary' as const }];
    await outbox.enqueue(
      {
        _id: `digest-approval:${key}:${person.recipient}`,
        kind: 'digest-approval',
        recipient: person.recipient,
        platform,
        address: { ...address },
        reply: { views: [{ kind: 'notice', tone: 'info', text: t.needsApproval, actions }], language },
      },
      now,
    );
  }
  nudge();
}
