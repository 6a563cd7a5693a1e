import { expect } from 'chai';
import { type BothSides, startBothSides } from '../support/both-sides';
import { payloads, postCommand } from '../support/slack-request';
import { openTeamsChat, type TeamsChat } from '../support/teams-chat';

/** Every line of Prometheus' text format: a comment, a name with labels and a number, or nothing. */
const LINE = /^(|#.*|[a-z_]+(\{[^}]*\})? [\d.e+-]+|[a-z_]+(\{[^}]*\})? Nan)$/;

describe('metrics', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  const scrape = async (): Promise<string> => (await fetch(`${sides.bot.url}/metrics`)).text();
  const value = async (series: string): Promise<number> => {
    const line = (await scrape()).split('\n').find((one) => one.startsWith(`${series} `));
    return Number(line?.split(' ').at(-1));
  };

  before(async () => {
    sides = await startBothSides();
    anna = await sides.chat('anna');
  });
  after(() => sides.stop());

  it('count turns, how long they took, and questions by what came of them', async () => {
    await anna.say('Vad är C-nätet?');
    await anna.say('hur lagar man en cykelslang');
    await postCommand(sides.bot.url, payloads.command('principer'));
    expect(await value('cnatet_turns_total{platform="teams",input="words",outcome="answered"}')).to.equal(2);
    expect(await value('cnatet_turns_total{platform="slack",input="words",outcome="answered"}')).to.equal(1);
    expect(await value('cnatet_turn_seconds_count{platform="teams",input="words"}')).to.equal(2);
    expect(await value('cnatet_answers_total{outcome="declined"}')).to.equal(1);
    expect(await value('cnatet_ready')).to.equal(1);
  });

  it('count a delivery that comes again as such, and an answer that Teams does not take', async () => {
    await anna.say('hej', { id: 'twice' });
    await anna.say('hej', { id: 'twice' });
    expect(await value('cnatet_turns_total{platform="teams",input="words",outcome="again"}')).to.equal(1);
    anna.connector.misbehave({ status: 500 });
    await anna.say('hej igen').catch(() => undefined);
    expect(await value('cnatet_turns_total{platform="teams",input="words",outcome="unsent"}')).to.equal(1);
  });

  it('time each command to the database by its name', async () => {
    expect(await value('cnatet_store_seconds_count{command="insert",outcome="ok"}')).to.be.greaterThan(0);
    expect(await value('cnatet_store_seconds_count{command="update",outcome="ok"}')).to.be.greaterThan(0);
  });

  it('tell how old the queue is, and what came of each message', async () => {
    expect(await value('cnatet_queue_age_seconds')).to.equal(0);
    const due = new Date(sides.bot.now().getTime() - 90_000);
    const waiting = {
      _id: 'metrics:1',
      kind: 'test',
      recipient: 'slack:C00000001',
      platform: 'slack',
      address: { channel: 'C00000001' },
      reply: { views: [{ kind: 'notice', tone: 'info', text: 'Hej.' }], language: 'sv' },
      ...{ state: 'queued', task: 'send', revision: 0, attempts: 0, due, at: due },
    };
    await sides.bot.app.store.connection.collection('deliveries').insertOne(waiting as never);
    expect(await value('cnatet_queue_age_seconds')).to.equal(90);
    sides.slack.fail('chat.postMessage', { kind: 'error', error: 'channel_not_found' });
    await sides.bot.app.sweep();
    expect(await value('cnatet_deliveries_total{platform="slack",outcome="gone"}')).to.equal(1);
    expect(await value('cnatet_queue_age_seconds')).to.equal(0);
  });

  it('are well formed, and hold no word, name or id of anybody', async () => {
    const marked = await openTeamsChat(sides.bot.url, { user: 'marie-4711', conversation: 'a:marie-4711' });
    await marked.say('MARKERAD fråga om 4711');
    await marked.stop();
    const text = await scrape();
    for (const line of text.trim().split('\n')) expect(line).to.match(LINE);
    expect(text).to.not.match(/4711|MARKERAD|anna|U00000001|aad-/i);
  });

  it('and every line in the log of a turn, from the door to the database, has the turn', async () => {
    const before = sides.bot.logs.length;
    await anna.say('exempel: Läxhjälp | Verdandi | | Varje tisdag', { id: 'traced' });
    const lines = sides.bot.logs.slice(before).map((line) => JSON.parse(line));
    const done = lines.find(({ msg }) => msg === 'turn done');
    expect(done.turn).to.match(/^[\da-f]{8}$/);
    const commands = lines.filter(({ msg }) => msg === 'store').map(({ command }) => command);
    expect(commands).to.include.members(['insert', 'find']);
    expect(lines.filter(({ turn }) => turn !== done.turn)).to.deep.equal([]);
    anna.connector.misbehave({ status: 500 });
    await anna.say('hej en gång till').catch(() => undefined);
    const unanswered = sides.bot.logs
      .map((line) => JSON.parse(line))
      .find(({ msg }) => msg === 'turn not answered');
    expect(unanswered.turn)
      .to.match(/^[\da-f]{8}$/)
      .and.not.equal(done.turn);
  });
});
