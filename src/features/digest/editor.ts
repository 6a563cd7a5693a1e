import { addMonths } from '../../forms/calendar-days';
import { startOfDay } from '../../forms/instants';
import type { Interval } from '../../records/query';
import { calendarDate } from '../../turn/calendar';
import type { PersonId } from '../../turn/turn';
import { freeze } from './freeze';
import { type Issue, isOut } from './issue';
import type { Expected, IssueChanges, IssueStore } from './issue-store';
import type { DigestDependencies } from './live';
import { type DigestCalendar, dueDay, nextKey, upcomingKey } from './schedule';

/** Who decides what, when. */
export interface Deed {
  readonly by: PersonId;
  readonly at: Date;
}

/** The version of an issue that somebody has looked at. */
export interface Seen {
  readonly key: string;
  readonly version: number;
}

/**
 * What coordinators do with a digest before it goes. Each is one atomic change of what its presser has seen; null says that
 * somebody else was there before, and that nothing has changed.
 */
export interface Editor {
  /** The issue that goes next, put together now when there is none yet. */
  upcoming(deed: Deed): Promise<Issue>;
  /** The issue of a month, put together now when there is none yet. @param key YYYY-MM. */
  prepare(key: string, deed: Deed): Promise<Issue>;
  /** The same content anew. */
  refresh(seen: Seen, deed: Deed): Promise<Issue | null>;
  greet(seen: Seen, greeting: string | undefined, deed: Deed): Promise<Issue | null>;
  approve(seen: Seen, deed: Deed): Promise<Issue | null>;
  /** @param day YYYY-MM-DD. */
  postpone(seen: Seen, day: string, deed: Deed): Promise<Issue | null>;
  /** The last day that an issue may be put off to: the one before the next month's goes. YYYY-MM-DD. */
  lastDay(key: string): string;
  cancel(seen: Seen, deed: Deed): Promise<Issue | null>;
  resume(seen: Seen, deed: Deed): Promise<Issue | null>;
  /** New content for one that has gone out, of the same period, to take the place of the old at the platforms. */
  correct(seen: Seen, said: Corrected, deed: Deed): Promise<Issue | null>;
  withdraw(seen: Seen, deed: Deed): Promise<Issue | null>;
}

export interface Corrected {
  readonly greeting?: string;
  readonly text?: string;
}

export interface EditorDependencies extends DigestDependencies {
  readonly issues: IssueStore;
  readonly calendar: DigestCalendar;
}

const OPEN = ['draft', 'approved'] as const;

export function createEditor(deps: EditorDependencies): Editor {
  const { issues, calendar, timezone } = deps;

  const keyNow = async (today: string): Promise<string> => {
    const month = today.slice(0, 7);
    const known = await issues.byKey(month);
    if (known === null) return upcomingKey(today, calendar);
    const over = isOut(known) || (known.state === 'cancelled' && today > known.sendOn);
    return over ? nextKey(month, calendar) : month;
  };

  /** From where the last one ended, to now; in the month itself, to the end of the month before. */
  const interval = async (key: string, now: Date): Promise<Interval> => {
    const last = await issues.latest(['sending', 'sent']);
    const month = startOfDay(`${key}-01`, timezone);
    const until = now < month ? now : month;
    const usual = startOfDay(`${addMonths(`${calendarDate(until, timezone).slice(0, 7)}-01`, -1)}`, timezone);
    return { from: last?.until ?? usual, until };
  };

  const composed = async (key: string, now: Date) => {
    const within = await interval(key, now);
    const content = await freeze(deps, { within, at: now });
    return { from: within.from, until: within.until, composedAt: now, content };
  };

  const prepare = async (key: string, { by, at }: Deed): Promise<Issue> => {
    const known = await issues.byKey(key);
    if (known !== null) return known;
    return issues.insert({
      _id: key,
      state: 'draft',
      version: 1,
      ...(await composed(key, at)),
      sendOn: dueDay(key, calendar) ?? `${key}-01`,
      preparedBy: by,
      history: [{ action: 'composed', by, at }],
    });
  };

  const change = (
    { key, version }: Seen,
    states: Expected['states'],
    changes: IssueChanges,
    action: Issue['history'][number]['action'],
    { by, at }: Deed,
  ): Promise<Issue | null> => issues.change({ key, version, states }, changes, { action, by, at });

  return {
    upcoming: async (deed) => prepare(await keyNow(calendarDate(deed.at, timezone)), deed),
    prepare,
    refresh: async (seen, deed) =>
      change(
        seen,
        OPEN,
        { ...(await composed(seen.key, deed.at)), state: 'draft', preparedBy: deed.by },
        'composed',
        deed,
      ),
    greet: (seen, greeting, deed) =>
      change(seen, OPEN, { greeting, state: 'draft', preparedBy: deed.by }, 'greeted', deed),
    approve: (seen, deed) => change(seen, ['draft'], { state: 'approved' }, 'approved', deed),
    postpone: (seen, sendOn, deed) => change(seen, OPEN, { sendOn }, 'postponed', deed),
    lastDay: (key) => {
      const next = nextKey(key, calendar);
      const due = dueDay(next, calendar) ?? `${next}-01`;
      return new Date(Date.parse(`${due}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    },
    cancel: (seen, deed) => change(seen, OPEN, { state: 'cancelled' }, 'cancelled', deed),
    resume: (seen, deed) => change(seen, ['cancelled'], { state: 'draft' }, 'resumed', deed),
    correct: async (seen, { greeting, text }, deed) => {
      const issue = await issues.byKey(seen.key);
      if (issue === null) return null;
      const content = await freeze(deps, { within: issue, at: deed.at });
      const correction = { at: deed.at, ...(text === undefined ? {} : { text }) };
      return change(seen, ['sent'], { content, greeting, correction, task: 'correct' }, 'corrected', deed);
    },
    withdraw: (seen, deed) =>
      change(seen, ['sent'], { state: 'withdrawn', task: 'withdraw' }, 'withdrawn', deed),
  };
}
