import { CronExpressionParser } from 'cron-parser';
import { calendarDate } from '../turn/calendar';
import type { Job } from './job';

/** As far back as it is looked: more than a year of days. */
const MOST_STEPS = 400;

/**
 * Tells the latest time at which a job was due, `now` included; undefined when there was none within 400 times of its
 * schedule. It remembers its latest answer, since the parser takes a while for a month of days.
 * @throws Error when the schedule is no cron expression.
 */
export function latestOccurrence(
  { schedule, on }: Pick<Job, 'schedule' | 'on'>,
  timezone: string,
): (now: Date) => Date | undefined {
  let answer: { readonly due: Date | undefined; readonly from: Date; readonly next: Date } | undefined;
  return (now) => {
    if (answer !== undefined && now >= answer.from && now < answer.next) return answer.due;
    const known = answer !== undefined && now >= answer.from ? answer : undefined;
    // The parser looks for what lies before.
    const currentDate = new Date(now.getTime() + 1);
    const next = CronExpressionParser.parse(schedule, { currentDate, tz: timezone }).next().toDate();
    const times = CronExpressionParser.parse(schedule, { currentDate, tz: timezone });
    const search = (): Date | undefined => {
      for (let step = 0; step < MOST_STEPS; step += 1) {
        const time = times.prev().toDate();
        if (known !== undefined && time < known.next) return known.due;
        if (on === undefined || on(calendarDate(time, timezone))) return time;
      }
      return undefined;
    };
    const due = search();
    answer = { due, from: now, next };
    return due;
  };
}
