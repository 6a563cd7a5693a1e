import { expect } from 'chai';
import { type BothSides, startBothSides } from '../support/both-sides';
import { button, readable, type TeamsChat } from '../support/teams-chat';

describe('a message that does not arrive', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let bo: TeamsChat;
  let sara: TeamsChat;
  before(async () => {
    sides = await startBothSides('2026-03-12T09:00:00+01:00');
    anna = await sides.chat('anna');
    bo = await sides.chat('bo');
    sara = await sides.chat('sara');
  });
  after(() => sides.stop());

  const told = (): string[] =>
    sara.connector
      .messages()
      .map((message) => readable(message))
      .filter((text) => text.includes('kom inte fram säkert'));

  it('is told of to the coordinator, many at once and once, and stops no other', async () => {
    await anna.say('hinder: Föreningar får vänta länge på besked om lokaler');
    await bo.say('hinder: Det saknas bidrag till unga ledare');
    await sara.say('hej');
    anna.connector.behave = ({ method }) => (method === 'POST' ? { status: 403 } : undefined);
    bo.connector.behave = ({ method }) => (method === 'POST' ? 'lost' : undefined);
    for (const code of ['H-2026-001', 'H-2026-002']) {
      const [form] = await sara.say(`${code} svara`);
      await sara.press(button(form, 'Spara och meddela'), { answer: 'Nämnden lovar besked.' });
    }
    await sides.bot.app.sweep();
    expect(told(), 'the sending may not be over').to.deep.equal([]);
    sides.bot.setNow('2026-03-12T09:01:30+01:00');
    for (let sweep = 0; sweep < 3; sweep += 1) await sides.bot.app.sweep();
    expect(told()).to.have.length(1);
    expect(told()[0]?.replace(/\\/g, ''))
      .to.include('2 meddelanden')
      .and.include('Teams')
      .and.include('blockerad eller avinstallerad')
      .and.include('Osäkert om det kom fram');
  });

  it('is not sent again, nor told of again', async () => {
    const before = bo.connector.messages().length;
    sides.bot.setNow('2026-03-14T09:00:00+01:00');
    for (let sweep = 0; sweep < 3; sweep += 1) await sides.bot.app.sweep();
    expect(bo.connector.messages()).to.have.length(before);
    expect(told()).to.have.length(1);
  });
});
