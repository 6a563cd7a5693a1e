import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { clouds } from '../../src/platforms/teams/cloud';
import { type Harness, startTeams } from '../platforms/teams/harness';
import { ISSUER, type OpenId, type SignOptions, startOpenId } from '../platforms/teams/openid';
import { type Answer, post, says, TENANT } from '../support/teams-activity';

const APP = '99999999-8888-7777-6666-555555555555';
const config = {
  appId: APP,
  appPassword: 'not-a-secret',
  tenantId: TENANT,
  appType: 'SingleTenant' as const,
};
const hour = 3_600;

describe('attacks on Teams’ door by tokens', () => {
  let teams: Harness;
  let openId: OpenId;
  // The library prints what it refuses; the tests keep it out of their output.
  const terminal = globalThis.console;
  const printError = terminal.error;

  before(async () => {
    const early = await startTeams();
    const serviceUrl = early.connector.url;
    openId = await startOpenId({ audience: APP, serviceUrl });
    const cloud = { openIdMetadataUrl: openId.metadataUrl, tokenIssuer: ISSUER, serviceHosts: ['127.0.0.1'] };
    const token = async (): Promise<string> => 'token-1';
    const secured = await startTeams({ config, cloud, token });
    teams = {
      ...secured,
      connector: early.connector,
      stop: async () => void (await Promise.all([secured.stop(), early.stop()])),
    };
    terminal.error = () => undefined;
  });
  after(async () => {
    terminal.error = printError;
    await openId.close();
    await teams.stop();
  });

  const knock = (authorization: string | undefined, more: object = {}): Promise<Answer> =>
    post(
      teams.url,
      { ...says({ serviceUrl: teams.connector.url }, 'hej'), ...more },
      authorization === undefined ? {} : { Authorization: authorization },
    );
  const refusedWith = async (status: number, answer: Promise<Answer>): Promise<void> => {
    const turns = teams.bot.inbound.length;
    const { status: actual, text } = await answer;
    expect([actual, text]).to.deep.equal([status, '']);
    expect(teams.bot.inbound).to.have.length(turns);
  };

  it('lets a good token in and answers with a token of its own', async () => {
    expect((await knock(openId.token())).status).to.equal(200);
    expect(teams.bot.inbound).to.have.length(1);
    expect(teams.connector.calls[0]?.authorization).to.equal('Bearer token-1');
  });

  const now = (): number => Math.floor(Date.now() / 1_000);
  const bad: [string, () => SignOptions][] = [
    ['a forged signature', () => ({ forged: true })],
    ['a key nobody published', () => ({ header: { kid: 'key-2' } })],
    ['no key id', () => ({ header: { kid: undefined } })],
    [
      'a key by address',
      () => ({ header: { kid: undefined, jku: 'https://evil.example/keys' }, forged: true }),
    ],
    ['an expired token', () => ({ claims: { exp: now() - hour } })],
    ['a token that is not valid yet', () => ({ claims: { nbf: now() + hour } })],
    ['another audience', () => ({ claims: { aud: '00000000-0000-0000-0000-000000000000' } })],
    ['no audience', () => ({ claims: { aud: undefined } })],
    ['another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
    [
      'the emulator as issuer',
      () => ({ claims: { iss: 'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/' } }),
    ],
    [
      'another bot as issuer',
      () => ({ claims: { iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, ver: '2.0', azp: APP } }),
    ],
    ['another serviceUrl', () => ({ claims: { serviceurl: 'https://smba.trafficmanager.net/emea/' } })],
    ['no serviceUrl in the token', () => ({ claims: { serviceurl: undefined } })],
    ['alg none beside a real signature', () => ({ header: { alg: 'none' } })],
    ['an unknown algorithm', () => ({ header: { alg: 'PS999' } })],
  ];
  for (const [what, options] of bad) {
    it(`${what} → 401, no turn, not a word`, () => refusedWith(401, knock(openId.token(options()))));
  }

  it('alg none without a signature → 401, no turn', async () => {
    const [, payload] = openId.token().split('.');
    const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    await refusedWith(401, knock(`Bearer ${header}.${payload}.`));
  });

  it('HS256 with the public key as its secret → 401, no turn', async () => {
    const [, payload] = openId.token().split('.');
    const text = `${Buffer.from('{"alg":"HS256","typ":"JWT","kid":"key-1"}').toString('base64url')}.${payload}`;
    const signature = createHmac('sha256', openId.publicPem).update(text).digest('base64url');
    await refusedWith(401, knock(`Bearer ${text}.${signature}`));
  });

  for (const header of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Bearer a.b.c',
    'Basic YTpi',
    'Bearer e30.e30.e30',
    'bearer',
  ]) {
    it(`the header ${JSON.stringify(header)} → 401, no turn`, () => refusedWith(401, knock(header)));
  }

  it('a token of which one letter was changed → 401, no turn', async () => {
    const [header = '', payload = '', signature = ''] = openId.token().split('.');
    const claims = Buffer.from(payload, 'base64url')
      .toString('utf8')
      .replace(/"nbf":\d/, '"nbf":9');
    const changed = Buffer.from(claims).toString('base64url');
    await refusedWith(401, knock([header, changed, signature].join('.')));
  });

  for (const serviceUrl of [
    undefined,
    '',
    null,
    'https://evil.example/',
    'http://10.0.0.1/',
    'https://127.0.0.1.evil.example/',
    'ftp://127.0.0.1/',
  ]) {
    it(`the serviceUrl ${JSON.stringify(serviceUrl)}, even where the token agrees → ${serviceUrl === null ? 400 : 401}, no turn`, async () => {
      const token = openId.token({ claims: { serviceurl: serviceUrl ?? undefined } });
      const expected = serviceUrl === null ? 400 : 401;
      await refusedWith(expected, knock(token, { serviceUrl }));
    });
  }

  for (const channelId of ['emulator', 'AseChannel', 'directline', 'webchat', '']) {
    it(`the channel ${JSON.stringify(channelId)} → 403, no turn`, () =>
      refusedWith(403, knock(openId.token(), { channelId })));
  }

  const conversation = { id: 'a:anna', conversationType: 'personal' };
  const foreign = '77777777-0000-0000-0000-000000000000';
  const tenants: [string, object][] = [
    [
      'another tenant',
      { conversation: { ...conversation, tenantId: foreign }, channelData: { tenant: { id: foreign } } },
    ],
    ['another tenant in the channel data alone', { channelData: { tenant: { id: foreign } } }],
    ['no tenant at all', { conversation, channelData: {} }],
  ];
  for (const [what, more] of tenants) {
    it(`${what} → 403, no turn`, () => refusedWith(403, knock(openId.token(), more)));
  }

  it('takes the tenant from the conversation where the channel data lacks it', async () => {
    expect((await knock(openId.token(), { channelData: undefined })).status).to.equal(200);
  });

  it('says 503 when the signing keys cannot be had, so that Teams tries again', async () => {
    const cloud = {
      openIdMetadataUrl: 'http://127.0.0.1:1/none',
      tokenIssuer: ISSUER,
      serviceHosts: ['127.0.0.1'],
    };
    const cut = await startTeams({ config, cloud, token: async () => 'x' });
    const headers = { Authorization: openId.token() };
    const answer = await post(cut.url, says({ serviceUrl: teams.connector.url }, 'hej'), headers);
    expect([answer.status, answer.text, cut.bot.inbound.length]).to.deep.equal([503, '', 0]);
    await cut.stop();
  });

  it('logs the reasons without the token', () => {
    const logs = teams.logs.join('');
    expect(logs).to.contain('serviceUrl refused').and.contain('tenant refused').and.not.contain('eyJ');
  });

  describe('where two tenants are let in', () => {
    const second = '88888888-0000-0000-0000-000000000000';
    let both: Harness;
    before(async () => {
      const cloud = {
        openIdMetadataUrl: openId.metadataUrl,
        tokenIssuer: ISSUER,
        serviceHosts: ['127.0.0.1'],
      };
      both = await startTeams({
        config: { ...config, tenants: [TENANT, second] },
        cloud,
        token: async () => 'x',
      });
    });
    after(() => both.stop());
    const from = (one: string, other: string): Promise<Answer> =>
      post(
        both.url,
        says({ serviceUrl: teams.connector.url }, 'hej', {
          conversation: { ...conversation, tenantId: one },
          channelData: { tenant: { id: other } },
        }),
        { Authorization: openId.token() },
      );

    it('each of them → 200', async () => {
      expect((await from(TENANT, TENANT)).status).to.equal(200);
      expect((await from(second, second.toUpperCase())).status).to.equal(200);
    });
    it('a third → 403, no turn', async () => {
      const turns = both.bot.inbound.length;
      expect((await from(foreign, foreign)).status).to.equal(403);
      expect(both.bot.inbound).to.have.length(turns);
    });
    it('one in the conversation and the other in the channel data → 403, no turn', async () => {
      expect((await from(TENANT, second)).status).to.equal(403);
    });
  });

  it('the issuer of another cloud than the configured one → 401, no turn', async () => {
    const own = { openIdMetadataUrl: openId.metadataUrl, tokenIssuer: 'https://api.botframework.us' };
    const gov = await startTeams({
      config: { ...config, cloud: { ...clouds.usgov, ...own, serviceHosts: ['127.0.0.1'] } },
      token: async () => 'x',
    });
    const send = (authorization: string): Promise<Answer> =>
      post(gov.url, says({ serviceUrl: teams.connector.url }, 'hej'), { Authorization: authorization });
    expect((await send(openId.token())).status).to.equal(401);
    expect((await send(openId.token({ claims: { iss: own.tokenIssuer } }))).status).to.equal(200);
    await gov.stop();
  });
});
