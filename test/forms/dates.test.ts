import { expect } from 'chai';
import { addMonths, daysBetween, isDay, makeDay, mondayOfWeek } from '../../src/forms/calendar-days';
import { createDateFormat } from '../../src/forms/date-format';
import { readDate } from '../../src/forms/dates';

// A Tuesday.
const TODAY = '2026-03-10';

const coming: Readonly<Record<string, string | undefined>> = {
  '2026-03-12': '2026-03-12',
  '2026/3/12': '2026-03-12',
  '12 mars': '2026-03-12',
  '12 Mars 2027': '2027-03-12',
  'den 12:e mars': '2026-03-12',
  '3:e maj': '2026-05-03',
  'torsdag 12 mars': '2026-03-12',
  'torsdagen den 12 mars': '2026-03-12',
  '12 sept': '2026-09-12',
  '3 agusti': '2026-08-03',
  '12 septmber': '2026-09-12',
  '3 mer': undefined,
  'March 12, 2026': '2026-03-12',
  '12th of March': '2026-03-12',
  '12/3': '2026-03-12',
  '12/3 2027': '2027-03-12',
  '12.3.26': '2026-03-12',
  'i dag': '2026-03-10',
  'i morgon': '2026-03-11',
  Imorgon: '2026-03-11',
  'i övermorgon': '2026-03-12',
  tomorrow: '2026-03-11',
  torsdag: '2026-03-12',
  'på torsdag': '2026-03-12',
  tisdag: '2026-03-17',
  'nästa torsdag': '2026-03-19',
  'nasta torsdag': '2026-03-19',
  'next Thursday': '2026-03-19',
  'förra torsdagen': '2026-03-05',
  'om två veckor': '2026-03-24',
  'om 10 dagar': '2026-03-20',
  'in a month': '2026-04-10',
  'nästa vecka': '2026-03-16',
  'vecka 20': '2026-05-11',
  '12 mars kl 14.30': '2026-03-12',
  // Two weeks ago is this year, ten months ahead is this year, and so is a date that has just passed.
  '24 februari': '2026-02-24',
  '15 december': '2026-12-15',
  '2 januari': '2027-01-02',
  '31 februari': undefined,
  '29 februari': '2028-02-29',
  '32/1': undefined,
  '2026-02-30': undefined,
  snart: undefined,
  '12': undefined,
  mars: undefined,
  'Öppettider 12 mars': undefined,
  '': undefined,
};

describe('reading dates', () => {
  for (const [text, day] of Object.entries(coming)) {
    it(`${JSON.stringify(text)} is ${day}`, () => expect(readDate(text, TODAY)).to.equal(day));
  }

  it('crosses the year both ways', () => {
    expect(readDate('12 januari', '2026-12-20')).to.equal('2027-01-12');
    expect(readDate('28 december', '2027-01-05')).to.equal('2026-12-28');
    expect(readDate('i morgon', '2026-12-31')).to.equal('2027-01-01');
    expect(readDate('nästa måndag', '2026-12-31')).to.equal('2027-01-04');
    expect(readDate('15 december', '2026-03-10', 'past')).to.equal('2025-12-15');
    expect(readDate('torsdag', TODAY, 'past')).to.equal('2026-03-05');
    expect(readDate('vecka 1', '2026-12-20')).to.equal('2027-01-04');
    expect(readDate('för tre veckor sedan', TODAY)).to.equal('2026-02-17');
  });
});

describe('calendar days', () => {
  it('know the calendar and not the clock', () => {
    expect(makeDay(2028, 2, 29)).to.equal('2028-02-29');
    expect(makeDay(2026, 13, 1)).to.equal(undefined);
    expect(isDay('2026-02-29')).to.equal(false);
    expect(addMonths('2026-01-31', 1)).to.equal('2026-02-28');
    expect(addMonths('2026-12-15', 1)).to.equal('2027-01-15');
    // Summer time begins on 29 March.
    expect(daysBetween('2026-03-28', '2026-03-30')).to.equal(2);
    expect(mondayOfWeek(2026, 53)).to.equal('2026-12-28');
  });
});

describe('showing dates', () => {
  const dates = createDateFormat('Europe/Stockholm');

  it('writes days, periods, months and instants as people do', () => {
    expect(dates.day('2026-03-12', 'sv')).to.equal('12 mars 2026');
    expect(dates.day('2026-03-12', 'en')).to.equal('12 March 2026');
    expect(dates.period('2026-03-12', '2026-04-03', 'sv')).to.equal('12 mars 2026 – 3 april 2026');
    expect(dates.period(undefined, '2026-04-03', 'sv')).to.equal('3 april 2026');
    expect(dates.period(undefined, undefined, 'sv')).to.equal(undefined);
    expect(dates.month('2026-03-01', 'sv')).to.equal('mars 2026');
    expect(dates.instant(new Date('2026-12-31T23:30:00Z'), 'sv')).to.equal('1 januari 2027 00.30');
    expect(dates.instant(new Date('2026-07-01T12:05:00Z'), 'en')).to.equal('1 July 2026 14:05');
  });
});
