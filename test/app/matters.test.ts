import { expect } from 'chai';
import { startTestApp, type TestApp } from '../support/app';
import { button, buttons, inputs, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

const LINE = 'Föreningar får vänta länge på besked om lokaler';

/** As it is shown and copied: Markdown's own marks are escaped on the way. */
const plain = (message: unknown): string => readable(message).replace(/\\/g, '');

describe('matters for Samverkansrådet', () => {
  let bot: TestApp;
  let anna: TeamsChat;
  let bo: TeamsChat;
  let cilla: TeamsChat;
  const stored = () => bot.app.store.connection.collection('matters').find({}).sort({ code: 1 }).toArray();

  before(async () => {
    bot = await startTestApp({ env: { COORDINATORS: 'teams:aad-cilla' } });
    anna = await openTeamsChat(bot.url);
    bo = await openTeamsChat(bot.url, { user: 'bo' });
    cilla = await openTeamsChat(bot.url, { user: 'cilla' });
  });
  after(async () => {
    for (const chat of [anna, bo, cilla]) await chat.stop();
    await bot.stop();
  });

  it('are reported by anyone in one line, once a delivery', async () => {
    const [card] = await anna.say(`hinder: ${LINE}`, { id: 'm1' });
    await anna.say(`hinder: ${LINE}`, { id: 'm1' });
    expect(readable(card)).to.include('H-2026-001').and.include(LINE).and.include('Ny');
    const [english] = await bo.say('question for the council: Who decides on premises?');
    expect(readable(english)).to.include('H-2026-002').and.include('Question');
    expect((await stored()).map(({ content }) => content.about)).to.deep.equal(['obstacle', 'question']);
  });

  it('are reported in a form, whose mistakes keep what was typed', async () => {
    const [form] = await anna.say('fråga till rådet ny');
    expect(readable(form)).to.include('Ny fråga till rådet');
    expect(inputs(form)).to.include({ about: 'question' });
    const wrong = await anna.press(button(form, 'Spara'), { title: '', details: 'Det gäller idrotten' });
    expect(readable(wrong)).to.include('Skriv i en mening');
    expect(inputs(wrong).details).to.equal('Det gäller idrotten');
    const filled = { title: 'Kan rådet mötas oftare?', about: 'question', details: '' };
    const saved = await anna.press(button(wrong, 'Spara'), filled);
    await anna.press(button(wrong, 'Spara'), filled);
    expect(readable(saved)).to.include('H-2026-003');
    expect(await stored()).to.have.length(3);
  });

  it('never keep a personnummer', async () => {
    const [refused] = await anna.say('hinder: 19121212-1212 får inget besked');
    expect(readable(refused)).to.include('personnummer');
    expect(JSON.stringify(await stored())).to.not.include('1212-1212');
  });

  it('are seen by who reported them and by coordinators alone, and not in a channel', async () => {
    const [mine] = await anna.say('hinder mina');
    expect(readable(mine)).to.include('H-2026-001').and.include('H-2026-003').and.not.include('H-2026-002');
    expect(readable(await anna.say('H-2026-001'))).to.include(LINE);
    expect(readable(await bo.say('H-2026-001'))).to.include('hittar ingen post');
    expect(readable(await bo.say('H-2026-001 dra tillbaka'))).to.include('hittar ingen post');
    expect(readable(await cilla.say('H-2026-001'))).to.include(LINE);
    expect(readable(await bo.say('hinder alla'))).to.include('roll');
    const channel = await openTeamsChat(bot.url, { kind: 'channel', conversation: 'kanal' });
    expect(readable(await channel.mention('H-2026-001'))).to.include('hittar ingen post');
    expect(readable(await channel.mention('hinder mina'))).to.include('egen chatt');
    await channel.stop();
  });

  it('are withdrawn and restored by the guest who reported them', async () => {
    const [hidden] = await bo.say('H-2026-002 dra tillbaka');
    expect(readable(hidden)).to.include('tillbakadragen');
    expect(readable(await cilla.say('hinder väntar'))).to.not.include('H-2026-002');
    await bo.press(button(hidden, 'Ångra'));
    expect(readable(await cilla.say('hinder väntar'))).to.include('H-2026-002');
  });

  it('are handed over together, as an agenda to copy', async () => {
    const [form] = await cilla.say('hinder lämna över');
    expect(String(inputs(form).codes))
      .to.include('H-2026-001')
      .and.include('H-2026-003');
    const wrong = await cilla.press(button(form, 'Lämna över'), { codes: '', handedOn: '' });
    expect(readable(wrong)).to.include('Välj minst ett').and.include('mötets dag');
    const sent = { codes: 'H-2026-001,H-2026-002', handedOn: '2026-04-16' };
    const agenda = plain(await cilla.press(button(form, 'Lämna över'), sent));
    const again = plain(await cilla.press(button(form, 'Lämna över'), sent));
    for (const text of [agenda, again]) {
      expect(text).to.include('Ärenden till Samverkansrådet 16 april 2026');
      expect(text).to.include(`1. Hinder: ${LINE} (H-2026-001)`).and.include('2. Fråga: Who decides');
    }
    const [first, , third] = await stored();
    expect(first).to.include({ status: 'handed-over', version: 2 });
    expect(third).to.include({ status: 'new' });
  });

  it('are answered in a form, and whoever reported is told once, where they wrote', async () => {
    const [form] = await cilla.say('H-2026-001 svara');
    const ANSWER = 'Nämnden lovar besked inom fyra veckor.';
    const empty = await cilla.press(button(form, 'Spara och meddela'), { answer: ' ' });
    expect(readable(empty)).to.include('Skriv svaret');
    await cilla.press(button(form, 'Spara och meddela'), { answer: ANSWER });
    await cilla.press(button(form, 'Spara och meddela'), { answer: ANSWER });
    await bot.app.sweep();
    await bot.app.sweep();
    const told = anna.connector
      .messages()
      .filter((message) => readable(message).includes('har svarat på ditt'));
    expect(told).to.have.length(1);
    expect(readable(told[0])).to.include(ANSWER);
    expect(buttons(told[0])).to.have.length(0);
    const history = readable(await anna.say('H-2026-001 historik'));
    expect(history).to.include('Överlämnad → Besvarad');
  });

  it('tell the second coordinator that someone was quicker, and keep what they wrote', async () => {
    const [form] = await cilla.say('H-2026-002 svara');
    const [other] = await cilla.say('H-2026-002 svara');
    await cilla.press(button(form, 'Spara och meddela'), { answer: 'Första svaret.' });
    const late = await cilla.press(button(other, 'Spara och meddela'), { answer: 'Andra svaret.' });
    expect(readable(late)).to.include('ändrat posten');
    expect(inputs(late).answer).to.equal('Andra svaret.');
    await cilla.press(button(late, 'Spara och meddela'), { answer: 'Andra svaret.' });
    const [, second] = await stored();
    expect(second?.content).to.include({ answer: 'Andra svaret.' });
  });

  it('are told after all when the process died before the message was queued', async () => {
    await bot.app.store.connection.collection('deliveries').deleteMany({});
    const again = await startTestApp({ storeUri: bot.storeUri, now: bot.now().toISOString() });
    await again.app.sweep();
    const keys = await bot.app.store.connection.collection('deliveries').distinct('_id');
    expect(keys.filter((key) => String(key).startsWith('matter:'))).to.have.length(2);
    await again.stop();
  });

  it('are counted in the digest, and an answer is told there only when a coordinator lets it be', async () => {
    const quiet = readable((await bo.say('digest'))[0]);
    expect(quiet).to.include('3 ärenden har kommit in').and.not.include(LINE).and.not.include('Andra svaret');
    const [form] = await cilla.say('H-2026-001 svara');
    await cilla.press(button(form, 'Spara och meddela'), { answer: 'Besked inom två veckor.', tell: 'yes' });
    const told = readable((await bo.say('digest'))[0]);
    expect(told).to.include(LINE).and.include('Besked inom två veckor').and.not.include('Andra svaret');
    const [again] = await cilla.say('H-2026-001 svara');
    expect(inputs(again).tell).to.equal('yes');
    await cilla.press(button(again, 'Spara och meddela'), { answer: 'Besked inom två veckor.', tell: 'no' });
    expect(readable((await bo.say('digest'))[0])).to.not.include('Besked inom två veckor');
  });
});
