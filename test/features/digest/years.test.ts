import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Issue } from '../../../src/features/digest/issue';
import { createMonthlyJob } from '../../../src/features/digest/monthly';
import { addDays } from '../../../src/forms/calendar-days';
import { localInstant } from '../../../src/forms/instants';
import { createRuns } from '../../../src/jobs/runs';
import { createScheduler, type Scheduler } from '../../../src/jobs/scheduler';
import { createLogger } from '../../../src/log';

import { RECIPIENTS, TIMEZONE, useMonthlyStage } from './monthly-stage';

/** Month, day and hour in UTC, as a Swedish calendar has them; July is quiet. */
const FIRST_WORKING_DAYS = [
  [2026, '03-02T08 04-01T07 05-04T07 06-01T07 08-03T07 09-01T07 10-01T07 11-02T08 12-01T08'],
  [
    2027,
    '01-04T08 02-01T08 03-01T08 04-01T07 05-03T07 06-01T07 08-02T07 09-01T07 10-01T07 11-01T08 12-01T08',
  ],
  [
    2028,
    '01-03T08 02-01T08 03-01T08 04-03T07 05-02T07 06-01T07 08-01T07 09-01T07 10-02T07 11-01T08 12-01T08',
  ],
  [2029, '01-02T08 02-01T08 03-01T08 04-03T07'],
] as const;
describe('the monthly sending through the years', () => {
  const stage = useMonthlyStage();
  const { now, parts, sent, months } = stage;

  it('goes at nine on the first working day of every month for three years, past holidays and changes of clocks', async () => {
    const deps = parts();
    const jobs = [createMonthlyJob(deps.monthly)];
    const log = createLogger('silent');
    const clock = (): Date => now.at;
    const scheduler = (): Scheduler =>
      createScheduler({
        jobs,
        runs: createRuns(stage.connection, () => randomUUID()),
        timezone: TIMEZONE,
        clock,
        log,
      });
    const replicas = [scheduler(), scheduler()];
    const look = async (day: string, time: string): Promise<void> => {
      now.at = localInstant(day, time, TIMEZONE);
      await Promise.all(replicas.map((one) => one.runDue()));
    };
    await look('2026-02-28', '10:00');
    for (let day = '2026-03-01'; day < '2029-05-01'; day = addDays(day, 1)) {
      // No first working day is later than the fourth. Once it has gone, the rest of a month is like its middle.
      const gone = (await deps.issues.byKey(day.slice(0, 7))) !== null;
      if (!(gone ? /-15$/ : /-(0[1-4]|15)$/).test(day)) continue;
      for (const time of ['08:59', '09:00']) await look(day, time);
    }
    const issues = await stage.connection.collection<Issue>('digests').find({}).sort({ _id: 1 }).toArray();
    const went = issues.flatMap(({ history }) =>
      history.flatMap(({ action, at }) => (action === 'sent' ? [at.toISOString()] : [])),
    );
    expect(went).to.deep.equal(
      FIRST_WORKING_DAYS.flatMap(([year, utc]) => utc.split(' ').map((part) => `${year}-${part}:00:00.000Z`)),
    );
    expect(await sent()).to.have.length(went.length * RECIPIENTS);
    // Each tells of what has happened since the one before: nothing twice, and nothing left out.
    for (const [index, { from }] of issues.entries())
      if (index > 0) expect(from, issues[index]?._id).to.deep.equal(issues[index - 1]?.until);
    const august = await deps.issues.byKey('2026-08');
    expect(august?.until.toISOString(), 'July is told of in August').to.equal('2026-07-31T22:00:00.000Z');
  }).timeout(300_000);

  it('that missed its day waits for a working day, unless a coordinator has chosen another', async () => {
    const { run, editor, issues } = parts();
    const deed = { by: 'teams:sara', at: now.at };
    const seen = async (key: string) => ({ key, version: (await issues.byKey(key))?.version ?? 0 });
    await run('2026-04-01T07:00:00Z');
    for (const day of ['09', '10']) await run(`2026-05-${day}T07:00:00Z`); // a weekend
    expect(await months()).to.deep.equal(['digest:2026-04']);
    await run('2026-05-11T07:00:00Z');
    expect(await months()).to.deep.equal(['digest:2026-04', 'digest:2026-05']);
    await editor.prepare('2026-06', deed);
    await editor.postpone(await seen('2026-06'), '2026-06-06', deed); // the National Day, a Saturday
    await run('2026-06-05T07:00:00Z');
    expect(await months()).to.have.length(2);
    await run('2026-06-06T07:00:00Z');
    expect(await months()).to.have.length(3);
  });
});
