import { expect } from 'chai';
import {
  firstWorkingDayOfMonth,
  isQuiet,
  isWorkingDay,
  nextWorkingDay,
} from '../../src/calendar/working-days';
import { addDays } from '../../src/forms/calendar-days';
import { localInstant } from '../../src/forms/instants';

describe('working days in Sweden', () => {
  const holidays: readonly [string, string][] = [
    ['2026-01-01', 'nyårsdagen'],
    ['2026-01-06', 'trettondedag jul'],
    ['2026-04-03', 'långfredagen'],
    ['2026-04-06', 'annandag påsk'],
    ['2026-05-01', 'första maj'],
    ['2026-05-14', 'Kristi himmelsfärdsdag'],
    ['2025-06-06', 'nationaldagen'],
    ['2026-06-19', 'midsommarafton'],
    ['2026-12-24', 'julafton'],
    ['2026-12-25', 'juldagen'],
    ['2026-12-31', 'nyårsafton'],
  ];
  for (const [day, name] of holidays) {
    it(`${name} ${day} is none`, () => {
      expect(isWorkingDay(day)).to.equal(false);
      expect(isQuiet(day)).to.equal(true);
    });
  }

  it('days that only have a name are', () => {
    for (const day of ['2026-04-02', '2026-04-30', '2026-10-30', '2026-01-13', '2026-05-15']) {
      expect(isWorkingDay(day), day).to.equal(true);
    }
  });

  it('the next one skips weekends and holidays', () => {
    expect(nextWorkingDay('2026-04-02')).to.equal('2026-04-07');
    expect(nextWorkingDay('2026-12-23')).to.equal('2026-12-28');
    expect(nextWorkingDay('2026-12-30')).to.equal('2027-01-04');
    expect(nextWorkingDay('2026-03-10')).to.equal('2026-03-11');
  });

  it('the first of a month', () => {
    const firsts = Array.from({ length: 12 }, (_, month) => firstWorkingDayOfMonth(2026, month + 1));
    expect(firsts.map((day) => day.slice(5))).to.deep.equal(
      '01-02 02-02 03-02 04-01 05-04 06-01 07-01 08-03 09-01 10-01 11-02 12-01'.split(' '),
    );
  });

  it('July is quiet, and is worked in', () => {
    expect(isQuiet('2026-07-01')).to.equal(true);
    expect(isWorkingDay('2026-07-01')).to.equal(true);
    expect(isQuiet('2026-08-03')).to.equal(false);
  });
});

describe('a time of day', () => {
  const zone = 'Europe/Stockholm';
  const at = (day: string, time: string): string => localInstant(day, time, zone).toISOString();

  it('is the same on the clock on every day of three years', () => {
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    for (let day = '2026-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
      expect(clock.format(localInstant(day, '09.00', zone))).to.equal(`${day} 09:00`);
    }
  });

  it('that is skipped is an hour later, that comes twice is the first', () => {
    expect(at('2026-03-29', '02:30')).to.equal('2026-03-29T01:30:00.000Z');
    expect(at('2026-03-29', '03:00')).to.equal('2026-03-29T01:00:00.000Z');
    expect(at('2026-10-25', '02:30')).to.equal('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', '03:00')).to.equal('2026-10-25T02:00:00.000Z');
  });
});
