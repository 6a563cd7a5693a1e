import { expect } from 'chai';
import { dueDay, nextKey, upcomingKey } from '../../../src/features/digest/schedule';
import { calendar, RECIPIENTS, recipients, useMonthlyStage } from './monthly-stage';

describe('the monthly sending', () => {
  const stage = useMonthlyStage();
  const { now, parts, sent, months } = stage;

  it('knows its days: no weekend, no holiday, and July waits for August', () => {
    expect(
      ['2026-01', '2026-05', '2026-06', '2026-07', '2027-01'].map((key) => dueDay(key, calendar)),
    ).to.deep.equal(['2026-01-02', '2026-05-04', '2026-06-01', undefined, '2027-01-04']);
    expect(nextKey('2026-06', calendar)).to.equal('2026-08');
    expect(
      ['2026-06-01', '2026-06-02', '2026-07-15', '2026-12-31'].map((day) => upcomingKey(day, calendar)),
    ).to.deep.equal(['2026-06', '2026-08', '2026-08', '2027-01']);
  });

  it('begins the month after it was installed, and catches up when everything was down on the day', async () => {
    const { run } = parts();
    await run('2026-03-12T08:00:00Z');
    expect(await months()).to.deep.equal([]);
    await run('2026-04-01T07:00:00Z');
    expect(await months()).to.deep.equal(['digest:2026-04']);
    await run('2026-05-11T07:00:00Z');
    expect(await months()).to.deep.equal(['digest:2026-04', 'digest:2026-05']);
    // What no person has asked for is in the audit log all the same, once.
    await run('2026-05-11T07:00:00Z');
    const noted = await stage.connection.collection('audit').find({}).sort({ _id: 1 }).toArray();
    const by = { by: 'system', platform: 'system', action: 'digest.sent' };
    expect(noted).to.deep.equal([
      { ...by, _id: 'digest:2026-04:sent', at: new Date('2026-04-01T07:00:00Z'), about: '2026-04' } as never,
      { ...by, _id: 'digest:2026-05:sent', at: new Date('2026-05-11T07:00:00Z'), about: '2026-05' } as never,
    ]);
  });

  it('is sent to each exactly once wherever the process is killed, again and again', async function () {
    this.timeout(120_000);
    for (let dies = 0; dies < 45; dies += 4) {
      await stage.connection.collection('digests').deleteMany({});
      await stage.connection.collection('deliveries').deleteMany({});
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
    const said = await stage.connection.collection('deliveries').find({ kind: 'digest' }).toArray();
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
    expect(
      await stage.connection.collection('deliveries').countDocuments({ kind: 'digest-approval' }),
    ).to.equal(1);
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
