import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect } from 'chai';
import { DeliveryError } from '../../../src/platforms/platform';
import { Connector } from '../../../src/platforms/teams/connector';
import { singleFlight } from '../../../src/platforms/teams/tokens';
import { startConnector } from '../../support/connector';
import { mentions, post, says } from '../../support/teams-activity';
import { type Harness, say, startTeams } from './harness';

async function failing(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`expected a DeliveryError, got ${String(error)}`);
  return error;
}

describe('Teams: messages outside a turn', () => {
  let teams: Harness;
  const at = (more: object = {}): { serviceUrl: string } => ({ serviceUrl: teams.connector.url, ...more });
  const addressOf = async (body: unknown): Promise<Readonly<Record<string, unknown>>> => {
    await post(teams.url, body);
    const address = teams.bot.inbound.at(-1)?.place.address;
    if (address === undefined) throw new Error('no address');
    teams.connector.clear();
    // As it comes back from the store.
    return JSON.parse(JSON.stringify(address));
  };

  beforeEach(async () => {
    teams = await startTeams({ connectorBudgetMs: 500 });
  });
  afterEach(() => teams.stop());

  it('speaks in a personal chat long after the turn', async () => {
    const address = await addressOf(says(at(), 'hej'));
    const { messageId } = await teams.platform.send(address, say('Påminnelse.'));
    expect(messageId).to.equal('sent-1');
    expect(teams.connector.calls[0]).to.deep.include({
      method: 'POST',
      path: '/v3/conversations/a:anna/activities',
    });
    expect(teams.connector.messages()[0]).to.deep.include({ text: 'Påminnelse.' });
  });

  it('speaks in the thread that the address came from', async () => {
    const conversation = '19:abc@thread.tacv2;messageid=1690000000000';
    const address = await addressOf(mentions(at({ kind: 'channel', conversation }), 'hej'));
    await teams.platform.send(address, say('Svar.'));
    expect(teams.connector.calls[0]?.conversation).to.equal(conversation);
  });

  it('opens a personal chat with someone who has none yet', async () => {
    const address = { serviceUrl: teams.connector.url, user: '29:bo', bot: '28:bot', tenant: 't-1' };
    await teams.platform.send(address, say('Hej.'));
    const [opened, sent] = teams.connector.calls;
    expect(opened).to.deep.include({ method: 'POST', path: '/v3/conversations' });
    expect(opened?.body).to.deep.include({ isGroup: false, members: [{ id: '29:bo' }], tenantId: 't-1' });
    expect(sent?.conversation).to.equal('opened-sent-1');
  });

  const outcomes: [string, Parameters<Harness['connector']['misbehave']>[0], string, string][] = [
    ['uninstalled', { status: 403 }, 'gone', '403'],
    ['a conversation that is gone', { status: 404 }, 'gone', '404'],
    ['a refused token', { status: 401 }, 'retry', '401'],
    ['a message that is refused', { status: 400 }, 'retry', '400'],
    ['an unavailable connector', { status: 503 }, 'retry', '503'],
    ['an error after the message may have been posted', { status: 500 }, 'unknown', '500'],
    ['a gateway that gave up', { status: 504 }, 'retry', '504'],
    ['a gateway that has no answer', { status: 502 }, 'retry', '502'],
    ['a redirect', { status: 307, headers: { Location: 'https://evil.example/' } }, 'retry', '307'],
    ['a connector that hangs', 'hang', 'unknown', 'timeout'],
    ['a connection that breaks off', 'reset', 'unknown', 'ECONNRESET'],
  ];
  for (const [what, misbehaviour, outcome, code] of outcomes) {
    it(`tells of ${what}: ${outcome}`, async () => {
      const address = await addressOf(says(at(), 'hej'));
      teams.connector.misbehave(misbehaviour);
      expect(await failing(teams.platform.send(address, say('Hej.')))).to.deep.include({ outcome, code });
      expect(teams.connector.calls).to.have.length(1);
    });
  }

  it('tells how long to wait when the wait is longer than the call may take', async () => {
    const address = await addressOf(says(at(), 'hej'));
    teams.connector.misbehave({ status: 429, headers: { 'Retry-After': '30' } });
    const error = await failing(teams.platform.send(address, say('Hej.')));
    expect(error).to.deep.include({ outcome: 'retry', code: '429', retryAfterMs: 30_000 });
    expect(teams.connector.calls).to.have.length(1);
  });

  it('takes a body that is no JSON for a success without an id', async () => {
    const address = await addressOf(says(at(), 'hej'));
    teams.connector.misbehave({ status: 201, body: '<html>' });
    expect(await teams.platform.send(address, say('Hej.'))).to.deep.equal({ messageId: '' });
  });

  it('is certain that nothing was sent where nobody listens', async () => {
    const closed = await startConnector();
    await closed.close();
    const address = { serviceUrl: closed.url, conversation: 'a:x', bot: '28:bot' };
    expect(await failing(teams.platform.send(address, say('Hej.')))).to.deep.include({
      outcome: 'retry',
      code: 'ECONNREFUSED',
    });
  });

  const halfOpen = [
    [
      'breaks in its handshake',
      (socket: Socket) => void socket.once('data', () => socket.destroy()),
      'ECONNRESET',
    ],
    ['never answers its handshake', () => undefined, 'timeout'],
  ] as const;
  for (const [what, meet, code] of halfOpen) {
    it(`is certain that nothing was sent over a connection that ${what}`, async () => {
      const sockets: Socket[] = [];
      const server = createServer((socket) => {
        sockets.push(socket);
        socket.on('error', () => undefined);
        meet(socket);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const connector = new Connector({ token: async () => 't', budgetMs: 200 });
      expect(await failing(connector.post(url, 'a', {}))).to.deep.include({ outcome: 'retry', code });
      for (const socket of sockets) socket.destroy();
      server.close();
    });
  }

  const addresses = [
    {},
    { serviceUrl: 'https://evil.example/', conversation: 'a', bot: 'b' },
    { serviceUrl: 'http://127.0.0.1/', bot: 'b' },
    { channel: 'C1' },
  ];
  for (const address of addresses) {
    it(`sends nothing to ${JSON.stringify(address)}`, async () => {
      expect(await failing(teams.platform.send(address, say('Hej.')))).to.deep.include({
        outcome: 'gone',
        code: 'bad-address',
      });
    });
  }
});

describe('Teams: the connector', () => {
  let teams: Harness;
  beforeEach(async () => {
    teams = await startTeams();
  });
  afterEach(() => teams.stop());

  it('waits as long as it is asked to and tries again, at most twice', async () => {
    const waits: number[] = [];
    const wait = async (ms: number): Promise<void> => void waits.push(ms);
    const connector = new Connector({ token: async () => undefined, wait, random: () => 0.5 });
    teams.connector.misbehave({ status: 429, headers: { 'Retry-After': '2' } }, { status: 412 });
    expect(await connector.post(teams.connector.url, 'a', { type: 'message' })).to.equal('sent-3');
    expect(waits).to.deep.equal([2_000, 1_000]);
    teams.connector.misbehave({ status: 429 }, { status: 429 }, { status: 429 });
    expect(await failing(connector.post(teams.connector.url, 'a', {}))).to.deep.include({
      outcome: 'retry',
      code: '429',
    });
    expect(teams.connector.calls).to.have.length(6);
  });

  it('sends nothing without a token when it should have one', async () => {
    const never = new Connector({ token: () => new Promise(() => undefined), budgetMs: 50 });
    expect(await failing(never.post(teams.connector.url, 'a', {}))).to.deep.include({
      outcome: 'retry',
      code: 'no-token',
    });
    const failed = new Connector({ token: () => Promise.reject(new Error('secret')) });
    expect(await failing(failed.post(teams.connector.url, 'a', {}))).to.deep.include({
      outcome: 'retry',
      code: 'no-token',
    });
    expect(teams.connector.calls).to.have.length(0);
  });

  it('updates and deletes where ids hold slashes and semicolons', async () => {
    const connector = new Connector({ token: async () => 't' });
    await connector.update(teams.connector.url, '19:a/b;messageid=1', 'm/1', { type: 'message' });
    await connector.remove(teams.connector.url, '19:a/b;messageid=1', 'm/1');
    expect(teams.connector.calls.map(({ method, conversation }) => [method, conversation])).to.deep.equal([
      ['PUT', '19:a/b;messageid=1'],
      ['DELETE', '19:a/b;messageid=1'],
    ]);
  });

  it('fetches one token for fifty messages at once, and another after a failure', async () => {
    let fetched = 0;
    const token = singleFlight(async () => {
      fetched += 1;
      await new Promise((resolve) => setImmediate(resolve));
      if (fetched === 2) throw new Error('away');
      return `token-${fetched}`;
    });
    const connector = new Connector({ token });
    await Promise.all(Array.from({ length: 50 }, () => connector.post(teams.connector.url, 'a', {})));
    expect(fetched).to.equal(1);
    expect(new Set(teams.connector.calls.map((call) => call.authorization))).to.deep.equal(
      new Set(['Bearer token-1']),
    );
    expect((await failing(connector.post(teams.connector.url, 'a', {}))).code).to.equal('no-token');
    expect(await connector.post(teams.connector.url, 'a', {})).to.not.equal('');
  });
});
