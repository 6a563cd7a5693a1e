import { request } from 'node:http';
import { expect } from 'chai';
import { activity, post, says } from '../../support/teams-activity';
import { type Harness, startTeams } from './harness';

describe('Teams: the door without credentials', () => {
  let teams: Harness;
  const at = (): { serviceUrl: string } => ({ serviceUrl: teams.connector.url });

  beforeEach(async () => {
    teams = await startTeams();
  });
  afterEach(() => teams.stop());

  const refused: [string, unknown, Record<string, string>, number][] = [
    ['an empty body', '', {}, 400],
    ['an empty object', {}, {}, 400],
    ['null', 'null', {}, 400],
    ['a list', [], {}, 400],
    ['half a JSON text', '{"type":"message"', {}, 400],
    ['an activity of numbers', { type: 1, conversation: 2 }, {}, 400],
    [
      'a conversation without id',
      { type: 'message', channelId: 'msteams', recipient: { id: 'b' }, conversation: {} },
      {},
      400,
    ],
    ['a form', 'type=message', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text, as a foreign page could send', '{}', { 'Content-Type': 'text/plain' }, 415],
    ['a compressed body', '{}', { 'Content-Encoding': 'gzip' }, 415],
    ['more than 256 KB', { type: 'x'.repeat(300_000) }, {}, 413],
  ];
  for (const [what, body, headers, status] of refused) {
    it(`refuses ${what} with ${status} and not a word`, async () => {
      const answer = await post(teams.url, body, headers);
      expect(answer.status).to.equal(status);
      expect(answer.text).to.equal('');
      expect(teams.bot.inbound).to.have.length(0);
    });
  }

  it('refuses invalid UTF-8', async () => {
    const response = await fetch(`${teams.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    });
    expect(response.status).to.equal(400);
  });

  const foreign = [
    'https://smba.trafficmanager.net/emea/',
    'http://evil.example/',
    'file:///etc/passwd',
    '',
    'http://127.0.0.1@evil.example/',
  ];
  for (const serviceUrl of foreign) {
    it(`never answers to ${serviceUrl || 'no serviceUrl'}`, async () => {
      const answer = await post(teams.url, says({ serviceUrl }, 'hej'));
      expect(answer.status).to.equal(401);
      expect(teams.bot.inbound).to.have.length(0);
    });
  }

  it('refuses a caller that used another host name, as a page with a rebound name would', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request(`${teams.url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Host: 'evil.example' },
      });
      call.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      call.end(JSON.stringify(says(at(), 'hej')));
    });
    expect(status).to.equal(403);
    expect(teams.bot.inbound).to.have.length(0);
  });

  it('says nothing of what went wrong inside', async () => {
    teams.bot.failure = new Error('secret detail');
    const answer = await post(teams.url, says(at(), 'hej'));
    expect(answer.status).to.equal(502);
    expect(answer.text).to.equal('');
    expect(teams.logs.join('')).to.not.contain('secret detail');
  });

  it('takes no new turns once it is stopped, and finishes those under way', async () => {
    let release = (): void => undefined;
    teams.bot.hold = new Promise((resolve) => {
      release = resolve;
    });
    const begun = new Promise<void>((resolve) => {
      teams.bot.onTurn = resolve;
    });
    const first = post(teams.url, says(at(), 'hej'));
    await begun;
    const stopped = teams.platform.stop?.();
    expect((await post(teams.url, says(at(), 'hej igen'))).status).to.equal(503);
    release();
    await stopped;
    expect((await first).status).to.equal(200);
    expect(teams.connector.messages()).to.have.length(1);
  });

  it('takes quietly what is nothing to answer', async () => {
    const events = [
      { type: 'typing' },
      { type: 'messageUpdate', text: 'exempel: ändrad' },
      { type: 'messageDelete' },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
      { type: 'conversationUpdate', membersAdded: [{ id: '29:someone' }] },
      { type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] },
      { type: 'installationUpdate', action: 'remove' },
      { type: 'event', name: 'application/vnd.microsoft.meetingStart' },
      { type: 'endOfConversation' },
      { type: 'somethingNew', from: null },
    ];
    for (const event of events) {
      const answer = await post(teams.url, activity(at(), event));
      expect([event.type, answer.status, answer.text]).to.deep.equal([event.type, 200, '']);
    }
    expect(teams.bot.inbound).to.have.length(0);
    expect(teams.connector.calls).to.have.length(0);
  });
});
