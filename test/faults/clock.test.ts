import { expect } from 'chai';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { button, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;
const START = '2026-03-12T09:00:00+01:00';

describe('faults: the clock', function () {
  this.timeout(60_000);
  let sides: BothSides;
  let anna: TeamsChat;
  const examples = (): Promise<Json[]> =>
    sides.bot.app.store.connection.collection('examples').find({}).sort({ code: 1 }).toArray();

  before(async () => {
    sides = await startBothSides(START);
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    anna = await sides.chat('anna');
  });
  beforeEach(() => sides.bot.setNow(START));
  after(() => sides.stop());

  for (const [what, to] of [
    ['forward a year', '2027-03-12T09:00:00+01:00'],
    ['back a year', '2025-03-12T09:00:00+01:00'],
    ['to 1970, as a machine without a battery', '1970-01-01T00:00:01Z'],
    ['to 2038 and a second', '2038-01-19T03:14:08Z'],
  ] as const) {
    it(`jumps ${what} between opening a form and sending it: saved once, and found`, async () => {
      const [form] = await anna.say('exempel ny');
      sides.bot.setNow(to);
      const title = `Läxhjälp ${what}`;
      const save = button(form, 'Spara');
      const said = readable(await anna.press(save, { title, done: `Vi läste ${what}.` }));
      expect(said).to.match(/Sparat som E-\d{4}-\d{3}/);
      await anna.press(save, { title, done: 'Igen.' });
      sides.bot.setNow(START);
      expect((await examples()).filter(({ content }) => (content as Json).title === title)).to.have.length(1);
      expect(readable((await anna.say('exempel mina'))[0])).to.include(title);
    });
  }

  it('jumps back while a delivery is handled: the delivery that comes again is not done twice', async () => {
    const before = (await examples()).length;
    await anna.say('exempel: Odling | Verdandi | | Vi odlade', { id: 'clock-1' });
    sides.bot.setNow('2026-03-11T09:00:00+01:00');
    expect(await anna.say('exempel: Odling | Verdandi | | Vi odlade', { id: 'clock-1' })).to.have.length(0);
    expect(await examples()).to.have.length(before + 1);
  });

  it('jumps forward past every lease: the delivery that comes again is not done twice', async () => {
    const before = (await examples()).length;
    await anna.say('exempel: Schack | Verdandi | | Vi spelade', { id: 'clock-2' });
    sides.bot.setNow('2026-03-12T12:00:00+01:00');
    expect(await anna.say('exempel: Schack | Verdandi | | Vi spelade', { id: 'clock-2' })).to.have.length(0);
    expect(await examples()).to.have.length(before + 1);
  });

  it('jumps both ways under the jobs: none fails, nothing is sent twice', async () => {
    const deliveries = sides.bot.app.store.connection.collection('deliveries');
    await sides.bot.app.sweep();
    const sent = await deliveries.countDocuments();
    for (const to of ['2026-03-11T09:00:00+01:00', '2026-03-12T08:00:00+01:00', START]) {
      sides.bot.setNow(to);
      await sides.bot.app.sweep();
    }
    expect(await deliveries.countDocuments()).to.equal(sent);
    expect(sides.bot.logs.filter((line) => line.includes('chore failed'))).to.deep.equal([]);
  });

  it('jumps in the middle of a turn: how long it took is counted by a clock that cannot', async () => {
    sides.bot.setNow('2030-01-01T00:00:00Z');
    await anna.say('principer');
    const text = await (await fetch(`${sides.bot.url}/metrics`)).text();
    const sum = /cnatet_turn_seconds_sum\{platform="teams",input="words"\} ([\d.]+)/.exec(text)?.[1];
    expect(Number(sum)).to.be.within(0, 60);
  });
});
