import { CronExpressionParser } from 'cron-parser';
import { calendarDate } from '../turn/calendar';
import type { Job } from './job';

/** As far back as it is looked: more than a year of days. */
const MOST_STEPS = 400;

/**
 * The latest time at which a job was due, `now` included.
 * @returns undefined when there was none within 400 times of its schedule.
 * @throws Error when the schedule is no cron expression.
 */
export function latestOccurrence(
  { schedule, on }: Pick<Job, 'schedule' | 'on'>,
  now: Date,
  timezone: string,
): Date | undefined {
  // The parser looks for what lies before.
  const currentDate = new Date(now.getTime() + 1);
  const times = CronExpressionParser.parse(schedule, { currentDate, tz: timezone });
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const due = times.prev().toDate();
    if (on === undefined || on(calendarDate(due, timezone))) return due;
  }
  return undefined;
}
