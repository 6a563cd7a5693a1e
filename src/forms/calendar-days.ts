/** Arithmetic on calendar days written YYYY-MM-DD. There are no hours in it, so no time zone and no summer time either. */

const DAY_MS = 86_400_000;

/** The day, or undefined when the calendar has no such day (31 February). */
export function makeDay(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2199) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? toDay(date) : undefined;
}

/** True for a day of the calendar written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return makeDay(Number(year), Number(month), Number(day)) === text;
}

/** The day so many days later (or earlier, when negative). */
export function addDays(day: string, days: number): string {
  return toDay(new Date(toUtc(day) + days * DAY_MS));
}

/** The same day of the month so many months later, or the last one of that month when it is shorter. */
export function addMonths(day: string, months: number): string {
  const date = new Date(toUtc(day));
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), last));
  return toDay(target);
}

/** Days from the first to the second, negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toUtc(to) - toUtc(from)) / DAY_MS);
}

/** 0 (Sunday) – 6. */
export function weekdayOf(day: string): number {
  return new Date(toUtc(day)).getUTCDay();
}

/** The Monday of the ISO week that the day is in. */
export function mondayOf(day: string): string {
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}

/** The Monday of an ISO week: week 1 is the one with 4 January in it. */
export function mondayOfWeek(year: number, week: number): string {
  return addDays(mondayOf(`${year}-01-04`), (week - 1) * 7);
}

function toUtc(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
