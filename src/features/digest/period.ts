import { addDays, addMonths } from '../../forms/calendar-days';
import { startOfDay } from '../../forms/instants';
import type { Interval } from '../../records/query';

/** Days, both included, YYYY-MM-DD. */
export interface DigestPeriod {
  readonly from: string;
  readonly to: string;
}

/** Until a digest has been sent, the last one counts as sent on the first of the previous month. */
export function sinceLastDigest(today: string): DigestPeriod {
  return { from: `${addMonths(today, -1).slice(0, 8)}01`, to: today };
}

/** The instants of a period of whole days. @param timezone IANA name. */
export function intervalOf({ from, to }: DigestPeriod, timezone: string): Interval {
  return { from: startOfDay(from, timezone), until: startOfDay(addDays(to, 1), timezone) };
}

/** From the beginning of the year that a day is in, up to an instant. */
export function yearTo(today: string, until: Date, timezone: string): Interval {
  return { from: startOfDay(`${today.slice(0, 4)}-01-01`, timezone), until };
}
