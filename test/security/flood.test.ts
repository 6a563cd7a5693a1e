import { request } from 'node:http';
import { expect } from 'chai';
import { startTestApp, type TestApp } from '../support/app';
import { BOT, type FakeSlack, startFakeSlack } from '../support/slack-api';
import { payloads, postCommand, postEvent, SIGNING_SECRET } from '../support/slack-request';
import { forged, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

const TOKEN = 'a-token-for-metrics-0123';

interface Answer {
  readonly status?: number;
  readonly retryAfter?: string;
  readonly text: string;
}

describe('attacks by flooding', () => {
  let slack: FakeSlack;
  let bot: TestApp;
  let chats: TeamsChat[];

  before(async () => {
    slack = await startFakeSlack();
    bot = await startTestApp({
      env: {
        ...{ COORDINATORS: 'teams:aad-sara', METRICS_TOKEN: TOKEN },
        ...{ SLACK_BOT_TOKEN: BOT.token, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl },
        ...{ FLOOD_PER_ADDRESS: '5', FLOOD_PER_PERSON: '3', PROXY_HOPS: '1' },
      },
    });
    chats = [];
  });
  after(async () => {
    for (const chat of chats) await chat.stop();
    await bot.stop();
    await slack.stop();
  });

  const chat = async (user: string): Promise<TeamsChat> => {
    const opened = await openTeamsChat(bot.url, { user });
    chats.push(opened);
    return opened;
  };
  /** A request that our own proxy passes on for an address. */
  const from = (forwarded: string, path = '/api/messages', body = '{}'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const method = path === '/api/messages' ? 'POST' : 'GET';
      const headers = { 'X-Forwarded-For': forwarded, 'Content-Type': 'application/json' };
      const call = request(bot.url + path, { method, headers }, (response) => {
        let text = '';
        response.on('data', (data) => {
          text += data;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'], text }),
        );
      });
      call.on('error', reject);
      call.end(method === 'POST' ? body : undefined);
    });
  const statuses = async (forwarded: readonly string[]): Promise<(number | undefined)[]> => {
    const all: (number | undefined)[] = [];
    for (const one of forwarded) all.push((await from(one)).status);
    return all;
  };

  it('an address that asks without end → 429 with when to come again, and not a word', async () => {
    expect(await statuses(Array(5).fill('203.0.113.1'))).to.deep.equal(Array(5).fill(400));
    const refused = await from('203.0.113.1');
    expect(refused).to.include({ status: 429, text: '' });
    expect(Number(refused.retryAfter)).to.be.within(1, 10);
  });

  it('the same with a large body → 429 before the body is read', async () => {
    const call = request(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'X-Forwarded-For': '203.0.113.1', 'Content-Length': 200_000 },
    });
    // The head alone: whoever read the body would wait for it.
    call.flushHeaders();
    const status = await new Promise((resolve, reject) => {
      call.on('response', (response) => resolve(response.statusCode)).on('error', reject);
    });
    call.destroy();
    expect(status).to.equal(429);
  });

  it('while one address floods → others are let in', async () => {
    expect((await from('203.0.113.2')).status).to.equal(400);
  });

  it('while one address floods → health and metrics answer it', async () => {
    for (const path of ['/healthz', '/readyz'])
      expect((await from('203.0.113.1', path)).status).to.equal(200);
    // Refused for want of the token, not for the flood.
    expect((await from('203.0.113.1', '/metrics')).status).to.equal(401);
  });

  it('made-up addresses before the one that our proxy saw → 429 all the same', async () => {
    const made = Array.from({ length: 6 }, (_, n) => `198.51.100.${n}, 203.0.113.3`);
    expect((await statuses(made)).at(-1)).to.equal(429);
  });

  it('an address of this machine, which is never limited, made up by the sender → 429 all the same', async () => {
    const made = Array.from({ length: 6 }, () => '127.0.0.1');
    expect((await statuses(made)).at(-1)).to.equal(429);
    expect((await statuses(made.map(() => '::1'))).at(-1)).to.equal(429);
  });

  it('one address of a subscriber’s IPv6 network after the other → one limit for them all', async () => {
    const tails = [':1', ':2', 'a:b:c:d', 'ffff::', '0:0:0:9', ':3'];
    const network = tails.map((tail) => `2001:db8:0:7:${tail}`);
    expect((await statuses(network)).at(-1)).to.equal(429);
    expect((await from('2001:db8:0:8::1')).status).to.equal(400);
  });

  it('a flood in the log → one line of it, without the address', () => {
    const lines = bot.logs.filter((line) => line.includes('an address was asked to slow down'));
    expect(lines).to.have.length(5);
    expect(bot.logs.join('')).to.not.match(/203\.0\.113|2001:db8/);
  });

  it('a person who writes without end → told so once, kindly, and then left unread', async () => {
    const anna = await chat('anna');
    const answers: string[] = [];
    for (let n = 0; n < 6; n += 1) answers.push(readable(await anna.say('principer')));
    expect(answers.slice(0, 3).every((text) => text.includes('rinciper'))).to.equal(true);
    expect(answers[3]).to.include('har jag inte läst').and.include('Vänta en minut');
    expect(answers.slice(4)).to.deep.equal(['', '']);
  });

  it('… who then presses a button → told so each time, and nothing is done', async () => {
    const anna = chats[0] as TeamsChat;
    expect(readable(await anna.press(forged('example.mine')))).to.include('Vänta en minut');
  });

  it('… who sends a form that they have written → let in, since a person fills in no more', async () => {
    const anna = chats[0] as TeamsChat;
    const sent = await anna.press(forged('example.save', 'form-1'), { title: '' });
    expect(readable(sent)).to.not.include('Vänta en minut').and.not.equal('');
  });

  it('while one person floods → others are answered', async () => {
    expect(readable(await (await chat('bo')).say('principer'))).to.include('rinciper');
  });

  it('a delivery that Teams sends again and again → costs the person nothing', async () => {
    const cia = await chat('cia');
    for (let n = 0; n < 5; n += 1) await cia.say('principer', { id: 'again' });
    expect(readable(await cia.say('principer'))).to.include('rinciper');
  });

  it('Slack’s retries of one event → cost the person nothing', async () => {
    slack.hasSpoken('D00000001');
    const event = payloads.message('principer', { user: 'U0000DORA' });
    for (let n = 0; n < 6; n += 1) {
      const headers = { 'X-Slack-Retry-Num': String(n), 'X-Slack-Retry-Reason': 'http_timeout' };
      expect((await postEvent(bot.url, event, { headers })).status).to.equal(200);
    }
    const answer = await postCommand(bot.url, payloads.command('principer', { user_id: 'U0000DORA' }));
    expect(await answer.text()).to.include('rinciper');
  });

  it('a flood by slash commands → the same kind answer, to that person alone', async () => {
    const say = async (): Promise<string> =>
      (await postCommand(bot.url, payloads.command('principer', { user_id: 'U0000EVA' }))).text();
    for (let n = 0; n < 3; n += 1) await say();
    expect(await say())
      .to.include('Vänta en minut')
      .and.include('ephemeral');
    expect(await say()).to.equal('');
  });

  it('all of it is counted', async () => {
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const text = await (await fetch(`${bot.url}/metrics`, { headers })).text();
    expect(text).to.match(/cnatet_limited_total\{by="address"\} [1-9]/);
    expect(text).to.match(/cnatet_limited_total\{by="person"\} [1-9]/);
  });
});

describe('attacks on the metrics', () => {
  let open: TestApp;
  let closed: TestApp;
  before(async () => {
    open = await startTestApp();
    closed = await startTestApp({ env: { METRICS_TOKEN: TOKEN } });
  });
  after(async () => {
    await open.stop();
    await closed.stop();
  });

  const ask = async (url: string, headers: Record<string, string> = {}): Promise<[number, boolean]> => {
    const response = await fetch(`${url}/metrics`, { headers });
    return [response.status, (await response.text()).includes('cnatet_')];
  };

  it('this machine, where no token is configured → 200', async () => {
    expect(await ask(open.url)).to.deep.equal([200, true]);
  });
  for (const header of ['X-Forwarded-For', 'Forwarded']) {
    it(`from elsewhere through a proxy on this machine (${header}) → 403 and nothing`, async () => {
      expect(await ask(open.url, { [header]: 'for=203.0.113.1' })).to.deep.equal([403, false]);
    });
  }
  for (const [what, authorization] of [
    ['no token', undefined],
    ['a wrong token', 'Bearer a-token-for-metrics-0124'],
    ['the beginning of the token', `Bearer ${TOKEN.slice(0, -1)}`],
    ['the token under another scheme', `Basic ${TOKEN}`],
    ['an empty token', 'Bearer '],
  ] as const) {
    it(`${what} → 401 and nothing`, async () => {
      const headers: Record<string, string> =
        authorization === undefined ? {} : { Authorization: authorization };
      expect(await ask(closed.url, headers)).to.deep.equal([401, false]);
    });
  }
  it('the token → 200, from anywhere', async () => {
    const headers = { Authorization: `Bearer ${TOKEN}`, 'X-Forwarded-For': '203.0.113.1' };
    expect(await ask(closed.url, headers)).to.deep.equal([200, true]);
  });
});
