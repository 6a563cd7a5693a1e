import type { Knowledge } from '../../knowledge';

/** What the agreement says of days to come, as the pack has it. */
export type Milestones = Knowledge['milestones'];

export interface DateAhead {
  readonly name: Milestones[number]['name'];
  /** The entry that says more. */
  readonly entry: string;
  /** The last day for it, YYYY-MM-DD; none where the agreement names none. */
  readonly by?: string;
}

/** The pack's days that have not passed, the nearest first, those without a day last. @param today YYYY-MM-DD. */
export function datesAhead(milestones: Milestones, today: string): DateAhead[] {
  const year = Number(today.slice(0, 4));
  return milestones
    .map(({ name, entry, by, yearly }): DateAhead => {
      const next = yearly === undefined ? by : nextYearly(yearly, year, today);
      return { name, entry, ...(next === undefined ? {} : { by: next }) };
    })
    .filter(({ by }) => by === undefined || by >= today)
    .sort((a, b) => (a.by ?? '9').localeCompare(b.by ?? '9'));
}

function nextYearly(day: string, year: number, today: string): string {
  const thisYear = `${year}-${day}`;
  return thisYear >= today ? thisYear : `${year + 1}-${day}`;
}
