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

const QUESTION = 'Vad har Samverkansrådet för budget?';
const ANSWER = 'Rådet har 200 000 kronor per år.';

describe('questions without an answer', () => {
  let bot: TestApp;
  let anna: TeamsChat;
  let coordinator: TeamsChat;
  const count = (name: string): Promise<number> =>
    bot.app.store.connection.collection(name).countDocuments({});

  before(async () => {
    bot = await startTestApp({ env: { COORDINATORS: 'teams:aad-cilla' } });
    anna = await openTeamsChat(bot.url);
    coordinator = await openTeamsChat(bot.url, { user: 'cilla' });
  });
  after(async () => {
    await anna.stop();
    await coordinator.stop();
    await bot.stop();
  });

  it('are grouped, counted once a delivery, and kept without the name of who asked', async () => {
    const [declined] = await anna.say(QUESTION, { id: '1' });
    await anna.say(QUESTION, { id: '1' });
    await anna.say('vad har samverkansrådet för BUDGET', { id: '2' });
    await anna.press(button(declined, 'Skicka frågan vidare'));
    await anna.press(button(declined, 'Skicka frågan vidare'));
    const questions = await bot.app.store.connection.collection('questions').find({}).toArray();
    expect(questions).to.have.length(1);
    expect(questions[0]).to.include({ count: 2, state: 'new' });
    expect(questions[0]?.waiting).to.have.length(1);
    expect(JSON.stringify(questions)).to.not.include('Anna Berg');
  });

  it('never keep a personnummer', async () => {
    await anna.say('Vilken budget har 19121212-1212 fått av staten?');
    const all = await bot.app.store.connection.collection('questions').find({}).toArray();
    await bot.app.bot.settled();
    const turns = await bot.app.store.connection.collection('turns').find({}).toArray();
    expect(JSON.stringify([all, turns]))
      .to.not.include('1212-1212')
      .and.not.include('121212-1212');
    expect(bot.logs.join('')).to.not.include('1212-1212');
  });

  it('are for coordinators alone', async () => {
    const [refused] = await anna.say('frågor');
    expect(readable(refused)).to.include('roll');
    const refusal = await anna.press(forged('question.save', 'x'), { text: ANSWER });
    expect(readable(refusal)).to.include('roll');
    expect(await count('curated')).to.equal(0);
  });

  it('are answered in a form that keeps what was typed, and the answer is live at once', async () => {
    const [queue] = await coordinator.say('frågor');
    expect(readable(queue)).to.include(QUESTION).and.include('ställd 2 gånger');
    const [opened] = await coordinator.submit(buttons(queue)[0] ?? { title: '', data: {} });
    const form = await coordinator.press(button(opened, 'Svara'));
    expect(Object.keys(inputs(form))).to.include.members(['question', 'text', 'source', 'reviewOn']);

    const wrong = await coordinator.press(button(form, 'Spara'), {
      question: QUESTION,
      text: `${ANSWER} 19121212-1212`,
      source: '',
      reviewOn: '2027-03-01',
    });
    expect(readable(wrong)).to.include('personnummer').and.include('Fyll i källa');
    expect(inputs(wrong).text).to.include(ANSWER);
    expect(await count('curated')).to.equal(0);

    const filled = {
      question: QUESTION,
      text: ANSWER,
      source: 'Beslut KS 2026-03-01',
      reviewOn: '2027-03-01',
    };
    await coordinator.press(button(wrong, 'Spara'), filled);
    await coordinator.press(button(wrong, 'Spara'), filled);
    expect(await count('curated')).to.equal(1);

    const [answer] = await anna.say('Vad har Samverkansrådet för budget?');
    expect(answer?.text).to.include('200 000 kronor').and.include('Beslut KS 2026-03-01');
  });

  it('tell whoever asked, once', async () => {
    await bot.app.sweep();
    await bot.app.sweep();
    const told = anna.connector.messages().filter((message) => message.text?.includes('Nu finns ett svar'));
    expect(told).to.have.length(1);
    expect(told[0].text).to.include(ANSWER);
  });

  it('have answers that can be withdrawn and restored, each a version', async () => {
    const [list] = await coordinator.say('egna svar');
    const [opened] = await coordinator.submit(buttons(list)[0] ?? { title: '', data: {} });
    const withdrawn = await coordinator.press(button(opened, 'Dra tillbaka'));
    expect(readable(await anna.say(QUESTION))).to.include('hittar inget svar');
    // The first card is a version behind now.
    const stale = await coordinator.press(button(opened, 'Dra tillbaka'));
    expect(readable(stale)).to.include('ändrat posten');
    await coordinator.press(button(withdrawn, 'Återställ'));
    expect(readable(await anna.say(QUESTION))).to.include(ANSWER);
    const [curated] = await bot.app.store.connection.collection('curated').find({}).toArray();
    expect(curated).to.include({ version: 3, state: 'active' });
    expect(curated?.history).to.have.length(3);
  });

  it('reach another replica within a tenth of a second', async () => {
    let time = 0;
    const env = { COORDINATORS: 'teams:aad-cilla' };
    const replica = await startTestApp({ storeUri: bot.storeUri, env, ticks: () => time });
    const there = await openTeamsChat(replica.url, { user: 'bo' });
    expect(readable(await there.say(QUESTION))).to.include(ANSWER);
    const [list] = await coordinator.say('egna svar');
    const [opened] = await coordinator.submit(buttons(list)[0] ?? { title: '', data: {} });
    await coordinator.press(button(opened, 'Dra tillbaka'));
    time = 99;
    // Goes by what was known, and finds out what there is.
    expect(readable(await there.say(QUESTION))).to.include(ANSWER);
    time = 199;
    expect(readable(await there.say(QUESTION))).to.include('hittar inget svar');
    await there.stop();
    await replica.stop();
  });
});
