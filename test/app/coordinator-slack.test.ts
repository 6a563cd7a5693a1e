import { expect } from 'chai';
import { type BothSides, startBothSides } from '../support/both-sides';
import { openSlackDm } from '../support/slack-dm';
import { openSlackUser, type SlackUser, text, until } from '../support/slack-user';
import { button, inputs, readable } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;
const REA = 'U0000000R';
const GUEST = 'U0000000G';

/** Boxes ticked and a day chosen, as Slack sends them. */
const ticked = (...values: string[]): Json => ({
  value: { type: 'checkboxes', selected_options: values.map((value) => ({ value })) },
});
const day = (selected_date: string): Json => ({ value: { type: 'datepicker', selected_date } });

describe('what coordinators do, with Slack on one side', () => {
  let sides: BothSides;
  let rea: SlackUser;
  const collection = (name: string) => sides.bot.app.store.connection.collection(name);
  const members = async () => {
    const active = await collection('members').find({ active: true }).toArray();
    return active.filter(({ role }) => role === 'representative');
  };
  const told = () => [...sides.slack.of('response_url'), ...sides.slack.of('chat.postMessage')];

  before(async () => {
    sides = await startBothSides();
    await sides.appoint(`slack:${REA}`, 'coordinator');
    rea = openSlackUser(sides.bot.url, sides.slack, REA);
  });
  beforeEach(() => {
    sides.slack.calls.length = 0;
  });
  after(() => sides.stop());

  it('a matter that a guest reports in Slack is handed over there, answered in Teams, and told to the guest once', async () => {
    const guest = openSlackDm(sides, GUEST);
    const reported = await guest.say('hinder: Det tar för lång tid att få svar om lokaler');
    expect(JSON.stringify(reported)).to.include('H-2026-001');
    const handover = await rea.open('ärenden lämna över');
    sides.slack.calls.length = 0;
    const sent = await rea.send(handover, { codes: ticked('H-2026-001'), handedOn: day('2026-04-15') });
    expect(sent).to.deep.equal({ response_action: 'clear' });
    await until(() => told().length > 0);
    // The agenda, as a text to copy.
    expect(JSON.stringify(told()[0]?.args))
      .to.include('15 april 2026')
      .and.include('H-2026-001')
      .and.include('Det tar för lång tid');
    sides.slack.calls.length = 0;
    const sara = await sides.chat('sara');
    const [form] = await sara.say('H-2026-001 svara');
    const answered = await sara.press(button(form, 'Spara och meddela'), {
      ...inputs(form),
      answer: 'Besked ges inom fyra veckor.',
    });
    expect(readable(answered)).to.include('Besvarad');
    for (let round = 0; round < 2; round++) await sides.bot.app.sweep();
    const heard = guest.messages().filter((one) => JSON.stringify(one).includes('inom fyra veckor'));
    expect(heard).to.have.length(1);
  });

  it('a list of members is compared with the register in the modal, and changes it only when sent again', async () => {
    const list = [
      'person;namn;förvaltning;roll',
      'teams:a;Anna Ek;Socialförvaltningen;representant',
      'teams:d;Dan Ek;Rymdförvaltningen;representant',
    ].join('\n');
    const shown = await rea.send(await rea.open('representanter importera'), { list: text(list) });
    expect(shown.response_action).to.equal('update');
    expect(JSON.stringify(shown.view))
      .to.include('1 läggs till')
      .and.include('1 går inte att läsa')
      .and.include('Rymdförvaltningen');
    expect(shown.view?.submit.text).to.equal('Genomför');
    expect(await members()).to.deep.equal([]);
    sides.slack.calls.length = 0;
    const done = await rea.send(shown.view as NonNullable<typeof shown.view>, { list: text(list) });
    expect(done).to.deep.equal({ response_action: 'clear' });
    await until(() => told().length > 0);
    expect(JSON.stringify(told()[0]?.args)).to.include('1 ändring är genomförd');
    expect((await members()).map(({ name }) => name)).to.deep.equal(['Anna Ek']);
  });

  it('someone is appointed and replaced in one line, and the vacancies are seen', async () => {
    await rea.command('representant sätt teams:b | Kultur | Bo Ek');
    expect(await rea.command('representanter'))
      .to.include('Bo Ek')
      .and.include('Ingen representant just nu');
    await rea.command('representant sätt teams:c | kultur och fritid | Cia Ek');
    expect((await members()).map(({ name }) => name)).to.have.members(['Anna Ek', 'Cia Ek']);
  });
});
