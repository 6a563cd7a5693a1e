import { expect } from 'chai';
import { mongo } from 'mongoose';
import { type TestStore, withStore } from '../storage/with-store';
import { startTestApp, type TestApp } from '../support/app';
import { type Connector, startConnector } from '../support/connector';
import { BOT, type FakeSlack, startFakeSlack } from '../support/slack-api';
import { payloads, postEvent, SIGNING_SECRET } from '../support/slack-request';
import { button, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

/** What SIGTERM does, without a process of its own: `App.stop`. */
describe('faults: a stop', () => {
  let store: TestStore;
  let connector: Connector;
  let slack: FakeSlack;
  let bot: TestApp;
  const start = (): Promise<TestApp> =>
    startTestApp({
      storeUri: store.uri,
      env: {
        ...{ COORDINATORS: 'teams:aad-sara', SLACK_BOT_TOKEN: BOT.token },
        ...{ SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl },
      },
    });
  const chat = (user: string): Promise<TeamsChat> => openTeamsChat(bot.url, { user, connector });
  /** What lies in the store when the bot is gone. */
  const kept = async (name: string): Promise<mongo.Document[]> => {
    const client = await mongo.MongoClient.connect(store.uri);
    const found = await client.db().collection(name).find({}).toArray();
    await client.close();
    return found;
  };
  const answers = (): string[] =>
    connector
      .messages()
      .map(readable)
      .filter((text) => text.includes('besked i maj'));

  beforeEach(async () => {
    store = await withStore();
    connector = await startConnector();
    slack = await startFakeSlack();
    slack.hasSpoken('D00000001');
    bot = await start();
  });
  afterEach(async () => {
    await connector.close();
    await slack.stop();
    await store.stop();
  });

  it('in the middle of deliveries: those under way are finished and noted, the others wait, none comes twice', async () => {
    const people = ['anna', 'bo', 'cia', 'dag'];
    for (const user of people) await (await chat(user)).say(`hinder: ${user} får vänta på lokaler`);
    const sara = await chat('sara');
    for (const [index] of people.entries()) {
      const [form] = await sara.say(`H-2026-00${index + 1} svara`);
      await sara.press(button(form, 'Spara och meddela'), { answer: 'Nämnden ger besked i maj.' });
    }
    // The stop comes when the first has reached Teams and has not been answered yet.
    let stopped: Promise<void> | undefined;
    connector.behave = () => {
      stopped ??= bot.stop();
      return undefined;
    };
    await bot.app.sweep();
    await stopped;
    const states = (await kept('deliveries')).map(({ state }) => String(state));
    expect(states).to.have.length(people.length);
    expect(new Set([...states, 'sent', 'queued'])).to.deep.equal(new Set(['sent', 'queued']));
    expect(states.filter((state) => state === 'sent'))
      .to.have.length(answers().length)
      .and.not.have.length(0);
    bot = await start();
    await bot.app.sweep();
    await bot.stop();
    expect((await kept('deliveries')).map(({ state }) => state)).to.deep.equal(people.map(() => 'sent'));
    expect(answers()).to.have.length(people.length);
  });

  it('right after Slack’s event was acknowledged: the turn is run and answered', async () => {
    // Slack is told at once that the event is here; what comes of it waits for Slack.
    slack.behave = ({ method }) => (method === 'chat.postMessage' ? { kind: 'slow', ms: 300 } : undefined);
    const acknowledged = await postEvent(bot.url, payloads.message('principer'));
    expect(acknowledged.status).to.equal(200);
    await bot.stop();
    expect(slack.of('chat.postMessage').map(({ args }) => String(args.text))).to.satisfy((texts: string[]) =>
      texts.some((text) => text.includes('rinciper')),
    );
    expect((await kept('turns')).map(({ state }) => state)).to.deep.equal(['done']);
  });
});
