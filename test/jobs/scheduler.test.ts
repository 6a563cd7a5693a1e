import { expect } from 'chai';
import mongoose, { type Connection } from 'mongoose';
import { firstWorkingDayOfMonth } from '../../src/calendar/working-days';
import { addDays } from '../../src/forms/calendar-days';
import { localInstant } from '../../src/forms/instants';
import type { Job } from '../../src/jobs/job';
import { createRuns } from '../../src/jobs/runs';
import { createScheduler, type Scheduler } from '../../src/jobs/scheduler';
import { createLogger } from '../../src/log';
import { createIndexes } from '../../src/storage/connection';
import { type TestStore, withStore } from '../storage/with-store';

const ZONE = 'Europe/Stockholm';
const firstWorkingDay = (day: string): boolean =>
  day === firstWorkingDayOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)));

describe('the schedule', () => {
  let store: TestStore;
  let connection: Connection;
  let now: Date;
  let ids = 0;
  before(async () => {
    store = await withStore();
    connection = await mongoose
      .createConnection(store.uri, { autoIndex: false, autoCreate: false })
      .asPromise();
    createRuns(connection, () => '');
    await createIndexes(connection, createLogger('silent'));
  });
  after(async () => {
    await connection.close();
    await store.stop();
  });
  beforeEach(() => connection.collection('job-runs').deleteMany({}));

  const at = (day: string, time = '09:00'): Date => localInstant(day, time, ZONE);
  const replica = (...jobs: Job[]): Scheduler =>
    createScheduler({
      jobs,
      runs: createRuns(connection, () => `claim-${++ids}`),
      timezone: ZONE,
      clock: () => now,
      log: createLogger('silent'),
    });
  const monthly = (ran: string[]): Job => ({
    name: 'digest',
    schedule: '0 9 * * *',
    on: firstWorkingDay,
    run: async (_now, due) => void ran.push(due.toISOString()),
  });

  it('runs once a month for three years, at nine on the first working day, by whichever of two replicas', async () => {
    const ran: string[] = [];
    now = at('2026-01-01', '08:00');
    const replicas = [replica(monthly(ran)), replica(monthly(ran))];
    await Promise.all(replicas.map((one) => one.runDue()));
    for (let day = '2026-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
      // No first working day is later than the seventh.
      if (!/-(0\d|15|28)$/.test(day)) continue;
      const moments = firstWorkingDay(day) ? ['08:59', '09:00', '09:01', '17:00'] : ['12:00'];
      for (const time of moments) {
        now = at(day, time);
        const count = ran.length;
        await Promise.all(replicas.map((one) => one.runDue()));
        if (time !== '09:00') expect(ran, `${day} ${time}`).to.have.length(count);
      }
    }
    const months = Array.from({ length: 36 }, (_, month) => [
      2026 + Math.floor(month / 12),
      (month % 12) + 1,
    ]);
    expect(ran).to.deep.equal(
      months.map(([year = 0, month = 0]) => at(firstWorkingDayOfMonth(year, month)).toISOString()),
    );
  });

  it('makes up once, at start, for what was due while everything was down', async () => {
    const ran: string[] = [];
    now = at('2026-02-02', '09:05');
    await replica(monthly(ran)).runDue();
    expect(ran, 'a new bot sends no old digests').to.deep.equal([]);
    now = at('2026-05-20', '13:00');
    await Promise.all([1, 2, 3].map(() => replica(monthly(ran)).runDue()));
    expect(ran).to.deep.equal([at('2026-05-04').toISOString()]);
    await replica(monthly(ran)).runDue();
    expect(ran).to.have.length(1);
  });

  it('keeps to the clock on the wall when it changes', async () => {
    const ran: string[] = [];
    const daily: Job = { ...monthly(ran), on: undefined };
    for (const [day, hours] of [
      ['2026-03-28', 8],
      ['2026-03-29', 7],
      ['2026-10-24', 7],
      ['2026-10-25', 8],
    ] as const) {
      await connection.collection('job-runs').deleteMany({});
      now = new Date(at(day).getTime() - 60_000);
      const one = replica(daily);
      await one.runDue();
      now = at(day);
      await one.runDue();
      expect(ran.at(-1)).to.equal(`${day}T0${hours}:00:00.000Z`);
    }
    expect(ran).to.have.length(4);
  });

  it('tries a failed one again after a rest, and never lets it stop the others', async () => {
    const ran: string[] = [];
    let broken = true;
    const failing: Job = {
      name: 'failing',
      schedule: '0 8 * * *',
      run: async () => {
        ran.push('tried');
        if (broken) throw new Error('away');
      },
    };
    now = at('2026-03-10', '07:00');
    const one = replica(failing, monthly(ran));
    await one.runDue();
    now = at('2026-04-01', '09:00');
    await one.runDue();
    expect(ran).to.deep.equal(['tried', at('2026-04-01').toISOString()]);
    await one.runDue();
    expect(ran, 'it rests').to.have.length(2);
    broken = false;
    now = at('2026-04-01', '09:02');
    await one.runDue();
    await one.runDue();
    expect(ran).to.have.length(3);
  });

  it('is taken over when the replica that was at it died', async () => {
    const ran: string[] = [];
    now = at('2026-03-10', '07:00');
    await replica(monthly(ran)).runDue();
    now = at('2026-04-01');
    const runs = createRuns(connection, () => 'dead');
    expect(await runs.claim('digest', now, now)).to.include({ kind: 'mine' });
    await replica(monthly(ran)).runDue();
    expect(ran).to.deep.equal([]);
    now = at('2026-04-01', '09:11');
    await Promise.all([replica(monthly(ran)).runDue(), replica(monthly(ran)).runDue()]);
    expect(ran).to.deep.equal([at('2026-04-01').toISOString()]);
  });
});
