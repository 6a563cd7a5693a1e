import { connect } from 'node:net';
import { expect } from 'chai';
import { type Harness, startHarness, useHarness } from '../platforms/slack/harness';
import { BOT } from '../support/slack-api';
import {
  payloads,
  postCommand,
  postEvent,
  postInteraction,
  postSigned,
  SIGNING_SECRET,
  signature,
} from '../support/slack-request';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const now = (): number => Math.floor(Date.now() / 1000);

describe('attacks on Slack’s door', () => {
  const h = useHarness();

  const post = (body: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${h.base}/slack/events`, { method: 'POST', headers, body });
  const event = (): string => JSON.stringify(payloads.message('släpp in mig'));
  const signed = (body: string, over: Record<string, string> = {}): Record<string, string> => ({
    'Content-Type': JSON_TYPE,
    'X-Slack-Request-Timestamp': String(now()),
    'X-Slack-Signature': signature(body, now()),
    ...over,
  });

  const refused: Record<string, [number, () => Promise<Response>]> = {
    'a wrong secret': [401, () => postEvent(h.base, payloads.message('x'), { secret: 'other' })],
    'a body changed after signing': [401, () => post(`${event()} `, signed(event()))],
    'an unknown signature version': [
      401,
      () => post(event(), signed(event(), { 'X-Slack-Signature': 'v1=00' })),
    ],
    'an empty signature': [401, () => post(event(), signed(event(), { 'X-Slack-Signature': '' }))],
    'no signature': [
      401,
      () => post(event(), { 'Content-Type': JSON_TYPE, 'X-Slack-Request-Timestamp': String(now()) }),
    ],
    'no timestamp': [
      401,
      () => post(event(), { 'Content-Type': JSON_TYPE, 'X-Slack-Signature': signature(event(), now()) }),
    ],
    'a timestamp in words': [
      401,
      () => post(event(), signed(event(), { 'X-Slack-Request-Timestamp': 'now' })),
    ],
    'a timestamp with a sign': [
      401,
      () => post(event(), signed(event(), { 'X-Slack-Request-Timestamp': `+${now()}` })),
    ],
    'a timestamp six minutes old': [
      401,
      () => postEvent(h.base, payloads.message('x'), { timestamp: now() - 360 }),
    ],
    'a timestamp six minutes ahead': [
      401,
      () => postEvent(h.base, payloads.message('x'), { timestamp: now() + 360 }),
    ],
    'a timestamp an hour ahead': [
      401,
      () => postEvent(h.base, payloads.message('x'), { timestamp: now() + 3599 }),
    ],
    'an empty body': [400, () => postSigned(h.base, '', JSON_TYPE)],
    'an empty form': [400, () => postSigned(h.base, '', FORM_TYPE)],
    null: [400, () => postSigned(h.base, 'null', JSON_TYPE)],
    'an array': [400, () => postSigned(h.base, '[]', JSON_TYPE)],
    'broken JSON': [400, () => postSigned(h.base, '{"a":', JSON_TYPE)],
    'a null payload': [400, () => postCommand(h.base, { payload: 'null' })],
    'a payload of broken JSON': [400, () => postCommand(h.base, { payload: '{"a":' })],
    'an event that is null': [400, () => postEvent(h.base, { event: null })],
    'an event that is a number': [400, () => postEvent(h.base, { event: 1 })],
    'a press without a user': [400, () => postInteraction(h.base, { type: 'block_actions', actions: [] })],
    'plain text': [415, () => postSigned(h.base, event(), 'text/plain')],
    multipart: [415, () => postSigned(h.base, event(), 'multipart/form-data; boundary=x')],
    'a compressed body': [
      415,
      () => postSigned(h.base, event(), JSON_TYPE, { headers: { 'Content-Encoding': 'gzip' } }),
    ],
    'a body over a megabyte': [
      413,
      () => postSigned(h.base, `{"a":"${'x'.repeat(1024 * 1024)}"}`, JSON_TYPE),
    ],
    'a GET': [405, () => fetch(`${h.base}/slack/events`)],
    'a PUT': [
      405,
      () => fetch(`${h.base}/slack/events`, { method: 'PUT', body: event(), headers: signed(event()) }),
    ],
    'another path': [
      404,
      () => fetch(`${h.base}/slack/other`, { method: 'POST', body: event(), headers: signed(event()) }),
    ],
  };
  for (const [what, [status, send]] of Object.entries(refused)) {
    it(`${what} → ${status}, no turn, not a word`, async () => {
      const response = await send();
      expect(response.status).to.equal(status);
      expect(await response.text()).to.equal('');
      expect(h.bot.inbound).to.deep.equal([]);
      expect(h.slack.calls).to.deep.equal([]);
    });
  }

  it('a body without a declared length → cut off at a megabyte with 413', async () => {
    const { hostname, port } = new URL(h.base);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname);
      let received = '';
      socket.on('data', (data) => {
        received += String(data);
      });
      socket.on('close', () => resolve(received));
      socket.on('error', () => undefined);
      socket.write(
        `POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      const chunk = 'x'.repeat(64 * 1024);
      const more = (count: number): void => {
        if (count === 0 || socket.destroyed) return;
        socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`, () => more(count - 1));
      };
      more(40);
    });
    expect(answer).to.match(/^HTTP\/1\.1 413 /);
    expect(h.bot.inbound).to.deep.equal([]);
  });

  it('accepts timestamps four minutes old and four minutes ahead', async () => {
    for (const offset of [-240, 240]) {
      const response = await postCommand(h.base, payloads.command('hej'), { timestamp: now() + offset });
      expect(response.status).to.equal(200);
    }
    expect(h.bot.inbound).to.have.length(2);
  });

  it('accepts a media type with a charset', async () => {
    const body = new URLSearchParams(payloads.command('hej')).toString();
    expect((await postSigned(h.base, body, `${FORM_TYPE}; charset=utf-8`)).status).to.equal(200);
    expect(h.bot.inbound).to.have.length(1);
  });

  it('a replayed command → runs once', async () => {
    const fields = payloads.command('en gång');
    const first = await postCommand(h.base, fields);
    const second = await postCommand(h.base, fields);
    expect([first.status, second.status]).to.deep.equal([200, 200]);
    expect(await second.text()).to.equal('');
    expect(h.bot.inbound).to.have.length(1);
  });

  it('answers the challenge of url_verification, signed only', async () => {
    const body = { type: 'url_verification', token: 't', challenge: 'c-123' };
    expect(await (await postEvent(h.base, body)).json()).to.deep.equal({ challenge: 'c-123' });
    expect((await postEvent(h.base, body, { secret: 'other' })).status).to.equal(401);
  });

  it('a command smuggled along with the unsigned ssl_check → 200 and nothing runs', async () => {
    const smuggled = new URLSearchParams({ ssl_check: '1', ...payloads.command('insmugglad') });
    const response = await post(smuggled.toString(), { 'Content-Type': FORM_TYPE });
    expect(response.status).to.equal(200);
    expect(h.bot.inbound).to.deep.equal([]);
  });

  it('another workspace than the token belongs to → told so, no turn', async () => {
    const response = await postCommand(h.base, payloads.command('hej', { team_id: 'T99999999' }));
    expect(await response.json()).to.include({ response_type: 'ephemeral' });
    expect(h.bot.inbound).to.deep.equal([]);
  });

  it('logs nothing of what was sent, nor of tokens and secrets', async () => {
    const marked = 'MARKERAD-TEXT-4711';
    await postCommand(h.base, payloads.command(marked));
    await postEvent(h.base, payloads.message(marked));
    await postEvent(h.base, payloads.message(marked), { secret: 'other' });
    h.slack.fail('chat.postMessage', { kind: 'error', error: 'channel_not_found' });
    await postEvent(h.base, payloads.mention(marked));
    await h.slack.waitFor('chat.postMessage', 2);
    for (const secret of [marked, BOT.token, SIGNING_SECRET, 'gammal-verifieringsnyckel', 'U00000001']) {
      expect(h.logged()).not.to.include(secret);
    }
    expect(h.logged()).to.include('signature mismatch');
  });
});

describe('attacks from workspaces that share a channel, where no list is configured', () => {
  let h: Harness;
  before(async () => {
    h = await startHarness();
  });
  after(() => h.stop());

  it('somebody of theirs who mentions the bot, presses its buttons or sends its form → no turn', async () => {
    const theirs = { id: 'U2', team_id: 'T00000009' };
    await postEvent(h.base, payloads.mention('hej', { user_team: theirs.team_id }));
    await postEvent(h.base, payloads.mention('hej', { team: theirs.team_id }));
    await postInteraction(h.base, payloads.press('help~0', '{"l":"sv"}', { user: theirs }));
    await postInteraction(h.base, payloads.submission('{}', {}, { user: theirs }));
    await postCommand(h.base, payloads.command('sist'));
    expect(h.bot.inbound.map(({ input }) => input.kind === 'words' && input.text)).to.deep.equal(['sist']);
  });

  it('a payload nested 100,000 deep → refused or unread, and it lives on', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const event = JSON.stringify(payloads.message('hej', { blocks: 'deep' })).replace('"deep"', deep);
    const press = JSON.stringify(payloads.press('help~0', 'deep')).replace('"deep"', deep);
    expect((await postSigned(h.base, event, JSON_TYPE)).status).to.be.oneOf([200, 400]);
    expect((await postCommand(h.base, { payload: press })).status).to.be.oneOf([200, 400]);
    const before = h.bot.inbound.length;
    await postCommand(h.base, payloads.command('lever'));
    expect(h.bot.inbound.length).to.be.greaterThan(before);
  });
});

describe('attacks from other workspaces', () => {
  let h: Harness;
  before(async () => {
    h = await startHarness({ teamIds: ['T00000001', 'T00000002'] });
  });
  after(() => h.stop());

  it('lets in the workspaces on the list and nobody else', async () => {
    await postCommand(h.base, payloads.command('ett'));
    await postCommand(h.base, payloads.command('två', { team_id: 'T00000002' }));
    await postCommand(h.base, payloads.command('tre', { team_id: 'T00000003' }));
    expect(h.bot.inbound.map(({ input }) => input.kind === 'words' && input.text)).to.deep.equal([
      'ett',
      'två',
    ]);
  });

  it('a guest from another workspace in a shared channel → no turn', async () => {
    h.bot.inbound.length = 0;
    await postEvent(h.base, payloads.mention('hej', { user_team: 'T00000009' }));
    await postInteraction(
      h.base,
      payloads.press('help~0', '{"l":"sv"}', { user: { id: 'U2', team_id: 'T00000009' } }),
    );
    await postCommand(h.base, payloads.command('sist'));
    expect(h.bot.inbound.map(({ input }) => input.kind === 'words' && input.text)).to.deep.equal(['sist']);
  });
});
