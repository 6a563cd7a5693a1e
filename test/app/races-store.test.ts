import { expect } from 'chai';
import { startTestApp, type TestApp } from '../support/app';
import { type FakeSlack, startFakeSlack } from '../support/slack-api';
import { SIGNING_SECRET } from '../support/slack-request';
import { openSlackUser, text } from '../support/slack-user';
import { button, inputs, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

describe('the store away while a form is sent', () => {
  let bot: TestApp;
  let slack: FakeSlack;
  let anna: TeamsChat;
  const members = () => bot.app.store.connection.collection('members');
  const count = (name: string): Promise<number> =>
    bot.app.store.connection.collection(name).countDocuments({});

  before(async () => {
    slack = await startFakeSlack();
    bot = await startTestApp({
      env: {
        COORDINATORS: 'teams:aad-sara',
        SLACK_BOT_TOKEN: 'xoxb-test-token',
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: slack.apiUrl,
      },
    });
    const base = { active: true, since: bot.now() };
    await members().insertMany([
      { ...base, people: ['teams:aad-anna'], name: 'Anna', role: 'representative', administration: 'kultur' },
      { ...base, people: ['slack:U00000001'], name: 'Ulf', role: 'council' },
    ]);
    anna = await openTeamsChat(bot.url, { user: 'anna' });
  });
  after(async () => {
    await anna.stop();
    await bot.stop();
    await slack.stop();
  });
  const away = (): Promise<void> => bot.app.store.connection.close();
  const back = async (): Promise<void> => {
    await bot.app.store.connection.openUri(bot.storeUri);
  };

  it('gives it back filled in Teams, and the same button saves once the store is back', async () => {
    const [form] = await anna.say('exempel ny');
    const typed = { title: 'Simskola', done: 'Alla fick prova.', benefitCivil: 'Fler i vattnet' };
    await away();
    const kept = await anna.press(button(form, 'Spara'), typed);
    expect(readable(kept)).to.include('når inte mina anteckningar');
    expect(inputs(kept)).to.include(typed);
    const still = await anna.press(button(kept, 'Spara'), inputs(kept) as Record<string, unknown>);
    expect(inputs(still)).to.include(typed);
    await back();
    const saved = await anna.press(button(still, 'Spara'), inputs(still) as Record<string, unknown>);
    expect(readable(saved)).to.include('E-2026-001');
    expect(await count('examples')).to.equal(1);
  });

  it('gives it back filled in Slack, and the same button saves once the store is back', async () => {
    const ulf = openSlackUser(bot.url, slack);
    const opened = await ulf.open('dialog ny');
    const values = { title: text('Lokaler på Öster') };
    await away();
    const kept = await ulf.send(opened, values);
    expect(kept.response_action).to.equal('update');
    expect(JSON.stringify(kept.view))
      .to.include('når inte mina anteckningar')
      .and.include('"initial_value":"Lokaler på Öster"');
    await back();
    expect(await ulf.send(kept.view ?? opened, values)).to.deep.equal({ response_action: 'clear' });
    expect(await count('initiatives')).to.equal(1);
  });
});
