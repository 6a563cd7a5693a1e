import { addMonths } from '../../forms/calendar-days';

/** The days when a digest goes by itself. */
export interface DigestCalendar {
  /** @param month 1–12. */
  firstWorkingDayOfMonth(year: number, month: number): string;
  /** Days when nobody is written to unasked, all of July among them. */
  isQuiet(day: string): boolean;
}

/** The day when a month's digest goes by itself, YYYY-MM-DD; undefined for July, which is told of in August. @param key YYYY-MM. */
export function dueDay(key: string, calendar: DigestCalendar): string | undefined {
  const [year = 0, month = 1] = key.split('-').map(Number);
  const day = calendar.firstWorkingDayOfMonth(year, month);
  return calendar.isQuiet(day) ? undefined : day;
}

/** The next month that has a digest. @param key YYYY-MM. */
export function nextKey(key: string, calendar: DigestCalendar): string {
  const next = addMonths(`${key}-01`, 1).slice(0, 7);
  return dueDay(next, calendar) === undefined ? nextKey(next, calendar) : next;
}

/**
 * The month whose digest is prepared on a day: this one's until its day has come, then the next one's.
 * @param today YYYY-MM-DD.
 */
export function upcomingKey(today: string, calendar: DigestCalendar): string {
  const key = today.slice(0, 7);
  const due = dueDay(key, calendar);
  return due !== undefined && today <= due ? key : nextKey(key, calendar);
}
