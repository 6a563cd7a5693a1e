import type Holidays from 'date-holidays';
import { addDays, weekdayOf } from '../forms/calendar-days';

/** Sweden's calendar, by days written YYYY-MM-DD. */
export interface WorkingDays {
  /** False on weekends and public holidays, and on the eves that are days off in practice (midsummer, Christmas, New Year). */
  isWorkingDay(day: string): boolean;
  /** The first working day after the day. */
  nextWorkingDay(day: string): string;
  /** @param month 1–12. */
  firstWorkingDayOfMonth(year: number, month: number): string;
  /** True when nobody is written to unasked: days off, and all of July. */
  isQuiet(day: string): boolean;
}

/** The calendar of a country of date-holidays, Sweden unless told. Its table is read at the first question. */
export function createWorkingDays(country = 'SE'): WorkingDays {
  const years = new Map<number, ReadonlySet<string>>();
  let holidays: Holidays | undefined;
  const daysOff = (year: number): ReadonlySet<string> => {
    const known = years.get(year);
    if (known !== undefined) return known;
    holidays ??= load(country);
    // `bank` are the three eves; `optional` and `observance` are working days, at most shorter ones.
    const off = holidays.getHolidays(year).filter(({ type }) => type === 'public' || type === 'bank');
    const days = new Set(off.map(({ date }) => date.slice(0, 10)));
    years.set(year, days);
    return days;
  };
  const isWorkingDay = (day: string): boolean => {
    const weekday = weekdayOf(day);
    return weekday !== 0 && weekday !== 6 && !daysOff(Number(day.slice(0, 4))).has(day);
  };
  const fromOn = (first: string): string => {
    let day = first;
    while (!isWorkingDay(day)) day = addDays(day, 1);
    return day;
  };
  return {
    isWorkingDay,
    nextWorkingDay: (day) => fromOn(addDays(day, 1)),
    firstWorkingDayOfMonth: (year, month) => fromOn(`${year}-${String(month).padStart(2, '0')}-01`),
    isQuiet: (day) => day.slice(5, 7) === '07' || !isWorkingDay(day),
  };
}

/** The package reads the calendars of all countries, which takes a third of a second: not at start-up. */
function load(country: string): Holidays {
  const HolidaysOf = require('date-holidays') as typeof Holidays;
  return new HolidaysOf(country);
}

const swedish = createWorkingDays();

export const { isWorkingDay, nextWorkingDay, firstWorkingDayOfMonth, isQuiet } = swedish;
