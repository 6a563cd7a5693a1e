import { expect } from 'chai';
import mongoose, { type Connection } from 'mongoose';
import { firstWorkingDayOfMonth, isQuiet } from '../../../src/calendar/working-days';
import { createOutbox } from '../../../src/delivery/outbox';
import { createEditor, type Editor } from '../../../src/features/digest/editor';
import { createIssueModel } from '../../../src/features/digest/issue';
import { createIssueStore, type IssueStore } from '../../../src/features/digest/issue-store';
import { runMonthly } from '../../../src/features/digest/monthly';
import { dueDay, nextKey, upcomingKey } from '../../../src/features/digest/schedule';
import { createSending, type Sending } from '../../../src/features/digest/send';
import type { Recipient } from '../../../src/features/settings/settings';
import { createDateFormat } from '../../../src/forms/date-format';
import { createLogger } from '../../../src/log';
import { createNames } from '../../../src/records/catalog';
import { createRepositories } from '../../../src/records/repositories';
import { createIndexes } from '../../../src/storage/connection';
import { catalog, milestones } from '../../records/catalog';
import { type TestStore, withStore } from '../../storage/with-store';

const TIMEZONE = 'Europe/Stockholm';
const calendar = { firstWorkingDayOfMonth, isQuiet };
const RECIPIENTS = 7;

const recipients: Recipient[] = Array.from({ length: RECIPIENTS }, (_, i) => ({
  kind: 'channel',
  recipient: `slack:C${i}`,
  platform: 'slack',
  address: { channel: `C${i}` },
  language: 'sv',
}));
const coordinator = {
  recipient: 'teams:sara',
  people: ['teams:sara'],
  name: 'Sara',
  roles: ['coordinator'] as const,
};

/** A process that dies after so many steps: each call of the store or the outbox is one, and nothing runs after the last. */
class Mortal {
  constructor(private steps: number) {}
  wrap<T extends object>(parts: T): T {
    return new Proxy(parts, {
      get: (target, name) => {
        const part = Reflect.get(target, name);
        if (typeof part !== 'function') return part;
        return async (...given: unknown[]) => {
          if (this.steps-- <= 0) throw new Error('killed before');
          const result = await part.apply(target, given);
          if (this.steps-- <= 0) throw new Error('killed after');
          return result;
        };
      },
    });
  }
}

describe('the monthly sending', () => {
  let store: TestStore;
  let connection: Connection;
  const now = { at: new Date(0) };

  before(async () => {
    store = await withStore();
    connection = await mongoose
      .createConnection(store.uri, { bufferCommands: false, autoIndex: false })
      .asPromise();
    createRepositories(connection, catalog, TIMEZONE);
    parts();
    await createIndexes(connection);
  });
  after(async () => {
    await connection.close();
    await store.stop();
  });
  beforeEach(async () => {
    await connection.collection('digests').deleteMany({});
    await connection.collection('deliveries').deleteMany({});
  });

  interface Parts {
    readonly issues: IssueStore;
    readonly editor: Editor;
    readonly sending: Sending;
    run(instant: string): Promise<void>;
  }

  function parts({ approval = false, dies = Number.POSITIVE_INFINITY } = {}): Parts {
    // Each is a process of its own: models belong to the connection, the rest is made anew.
    const mortal = new Mortal(dies);
    const issues = mortal.wrap(
      createIssueStore((connection.models.digest as never) ?? createIssueModel(connection)),
    );
    const outbox = mortal.wrap(
      createOutbox({ connection, senders: () => [], log: createLogger('silent'), clock: () => now.at }),
    );
    const shared = {
      ...{
        issues,
        outbox,
        approval,
        calendar,
        catalog,
        milestones,
        timezone: TIMEZONE,
        nudge: () => undefined,
      },
      ...{ names: createNames(catalog), dates: createDateFormat(TIMEZONE), records },
      settings: {
        digestRecipients: async () => recipients,
        people: async () => [coordinator],
        reaches: async () => [{ id: 'teams:sara', platform: 'teams', address: {}, language: 'sv' } as const],
      },
    };
    const editor = createEditor(shared);
    const sending = createSending(shared);
    return {
      ...{ issues, editor, sending },
      run: async (instant) => {
        now.at = new Date(instant);
        await runMonthly({ ...shared, editor, sending }, now.at);
      },
    };
  }
  const nothing = { find: async () => ({ entries: [], page: 1, more: false }), count: async () => 0 };
  const none = { ...nothing, coverage: async () => ({ administrations: [], principles: [] }) } as never;
  const records = { examples: none, initiatives: none, matters: nothing };

  const sent = async (): Promise<string[]> =>
    (await connection.collection('deliveries').find({ kind: 'digest' }).toArray())
      .map(({ batch, recipient }) => `${batch} ${recipient}`)
      .sort();
  const months = async (): Promise<string[]> => [
    ...new Set((await sent()).map((one) => one.split(' ')[0] ?? '')),
  ];

  it('knows its days: no weekend, no holiday, and July waits for August', () => {
    expect(
      ['2026-01', '2026-05', '2026-06', '2026-07', '2027-01'].map((key) => dueDay(key, calendar)),
    ).to.deep.equal(['2026-01-02', '2026-05-04', '2026-06-01', undefined, '2027-01-04']);
    expect(nextKey('2026-06', calendar)).to.equal('2026-08');
    expect(
      ['2026-06-01', '2026-06-02', '2026-07-15', '2026-12-31'].map((day) => upcomingKey(day, calendar)),
    ).to.deep.equal(['2026-06', '2026-08', '2026-08', '2027-01']);
  });

  it('sends once a month for a year, run every day at nine, and tells of everything between', async () => {
    const { run, issues } = parts();
    const first = Date.parse('2026-03-02T08:00:00Z');
    for (let day = first; day < Date.parse('2027-03-01T08:00:00Z'); day += 86_400_000) {
      const date = new Date(day).toISOString();
      // The rest of a month is like its middle.
      if (Number(date.slice(8, 10)) <= 5 || date.slice(8, 10) === '15') await run(date);
    }
    expect(await months()).to.deep.equal(
      ['03', '04', '05', '06', '08', '09', '10', '11', '12']
        .map((one) => `digest:2026-${one}`)
        .concat(['digest:2027-01', 'digest:2027-02']),
    );
    expect(await sent()).to.have.length(11 * RECIPIENTS);
    const [august, june] = [await issues.byKey('2026-08'), await issues.byKey('2026-06')];
    expect(august?.from).to.deep.equal(june?.until);
    expect(august?.until.toISOString()).to.equal('2026-07-31T22:00:00.000Z');
  }).timeout(60_000);

  it('begins the month after it was installed, and catches up when everything was down on the day', async () => {
    const { run } = parts();
    await run('2026-03-12T08:00:00Z');
    expect(await months()).to.deep.equal([]);
    await run('2026-04-01T07:00:00Z');
    expect(await months()).to.deep.equal(['digest:2026-04']);
    await run('2026-05-11T07:00:00Z');
    expect(await months()).to.deep.equal(['digest:2026-04', 'digest:2026-05']);
  });

  it('is sent to each exactly once wherever the process is killed, again and again', async function () {
    this.timeout(120_000);
    for (let dies = 0; dies < 45; dies += 4) {
      await connection.collection('digests').deleteMany({});
      await connection.collection('deliveries').deleteMany({});
      let deaths = 0;
      // Each process lives a little longer than the one before it, and they all begin from what is in the store.
      for (let lives = dies; ; lives += 5) {
        const died = await parts({ dies: lives })
          .run('2026-04-01T07:00:00Z')
          .then(
            () => false,
            () => true,
          );
        if (!died) break;
        deaths += 1;
      }
      expect(await sent(), `killed ${deaths} times from step ${dies}`).to.deep.equal(
        recipients.map(({ recipient }) => `digest:2026-04 ${recipient}`),
      );
      const issue = await parts().issues.byKey('2026-04');
      expect([issue?.state, issue?.roster?.length]).to.deep.equal(['sent', RECIPIENTS]);
    }
  });

  it('is sent once by three processes that begin at the same moment', async () => {
    await Promise.all([parts(), parts(), parts()].map(({ run }) => run('2026-04-01T07:00:00Z')));
    expect(await sent()).to.have.length(RECIPIENTS);
    const issue = await parts().issues.byKey('2026-04');
    expect(issue?.history.filter(({ action }) => action === 'sent')).to.have.length(1);
  });

  it('finishes a correction and a withdrawal that were interrupted', async () => {
    const { run, editor, sending, issues } = parts();
    await run('2026-04-01T07:00:00Z');
    const deed = { by: 'teams:sara', at: now.at };
    const seen = async () => ({ key: '2026-04', version: (await issues.byKey('2026-04'))?.version ?? 0 });
    expect(await editor.correct(await seen(), { text: 'Rätt dag.' }, deed)).to.include({ task: 'correct' });
    for (const dies of [0, 1, 2, 5])
      await parts({ dies })
        .sending.carryOn(now.at)
        .catch(() => undefined);
    await sending.carryOn(now.at);
    const said = await connection.collection('deliveries').find({ kind: 'digest' }).toArray();
    expect(said.filter((one) => JSON.stringify(one.reply).includes('Rätt dag.'))).to.have.length(RECIPIENTS);
    expect(await editor.withdraw(await seen(), deed)).to.include({ state: 'withdrawn', task: 'withdraw' });
    for (const dies of [0, 1, 2])
      await parts({ dies })
        .sending.carryOn(now.at)
        .catch(() => undefined);
    await sending.carryOn(now.at);
    expect(await issues.byKey('2026-04')).to.not.have.property('task');
    expect(await editor.withdraw({ key: '2026-04', version: 1 }, deed)).to.equal(null);
  });

  it('waits for a second person where that is asked for, tells the coordinators once, and then goes', async () => {
    const { run, editor, sending, issues } = parts({ approval: true });
    for (const day of ['01', '02', '03']) await run(`2026-04-${day}T07:00:00Z`);
    expect(await sent()).to.deep.equal([]);
    expect(await connection.collection('deliveries').countDocuments({ kind: 'digest-approval' })).to.equal(1);
    const draft = await issues.byKey('2026-04');
    const seen = { key: '2026-04', version: draft?.version ?? 0 };
    const deed = { by: 'teams:sara', at: now.at };
    expect(await sending.begin(seen, deed)).to.equal(null);
    const greeted = await editor.greet(seen, 'Hej', deed);
    const approved = await editor.approve(
      { ...seen, version: greeted?.version ?? 0 },
      { ...deed, by: 'teams:olle' },
    );
    expect(approved).to.include({ state: 'approved', greeting: 'Hej' });
    // Who writes in it afterwards takes the approval away.
    const again = await editor.greet({ ...seen, version: approved?.version ?? 0 }, 'Hej hej', deed);
    expect(again).to.include({ state: 'draft' });
    await editor.approve({ ...seen, version: again?.version ?? 0 }, { ...deed, by: 'teams:olle' });
    await run('2026-04-07T07:00:00Z');
    expect(await sent()).to.have.length(RECIPIENTS);
  });
});
