import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readRetention } from '../../../src/features/archive/retention/rules';
import { startTestApp, type TestApp } from '../../support/app';
import { button, forged, openTeamsChat, readable, type TeamsChat } from '../../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

const RULES = `
classes:
  - id: tillbakadragna
    kind: example
    state: withdrawn
    after: 2 years
    decision: "KS 123/2026, beslut 2026-05-01"
`;

describe('retention', () => {
  let dir: string;
  let bot: TestApp;
  let sara: TeamsChat;
  const file = (text: string): string => {
    const at = path.join(dir, 'retention.yaml');
    writeFileSync(at, text);
    return at;
  };
  const collection = (name: string) => bot.app.store.connection.collection<Json & { _id: unknown }>(name);
  const codes = async (): Promise<unknown[]> =>
    (await collection('examples').find({}).sort({ _id: 1 }).toArray()).map(({ code }) => code);
  const erased = async (): Promise<Json[]> =>
    (await collection('audit').find({}).toArray()).filter(({ action }) =>
      /^retention\.(erased|spared)$/.test(String(action)),
    );

  before(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'cnatet-retention-'));
    bot = await startTestApp({ env: { COORDINATORS: 'teams:aad-sara', RETENTION_FILE: file(RULES) } });
    sara = await openTeamsChat(bot.url, { user: 'sara' });
    await sara.say('exempel: Simskola | RFSL | dialog | Alla fick prova');
    await sara.say('exempel: Läxhjälp | RFSL | dialog | Vi läser');
    await sara.say('exempel: Majfest | RFSL | dialog | Vi firar');
    await sara.say('E-2026-001 dra tillbaka');
    await sara.say('E-2026-002 dra tillbaka');
    await bot.app.sweep();
  });
  after(async () => {
    await sara.stop();
    await bot.stop();
    rmSync(dir, { recursive: true });
  });

  it('erases nothing before its time, by the day', async () => {
    bot.setNow('2028-03-12T08:00:00.000Z');
    expect(readable(await sara.say('gallring')))
      .to.include('Inget ska gallras nu')
      .and.include('KS 123/2026');
    expect(await codes()).to.have.length(3);
  });

  it('shows what would go, with its decision, and touches nothing', async () => {
    bot.setNow('2028-03-12T08:00:00.001Z');
    const [shown] = await sara.say('gallring');
    expect(readable(shown)).to.include('2 äldre än 2 år').and.include('E-2026-001, E-2026-002');
    expect(readable(shown)).to.include('Inget är raderat än');
    expect(await codes()).to.have.length(3);
    expect(await erased()).to.deep.equal([]);
  });

  it('erases no more than was shown: what has changed since is shown anew', async () => {
    const [shown] = await sara.say('gallring');
    await sara.say('E-2026-002 återställ');
    const said = readable(await sara.press(button(shown, 'Gallra 2 nu')));
    expect(said).to.include('Listan har ändrats').and.include('E-2026-001').and.not.include('E-2026-002');
    expect(await codes()).to.have.length(3);
    expect(readable(await sara.press(forged('retention.run', '../..')))).to.include('Inget har ändrats');
  });

  it('erases what is due, with its words, and leaves the log of it and the number', async () => {
    const [shown] = await sara.say('gallring');
    expect(readable(await sara.press(button(shown, 'Gallra 1 nu')))).to.include('En handling är raderad');
    expect(await codes()).to.deep.equal(['E-2026-002', 'E-2026-003']);
    const [event, ...more] = await erased();
    expect(more).to.deep.equal([]);
    expect(event).to.deep.include({ by: 'teams:aad-sara', platform: 'teams', about: 'E-2026-001' });
    expect(event).to.deep.include({ action: 'retention.erased', decision: 'KS 123/2026, beslut 2026-05-01' });
    const words = (await collection('words').find({}).toArray()).map(({ _id }) => _id);
    expect(words).to.include('rfsl').and.not.include('simskol');
    await sara.say('exempel: Nytt år | RFSL | dialog | Vi börjar om');
    expect(await codes()).to.not.include('E-2026-001');
  });

  it('is done by the nightly job as well, once', async () => {
    await sara.say('E-2026-003 dra tillbaka');
    bot.setNow('2031-01-01T08:00:00.000Z');
    const job = bot.app.jobs.find(({ name }) => name === 'retention');
    expect(job?.schedule).to.equal('30 3 * * *');
    for (let time = 0; time < 2; time++) await job?.run(bot.now(), bot.now());
    expect(await codes()).to.not.include('E-2026-003');
    const events = (await erased()).filter(({ about }) => about === 'E-2026-003');
    expect(events.map(({ by, platform }) => [by, platform])).to.deep.equal([['system', 'system']]);
  });

  it('is off until there is a decision', async () => {
    const other = await startTestApp({ env: { COORDINATORS: 'teams:aad-sara' } });
    const chat = await openTeamsChat(other.url, { user: 'sara' });
    try {
      await chat.say('exempel: Simskola | RFSL | dialog | Alla fick prova');
      await chat.say('E-2026-001 dra tillbaka');
      other.setNow('2099-01-01T08:00:00.000Z');
      expect(readable(await chat.say('gallring'))).to.include('Gallringen är avstängd');
      for (const job of other.app.jobs.filter(({ name }) => name === 'retention'))
        await job.run(other.now(), other.now());
      expect(await other.app.store.connection.collection('examples').countDocuments({})).to.equal(1);
    } finally {
      await chat.stop();
      await other.stop();
    }
  });

  for (const [mistake, text, said] of [
    ['no YAML', 'classes: [', 'can’t be read'],
    ['no decision', RULES.replace(/decision:.*/, ''), 'classes.0.decision'],
    ['an unknown kind', RULES.replace('kind: example', 'kind: people'), 'classes.0.kind'],
    ['an unknown state', RULES.replace('withdrawn', 'ugly'), 'must be one of: draft, withdrawn'],
    ['no time', RULES.replace('2 years', 'soon'), 'such as "2 years"'],
    ['active members', RULES.replace('example', 'member').replace(/state:.*/, ''), 'must be ended'],
    ['the same id twice', `${RULES}${RULES.replace(/\nclasses:/, '')}`, 'two classes have one id'],
    ['a misspelt field', RULES.replace('state:', 'stat:'), 'stat'],
  ] as const) {
    it(`refuses a file with ${mistake}`, () => {
      expect(() => readRetention(file(text))).to.throw(said.replace('’', "'"));
    });
  }
});
