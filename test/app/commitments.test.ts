import { expect } from 'chai';
import { type BothSides, CULTURE, SOCIAL, startBothSides } from '../support/both-sides';
import { button, buttons, forged, readable, type TeamsChat } from '../support/teams-chat';

const plain = (message: unknown): string => readable(message).replace(/\\/g, '');
const about = (number: number, administration = SOCIAL): string =>
  `commitment:A-2026-00${number}.${administration}:2026-01-01`;

describe('the yearly follow-up of the commitments', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let bo: TeamsChat;
  const collection = (name: string) => sides.bot.app.store.connection.collection(name);
  const at = async (instant: string): Promise<void> => {
    sides.bot.setNow(instant);
    await sides.bot.app.sweep();
    await sides.bot.app.sweep();
  };
  const asked = (chat: TeamsChat) =>
    chat.connector.messages().filter((message) => plain(message).includes('för åtagandet i år'));

  before(async () => {
    sides = await startBothSides('2026-10-20T10:00:00+02:00');
    anna = await sides.chat('anna');
    bo = await sides.chat('bo');
    await sides.appoint('teams:aad-anna', 'representative', SOCIAL);
    await sides.appoint('teams:aad-bo', 'representative', CULTURE);
    for (const chat of [anna, bo]) await chat.say('hej');
  });
  after(() => sides.stop());

  it('asks each representative of every commitment in one message, from sixty days before the year’s last', async () => {
    await at('2026-10-30T09:00:00+01:00');
    expect(asked(anna)).to.have.length(0);
    await at('2026-11-02T09:00:00+01:00');
    for (const chat of [anna, bo]) {
      const [message, ...more] = asked(chat);
      expect(more).to.have.length(0);
      expect(plain(message))
        .to.include('6 frågor')
        .and.include('2. Ta initiativ till dialog')
        .and.include('6. Ta gemensamt ansvar');
    }
  });

  it('keeps the answer, and every answer it replaces', async () => {
    const [message] = asked(anna);
    const form = await anna.press(button(message, 'Skriv vad ni har gjort'));
    expect(plain(form)).to.include('Uppföljning 2026').and.include('1. Bidra efter förmåga');
    const wrong = await anna.press(button(form, 'Spara'), { text: '19121212-1212 var med' });
    expect(plain(wrong)).to.include('personnummer');
    const saved = await anna.press(button(form, 'Spara'), { text: 'Vi bjöd in tidigt.' });
    expect(plain(saved)).to.include('Sparat: Vi bjöd in tidigt.').and.include('5 frågor');
    await anna.press(button(form, 'Spara'), { text: 'Vi bjöd in tidigt.' });
    await anna.press(button(form, 'Spara'), { text: 'Vi bjöd in tidigare.' });
    const [answer, ...more] = await collection('commitment-answers').find({}).toArray();
    expect(more).to.have.length(0);
    expect(answer).to.include({
      _id: `A-2026-001.${SOCIAL}`,
      text: 'Vi bjöd in tidigare.',
      by: 'teams:aad-anna',
    });
    expect(answer?.earlier.map(({ text }: { text: string }) => text)).to.deep.equal(['Vi bjöd in tidigt.']);
    const none = await anna.press(forged('followup.nothing', about(3)));
    expect(plain(none)).to.include('Inget i år');
    await anna.press(forged('followup.nothing', about(1)));
    expect(await collection('commitment-answers').findOne({ number: 1, year: 2026 })).to.include({
      text: 'Vi bjöd in tidigare.',
    });
  });

  it('takes answers for no other administration, and shows what all have said', async () => {
    expect(plain(await bo.press(forged('followup.nothing', about(4))))).to.include('roll');
    expect(plain(await bo.press(forged('followup.nothing', about(9, CULTURE))))).to.include(
      'hittar ingen post',
    );
    const [list] = await bo.say('uppföljning åtaganden');
    expect(plain(list)).to.include('Vi bjöd in tidigare.').and.include('Socialförvaltningen');
    expect(plain(await bo.say('uppföljning åtaganden 2025'))).to.include('Ingen har svarat för 2025');
    const guest = await sides.chat('gast');
    expect(plain(await guest.say('uppföljning åtaganden'))).to.include('roll');
  });

  it('nudges for what is left, and not after the year', async () => {
    for (const chat of [anna, bo]) chat.connector.clear();
    await at('2026-11-09T09:00:00+01:00');
    expect(buttons(asked(anna)[0]).filter(({ title }) => title === 'Inget i år')).to.have.length(4);
    for (const chat of [anna, bo]) chat.connector.clear();
    await at('2027-01-04T09:00:00+01:00');
    expect([...asked(anna), ...asked(bo)]).to.have.length(0);
  });
});
