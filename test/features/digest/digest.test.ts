import { expect } from 'chai';
import { sinceLastDigest } from '../../../src/features/digest/period';
import { digestText } from '../../../src/features/digest/text';
import type { Reply } from '../../../src/turn/turn';
import type { DigestSection, DigestView } from '../../../src/views/views';
import { form, only, record, useRecords, valuesOf } from '../../records/harness';

const digest = (reply: Reply): DigestView => only(reply, 'digest');

/** The section with this heading, at a glance or behind "visa mer". */
const part = (view: DigestView, heading: string): DigestSection | undefined =>
  [...view.sections, ...view.more].find((section) => section.heading === heading);

describe('the digest', () => {
  const records = useRecords();

  const numbers = (view: DigestView): number[] => view.numbers.map(({ value }) => value);
  const change = async (person: string, code: string, values: Record<string, string>): Promise<void> => {
    const edit = form(await records.say(person, `${code} ändra`));
    record(await records.press(person, edit.submit.name, edit.submit.id, { ...valuesOf(edit), ...values }));
  };

  it('counts from the first of the month before, across the year', () => {
    expect(sinceLastDigest('2026-03-10')).to.deep.equal({ from: '2026-02-01', to: '2026-03-10' });
    expect(sinceLastDigest('2027-01-31')).to.deep.equal({ from: '2026-12-01', to: '2027-01-31' });
    expect(sinceLastDigest('2026-03-31').from).to.equal('2026-02-01');
  });

  it('is short and honest when nothing has happened', async () => {
    const view = digest(await records.say('teams:anna', 'digest'));
    expect(view.period).to.equal('1 februari–10 mars 2026');
    expect(numbers(view)).to.deep.equal([]);
    expect(view.sections.map(({ heading }) => heading)).to.deep.equal([
      'En lugn period',
      'Månadens princip: Dialog',
    ]);
    expect(view.more.map(({ heading }) => heading)).to.deep.equal(['På gång', 'Täckning 2026']);
    expect(view.sections[0]?.text).to.contain('Inget nytt har loggats sedan 1 februari 2026');
    expect(view.chart).to.equal(undefined);
    expect(view.actions.map(({ name }) => name)).to.deep.equal(['example.new', 'initiative.new']);
    expect(digest(await records.say('teams:guest', 'digest')).actions).to.deep.equal([]);
  });

  it('tells what is new, what has been held, what it led to and what is waiting', async () => {
    records.at('2026-01-31T22:59:59Z');
    await records.say('teams:anna', 'exempel: För gammalt | | | Text');
    records.at('2026-01-31T23:00:00Z');
    await records.say('teams:anna', 'exempel: Läxhjälp | RFSL | dialog | Text');
    await records.say('teams:sara', 'dialog: Glömd | RFSL | 20 februari');
    await records.say('teams:sara', 'dialog: Utan datum | RFSL');
    const held = record(await records.say('teams:sara', 'dialog: Hållen | RFSL | 24 februari')).code;
    await records.say('teams:sara', `dialog ${held} genomförd`);
    await change('teams:sara', held, { outcome: 'Nya tider', followUpOn: '2026-03-10' });
    const gone = record(await records.say('teams:sara', 'dialog: Tillbakadragen | RFSL | 20 februari')).code;
    await records.say('teams:sara', `${gone} dra tillbaka`);
    records.at('2026-03-10T09:00:00Z');

    const view = digest(await records.say('teams:anna', 'digest'));
    expect(view.numbers.map(({ label, value }) => `${label}: ${value}`)).to.deep.equal([
      'nytt exempel: 1',
      'nya dialoger: 3',
      'genomförd dialog: 1',
      'väntar på uppföljning: 2',
    ]);
    const [examples, waiting] = view.sections;
    expect(examples?.items.map(({ title, detail }) => [title, detail])).to.deep.equal([
      ['Läxhjälp', 'Kultur- och fritidsförvaltningen · RFSL Örebro'],
    ]);
    expect(waiting?.items.map(({ title, detail }) => [title, detail])).to.deep.equal([
      ['Glömd', 'Datumet var 20 februari 2026'],
      ['Hållen', 'Skulle följas upp 10 mars 2026'],
    ]);
    expect(view.more.map(({ heading }) => heading)).to.deep.equal([
      'Vad dialogerna ledde till',
      'Dialoger som har rört sig',
      'På gång',
      'Täckning 2026',
    ]);
    expect(view.more[0]?.items[0]?.detail).to.equal('Nya tider');
    expect(view.chart?.bars).to.deep.equal([
      { label: 'Planerad', value: 2 },
      { label: 'Genomförd', value: 1 },
    ]);
    const text = digestText(view);
    for (const part of [
      'nytt exempel: 1',
      '- E-2026-002 Läxhjälp (',
      'Täckning 2026',
      'Sammanställt 10 mars 2026 10.00.',
    ]) {
      expect(text).to.contain(part);
    }
  });

  it('is kind about what is missing and true about what isn’t', async () => {
    await records.say('slack:rea', 'exempel: Park | | mångfald | Text');
    const teams = digest(await records.say('teams:anna', 'digest'));
    const coverage = teams.more
      .at(-1)
      ?.items.map(({ title, detail }) => `${title}: ${detail}`)
      .join('\n');
    // The park is not shown in Teams, but the administration has logged it.
    expect(coverage).to.contain('årets första: Kultur- och fritidsförvaltningen, Socialförvaltningen\n');
    expect(coverage).to.contain('Dialog, Öppenhet och insyn');
    expect(numbers(teams)).to.deep.equal([]);
    expect(teams.footer).to.contain('på den här plattformen');
    expect(numbers(digest(await records.say('slack:ulf', 'digest')))).to.deep.equal([1, 0, 0, 0]);
    expect(numbers(digest(await records.say('slack:guest', 'digest')))).to.deep.equal([]);
    const terminal = digest(await records.say('terminal:me', 'digest'));
    expect(numbers(terminal)).to.deep.equal([1, 0, 0, 0]);
    expect(terminal.footer).to.equal('Sammanställt 10 mars 2026 10.00.');
    await records.say('teams:anna', 'exempel: A | | dialog, öppenhet | Text');
    await records.say('teams:sara', 'dialog: B | RFSL');
    const full = digest(await records.say('teams:anna', 'digest'));
    expect(full.more.at(-1)?.text).to.equal(
      'Alla förvaltningar och alla principer finns med i årets exempel och dialoger.',
    );
  });

  it('names three at once and says how many more there are', async () => {
    for (let index = 1; index <= 7; index++)
      await records.say('teams:anna', `exempel: Nr ${index} | | | Text`);
    const [section] = digest(await records.say('teams:anna', 'digest')).sections;
    expect(section?.items).to.have.length(3);
    expect(section?.text).to.contain('De 3 senaste av 7');
  });

  it('shows the month’s principle with the newest example of it, and another one the next month', async () => {
    await records.say('teams:anna', 'exempel: Äldre | | dialog | Text');
    records.at('2026-03-10T10:00:00Z');
    await records.say('teams:anna', 'exempel: Nyare | | dialog, mångfald | Text');
    await records.say('slack:rea', 'exempel: Bara Slack | | dialog | Text');
    const march = part(digest(await records.say('teams:anna', 'digest')), 'Månadens princip: Dialog');
    expect(march?.items.map(({ title }) => title)).to.deep.equal(['Nyare']);
    expect(march?.text).to.equal('Dialog ska prägla relationen. Så kan det se ut:');
    const guest = part(digest(await records.say('teams:guest', 'digest')), 'Månadens princip: Dialog');
    expect(guest?.items).to.deep.equal([]);
    expect(guest?.text).to.contain('Har du ett på gång?');
    records.at('2026-04-10T10:00:00Z');
    const april = digest(await records.say('teams:anna', 'digest', { key: 'april' }));
    expect(part(april, 'Månadens princip: Öppenhet och insyn')?.items).to.deep.equal([]);
    records.at('2026-06-10T10:00:00Z');
    const english = digest(await records.say('teams:anna', 'digest'));
    expect(part(english, 'Månadens princip: Dialog')?.items.map(({ title }) => title)).to.deep.equal([
      'Nyare',
    ]);
  });

  it('tells of what was changed apart from what is new', async () => {
    records.at('2026-01-05T09:00:00Z');
    const { code } = record(await records.say('teams:anna', 'exempel: Gammalt | | | Text'));
    records.at('2026-03-10T09:00:00Z');
    await change('teams:anna', code, { done: 'Ny text' });
    await records.say('teams:anna', 'exempel: Nytt | | | Text');
    const view = digest(await records.say('teams:anna', 'digest'));
    expect(part(view, 'Nya samverkansexempel')?.items.map(({ title }) => title)).to.deep.equal(['Nytt']);
    expect(part(view, 'Exempel som har uppdaterats')?.items.map(({ title }) => title)).to.deep.equal([
      'Gammalt',
    ]);
    expect(numbers(view)[0]).to.equal(1);
  });

  it('names the days ahead: what is planned, and what the pack says, the nearest first', async () => {
    await records.say('teams:sara', 'dialog: Snart | RFSL | 20 mars');
    await records.say('teams:sara', 'dialog: Långt bort | RFSL | 20 december');
    const ahead = async (person = 'teams:anna') =>
      part(digest(await records.say(person, 'digest')), 'På gång')?.items.map(({ title, detail }) => [
        title,
        detail,
      ]);
    const agreed = [
      ['Åtagandena följs upp', 'Senast 31 december 2026'],
      ['Avtalet ses över', 'Senast 30 juni 2027'],
      ['En ny plan tas fram', undefined],
    ];
    expect(await ahead()).to.deep.equal([['Snart', '20 mars 2026 · RFSL Örebro'], ...agreed]);
    expect(await ahead('slack:ulf')).to.deep.equal(agreed);
    records.at('2027-07-01T09:00:00Z');
    expect(await ahead()).to.deep.equal([['Åtagandena följs upp', 'Senast 31 december 2027'], agreed[2]]);
  });

  it('gives the rest on its own where a platform can’t fold', async () => {
    const view = digest(await records.say('slack:ulf', 'digest'));
    expect(view.moreAction?.name).to.equal('digest.more');
    const rest = digest(await records.press('slack:ulf', 'digest.more'));
    expect(rest.sections).to.deep.equal(view.more);
    expect([rest.more, rest.numbers, rest.moreAction]).to.deep.equal([[], [], undefined]);
  });

  it('asks nothing that no index narrows', () => {
    expect(records.slow).to.deep.equal([]);
  });
});
