import { expect } from 'chai';
import { startTestApp, type TestApp } from '../support/app';
import {
  button,
  buttons,
  forged,
  inputs,
  openTeamsChat,
  readable,
  type TeamsChat,
} from '../support/teams-chat';

const SOCIAL = 'Socialförvaltningen';

describe('the register of members', () => {
  let bot: TestApp;
  let cilla: TeamsChat;
  let anna: TeamsChat;
  let bo: TeamsChat;
  const members = (filter: object = {}) =>
    bot.app.store.connection.collection('members').find(filter).sort({ _id: 1 }).toArray();
  const said = async (chat: TeamsChat, text: string): Promise<string> => readable(await chat.say(text));

  before(async () => {
    bot = await startTestApp({ env: { COORDINATORS: 'teams:aad-cilla' } });
    cilla = await openTeamsChat(bot.url, { user: 'cilla' });
    anna = await openTeamsChat(bot.url, { user: 'anna' });
    bo = await openTeamsChat(bot.url, { user: 'bo' });
    await anna.say('hjälp');
    await bo.say('hjälp');
  });
  after(async () => {
    for (const chat of [cilla, anna, bo]) await chat.stop();
    await bot.stop();
  });
  beforeEach(() => bot.app.store.connection.collection('members').deleteMany({}));

  it('shows every administration to anyone, vacancies too', async () => {
    const text = await said(bo, 'representanter');
    expect(text)
      .to.include('0 av 7 förvaltningar')
      .and.include(SOCIAL)
      .and.include('Ingen representant just nu');
    expect(text).to.not.include('Importera');
  });

  it('appoints in one line by name, id, mention or oneself, in any order of the parts', async () => {
    expect(await said(cilla, `representant sätt Anna Berg | ${SOCIAL} | representant`)).to.include(
      'Anna Berg är nu representant (Socialförvaltningen)',
    );
    await cilla.say('representant sätt teams:aad-dan | ersättare | socialforvaltningen | Dan Dahl');
    await cilla.say('representant sätt mig | KLF');
    await cilla.say('representant sätt slack:U00000009 | rådet | Ulf Ek');
    const all = await members();
    expect(
      all.map(({ people, role, name, administration }) => [people[0], role, name, administration]),
    ).to.have.deep.members([
      ['teams:aad-anna', 'representative', 'Anna Berg', 'socialforvaltningen'],
      ['teams:aad-dan', 'deputy', 'Dan Dahl', 'socialforvaltningen'],
      ['teams:aad-cilla', 'representative', 'cilla Test', 'kommunledningsforvaltningen'],
      ['slack:U00000009', 'council', 'Ulf Ek', undefined],
    ]);
    expect(all[0]?.history[0]).to.include({ by: 'teams:aad-cilla', action: 'appointed', platform: 'teams' });
    const list = await said(bo, 'representanter');
    expect(list).to.include('2 av 7').and.include('Anna Berg · ersättare: Dan Dahl').and.include('Ulf Ek');
  });

  it('says what it did not understand, and changes nothing', async () => {
    expect(await said(cilla, `representant sätt Okänd Person | ${SOCIAL}`)).to.include(
      'känner inte ”Okänd Person”',
    );
    expect(await said(cilla, 'representant sätt Anna Berg | Rymdförvaltningen')).to.include(
      '”Rymdförvaltningen”',
    );
    expect(await said(cilla, 'representant sätt Anna Berg')).to.include('Ange vilken förvaltning');
    expect(
      await said(cilla, `representant sätt teams:x | ${SOCIAL} | representant | 19121212-1212`),
    ).to.include('utan personnummer');
    expect(await members()).to.have.length(0);
  });

  it('is changed by coordinators alone, also by forged buttons', async () => {
    await cilla.say(`representant sätt Anna Berg | ${SOCIAL}`);
    // The mark of the audit log comes in the background.
    await bot.app.sweep();
    const [member] = await members();
    const before = JSON.stringify(await members());
    expect(await said(bo, `representant sätt mig | ${SOCIAL}`)).to.include('roll');
    for (const name of ['member.end', 'member.save', 'member.apply', 'member.resume', 'member.new']) {
      expect(readable(await anna.press(forged(name, String(member?._id)))), name).to.include('roll');
    }
    expect(JSON.stringify(await members())).to.equal(before);
  });

  it('gives and withdraws roles with the next message', async () => {
    expect(await said(bo, 'exempel ny')).to.include('roll');
    await cilla.say(`representant sätt bo Test | ${SOCIAL}`);
    expect(await said(bo, 'exempel ny')).to.include('Spara');
    const [ended] = await cilla.say('representant avsluta bo Test');
    expect(readable(ended)).to.include('inte längre representant');
    expect(await said(bo, 'exempel ny')).to.include('roll');
    await cilla.press(button(ended, 'Ångra'));
    expect(await said(bo, 'exempel ny')).to.include('Spara');
  });

  it('replaces: the successor is told once and gets the open dialogues', async () => {
    await cilla.say(`representant sätt Anna Berg | ${SOCIAL}`);
    await anna.say('dialog: Nya öppettider | RFSL | 20 mars');
    const text = await said(cilla, `representant sätt bo Test | ${SOCIAL}`);
    expect(text)
      .to.include('bo Test är nu representant')
      .and.include('Anna Berg är inte längre representant');
    await cilla.say(`representant sätt bo Test | ${SOCIAL}`);
    await bot.app.sweep();
    const told = bo.connector.messages().filter((one) => readable(one).includes('Nya öppettider'));
    expect(told).to.have.length(1);
    expect(readable(told[0])).to.include('Pågående dialoger som du tar över');
    expect(await members({ active: true })).to.have.length(1);
    const [former] = await members({ active: false });
    expect(former?.history.map(({ action }: { action: string }) => action)).to.deep.equal([
      'appointed',
      'ended',
    ]);
  });

  it('lets the index decide when two replace at the same moment', async () => {
    await cilla.say(`representant sätt Anna Berg | ${SOCIAL}`);
    const lines = ['a', 'b', 'c'].map((id) => cilla.say(`representant sätt teams:${id} | ${SOCIAL}`));
    await Promise.all(lines);
    const active = await members({ active: true });
    expect(active).to.have.length(1);
    expect(active[0]?.people[0]).to.be.oneOf(['teams:a', 'teams:b', 'teams:c']);
  });

  it('tells whom it could not reach once they have written', async () => {
    expect(await said(cilla, `representant sätt teams:aad-eva | ${SOCIAL} | Eva Ek`)).to.include(
      'kan inte nå',
    );
    const eva = await openTeamsChat(bot.url, { user: 'eva' });
    await eva.say('hej');
    await bot.app.sweep();
    expect(readable(eva.connector.messages())).to.include('Du är nu representant (Socialförvaltningen)');
    await eva.stop();
  });

  it('appoints by form, with those who have written in the menu, and keeps what was typed', async () => {
    const [list] = await cilla.say('representanter');
    const form = await cilla.press(button(list, 'Utse'));
    expect(readable(form)).to.include('Anna Berg (Teams)');
    const wrong = await cilla.press(button(form, 'Utse'), {
      other: 'Okänd',
      role: 'deputy',
      name: 'Behåll mig',
    });
    expect(readable(wrong)).to.include('känner inte ”Okänd”').and.include('Ange vilken förvaltning');
    expect(inputs(wrong)).to.include({ other: 'Okänd', role: 'deputy', name: 'Behåll mig' });
    const sent = {
      person: 'teams:aad-bo',
      role: 'deputy',
      administration: 'socialforvaltningen',
      other: '',
      name: '',
    };
    await cilla.press(button(wrong, 'Utse'), sent);
    await cilla.press(button(wrong, 'Utse'), sent);
    expect(await members()).to.have.length(1);
    const [shown] = await cilla.submit(
      buttons(await cilla.say('representanter'))[4] ?? { title: '', data: {} },
    );
    expect(readable(shown)).to.include(SOCIAL).and.include('bo Test').and.include('utsågs');
  });

  it('never loses the last who can appoint', async () => {
    await cilla.say('representant sätt Anna Berg | samordnare');
    const [appointed] = await members();
    // A coordinator by configuration can't be ended; one appointed in chat can.
    const list = await said(anna, 'representanter');
    expect(list).to.include('utsedd i konfigurationen').and.include('Utse');
    await anna.press(forged('member.end', String(appointed?._id)));
    expect(await members({ active: true })).to.have.length(0);
    expect(await said(cilla, 'representant sätt')).to.include('Utse');
  });
});
