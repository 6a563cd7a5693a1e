import { expect } from 'chai';
import { startTestApp, type TestApp } from '../support/app';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { BOT, type FakeSlack, startFakeSlack } from '../support/slack-api';
import { payloads, postCommand, postEvent, SIGNING_SECRET } from '../support/slack-request';
import { button, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

describe('faults: Teams and Slack', function () {
  this.timeout(60_000);
  let sides: BothSides;
  let anna: TeamsChat;
  const examples = (): Promise<Json[]> =>
    sides.bot.app.store.connection.collection('examples').find({}).sort({ code: 1 }).toArray();
  const LINE = 'exempel: Läxhjälp | Verdandi | | Tisdagar';

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    await sides.appoint('slack:U00000001', 'council');
    anna = await sides.chat('anna');
    sides.slack.hasSpoken('D00000001');
  });
  after(() => sides.stop());

  it('Teams refuses the answer for now: Teams delivers again, the person is answered, one record', async () => {
    anna.connector.misbehave({ status: 503 });
    const refused = await anna.say(LINE, { id: 'retry-1' }).catch((error: Error) => error.message);
    expect(refused).to.include('502');
    const [answer] = await anna.say(LINE, { id: 'retry-1' });
    expect(readable(answer)).to.include('E-2026-001');
    expect(await examples()).to.have.length(1);
  });

  it('Teams breaks off after it may have taken the answer: the record is saved once, and said so when asked again', async () => {
    const before = (await examples()).length;
    anna.connector.misbehave('reset');
    await anna.say('exempel: Simskola | Verdandi | | Onsdagar', { id: 'retry-2' }).catch(() => undefined);
    await anna.say('exempel: Simskola | Verdandi | | Onsdagar', { id: 'retry-2' });
    expect(await examples()).to.have.length(before + 1);
    expect(readable((await anna.say('exempel mina'))[0])).to.include('Simskola');
  });

  it('Slack refuses the answer: the person is told what may be done; the record is saved once', async () => {
    sides.slack.fail('chat.postMessage', { kind: 'error', error: 'service_unavailable' });
    sides.slack.fail('chat.postMessage', { kind: 'error', error: 'service_unavailable' });
    sides.slack.fail('chat.postMessage', { kind: 'error', error: 'service_unavailable' });
    await postEvent(sides.bot.url, payloads.message('dialog: Lokaler på Öster | Verdandi'));
    const said = await sides.slack.waitFor('chat.postMessage', 2);
    expect(said.length).to.be.greaterThan(1);
    const initiatives = sides.bot.app.store.connection.collection('initiatives');
    expect(await initiatives.countDocuments()).to.equal(1);
  });

  it('one platform is away: the other goes on', async () => {
    sides.slack.fail('chat.postMessage', { kind: 'cut' });
    await postEvent(sides.bot.url, payloads.message('principer'));
    expect(readable((await anna.say('principer'))[0])).to.include('rinciper');
  });
});

describe('faults: Slack away at the start', function () {
  this.timeout(60_000);
  let slack: FakeSlack;
  let bot: TestApp;

  before(async () => {
    slack = await startFakeSlack();
    // Once at the start and once when somebody knocks.
    const answers = Array.from({ length: 3 }, () => ({ kind: 'status', status: 503 }) as const);
    slack.fail('auth.test', ...answers);
    bot = await startTestApp({
      env: { SLACK_BOT_TOKEN: BOT.token, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl },
    });
  });
  after(async () => {
    await bot.stop();
    await slack.stop();
  });

  it('it starts, answers Teams, and lets nobody in on trust', async () => {
    const anna = await openTeamsChat(bot.url);
    expect(readable((await anna.say('principer'))[0])).to.include('rinciper');
    await anna.stop();
    const answer = await postCommand(bot.url, payloads.command('principer'));
    expect(await answer.text())
      .to.include('når inte Slack just nu')
      .and.include('Inget har sparats');
  });
});

describe('faults: an old form after a new start', function () {
  this.timeout(60_000);

  it('a form that was open when the bot was replaced is sent to the new one: saved', async () => {
    const first = await startTestApp();
    const anna = await openTeamsChat(first.url);
    const [form] = await anna.say('exempel ny');
    const second = await startTestApp({ storeUri: first.storeUri });
    const there = await openTeamsChat(second.url, { connector: anna.connector });
    const saved = await there.press(button(form, 'Spara'), { title: 'Läxhjälp', done: 'Tisdagar.' });
    expect(readable(saved)).to.include('E-2026-001');
    await second.stop();
    await first.stop();
    await anna.stop();
  });
});
