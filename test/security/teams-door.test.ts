import { request } from 'node:http';
import { expect } from 'chai';
import { type Harness, startTeams } from '../platforms/teams/harness';
import { post, says } from '../support/teams-activity';

describe('attacks on Teams’ door by what is sent', () => {
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
    [
      'a message that nobody has sent',
      { ...says({ serviceUrl: 'http://127.0.0.1:1' }, 'mina uppgifter'), from: undefined },
      {},
      400,
    ],
    ...['.', '..'].map((id): [string, unknown, Record<string, string>, number] => [
      `a conversation called ${id}, for an answer to another of the connector’s addresses`,
      { ...says({ serviceUrl: 'http://127.0.0.1:1' }, 'hej'), conversation: { id } },
      {},
      400,
    ]),
    ['a form', 'type=message', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text, as a foreign page could send', '{}', { 'Content-Type': 'text/plain' }, 415],
    ['a compressed body', '{}', { 'Content-Encoding': 'gzip' }, 415],
    ['more than 256 KB', { type: 'x'.repeat(300_000) }, {}, 413],
  ];
  for (const [what, body, headers, status] of refused) {
    it(`${what} → ${status}, no turn, not a word`, async () => {
      const answer = await post(teams.url, body, headers);
      expect(answer.status).to.equal(status);
      expect(answer.text).to.equal('');
      expect(teams.bot.inbound).to.have.length(0);
    });
  }

  it('invalid UTF-8 → 400', async () => {
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
    it(`an answer wanted at ${serviceUrl || 'no serviceUrl'} → 401, nothing is sent there`, async () => {
      const answer = await post(teams.url, says({ serviceUrl }, 'hej'));
      expect(answer.status).to.equal(401);
      expect(teams.bot.inbound).to.have.length(0);
    });
  }

  it('a page with a rebound host name, while nobody is authenticated → 403, no turn', async () => {
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

  it('a value nested 100,000 deep → no turn fails, and it lives on', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = JSON.stringify(says(at(), '', { id: undefined, value: 'deep' })).replace('"deep"', deep);
    expect((await post(teams.url, body)).status).to.be.oneOf([200, 400]);
    expect((await post(teams.url, says(at(), 'hej'))).status).to.equal(200);
  });

  it('a connector that answers without end → cut off, and the person isn’t answered twice', async () => {
    teams.connector.misbehave({ status: 200, body: `{"id":"${'x'.repeat(3 * 1024 * 1024)}"}` });
    expect((await post(teams.url, says(at(), 'hej'))).status).to.equal(200);
    expect(teams.connector.calls).to.have.length(1);
  });

  it('a turn that fails inside → 502 without a word of why, in the answer or in the log', async () => {
    teams.bot.failure = new Error('secret detail');
    const answer = await post(teams.url, says(at(), 'hej'));
    expect(answer.status).to.equal(502);
    expect(answer.text).to.equal('');
    expect(teams.logs.join('')).to.not.contain('secret detail');
  });
});
