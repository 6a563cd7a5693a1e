import { expect } from 'chai';
import { startTestApp, type TestApp } from '../support/app';
import { button, buttons, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

const DECLINED = 'Jag hittar inget svar på det i källorna.';

describe('asking in Teams', () => {
  let bot: TestApp;
  let anna: TeamsChat;

  before(async () => {
    bot = await startTestApp();
    anna = await openTeamsChat(bot.url);
  });
  beforeEach(() => anna.connector.clear());
  after(async () => {
    await anna.stop();
    await bot.stop();
  });

  it('gives the fact, its source, and related questions as buttons', async () => {
    const [answer] = await anna.say('Vad menas med öppenhet och insyn?');
    expect(answer?.text)
      .to.match(/transparent|öppenhet/i)
      .and.include('Källa: Överenskommelsen 2024–2027');
    expect(buttons(answer).length).to.be.greaterThan(2);
    expect(readable(answer)).to.include('Hjälpte');
  });

  it('answers a related question when its button is pressed', async () => {
    const [answer] = await anna.say('Vad är C-nätet?');
    const [related] = buttons(answer);
    if (related === undefined) throw new Error('no related question');
    const messages = await anna.submit(related);
    expect(messages[0]?.text).to.match(/Käll(a|or): /);
  });

  it('thanks for a thumb', async () => {
    const [answer] = await anna.say('Vad är C-nätet?');
    expect(readable(await anna.press(button(answer, 'Hjälpte')))).to.include('Tack');
  });

  it('declines what the sources do not hold, and offers to pass it on', async () => {
    const [answer] = await anna.say('Vad har Samverkansrådet för budget?');
    expect(readable(answer)).to.include(DECLINED);
    expect(buttons(answer).map(({ title }) => title)).to.include('Skicka frågan vidare');
  });

  it('leans a follow-up on what was asked before, and forgets after fifteen minutes', async () => {
    await anna.say('Vad innebär principen dialog?');
    const [followUp] = await anna.say('och mångfald då?');
    expect(followUp?.text).to.match(/olikheter|välfärd/i);
    await anna.say('Vad är Föreningarnas Hus?');
    bot.setNow('2026-03-12T09:16:00+01:00');
    const [late] = await anna.say('vem driver det?');
    expect(readable(late)).to.not.include('Källa: Överenskommelsen 2024–2027, avsnittet Föreningarnas hus');
  });

  it('answers in English when spoken to in English', async () => {
    const [answer] = await anna.say('What is C-nätet?');
    expect(answer?.text).to.match(/Sources?: /);
    const [declined] = await anna.say('What is the budget of Samverkansrådet?');
    expect(readable(declined)).to.include('I find no answer in the sources.');
  });

  it('speaks in a channel when mentioned, in the thread', async () => {
    const thread = '19:abc@thread.tacv2;messageid=1690000000000';
    const channel = await openTeamsChat(bot.url, { kind: 'channel', conversation: thread });
    const [answer] = await channel.mention('vad är C-nätet?');
    expect(answer?.text).to.match(/Käll(a|or): /);
    expect(channel.connector.calls[0]?.conversation).to.equal(thread);
    await channel.stop();
  });

  it('asks back when a command was nearly hit', async () => {
    const [answer] = await anna.say('exmpel ny');
    expect(readable(answer)).to.include('exempel ny');
    expect(JSON.stringify(await anna.press(button(answer, 'Ja')))).to.include('Input.Text');
  });

  it('greets, thanks and says what it can do', async () => {
    expect(readable(await anna.say('hej'))).to.include('Hej.');
    expect(readable(await anna.say('tack för hjälpen!'))).to.include('Varsågod');
    expect(readable(await anna.say('hjälp')))
      .to.include('exempel ny')
      .and.include('dialog ny');
  });

  it('answers an empty message, a long one and one of emoji kindly', async () => {
    expect(readable(await anna.say('   '))).to.not.equal('');
    expect(readable(await anna.say('x'.repeat(5000)))).to.include('4 000 tecken');
    expect(readable(await anna.say('🤷🏽‍♀️🤷🏽‍♀️'))).to.not.equal('');
  });
});
