import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { expect } from 'chai';
import { TENANT } from '../../support/teams-activity';
import { type Harness, startTeams } from './harness';

const config = {
  appId: '99999999-8888-7777-6666-555555555555',
  appPassword: 'not-a-secret',
  tenantId: TENANT,
  appType: 'SingleTenant' as const,
};

describe('Teams’ credentials', () => {
  const factory = ConfigurationServiceClientCredentialFactory.prototype;
  const { createCredentials } = factory;
  let teams: Harness;
  let made = 0;
  let fetched = 0;
  /** Entra ID: each fetch takes a while, and some are refused. */
  let refuses = false;
  const getToken = async (): Promise<string> => {
    fetched += 1;
    await new Promise((resolve) => setImmediate(resolve));
    if (refuses) throw new Error('not-a-secret is refused');
    return `token-${fetched}`;
  };

  before(async () => {
    factory.createCredentials = async () => {
      made += 1;
      return { getToken } as never;
    };
    teams = await startTeams({ config, cloud: { serviceHosts: ['127.0.0.1'] } });
  });
  after(async () => {
    factory.createCredentials = createCredentials;
    await teams.stop();
  });
  const send = async (): Promise<unknown> => {
    const address = { serviceUrl: teams.connector.url, conversation: 'a:anna', bot: '28:bot' };
    const reply = { views: [{ kind: 'notice', tone: 'info', text: 'Hej.' }], language: 'sv' } as const;
    return teams.platform.send(address, reply, { key: 'k' });
  };

  it('don’t keep the bot from starting when they are refused, and say so without the reason’s text', async () => {
    refuses = true;
    await teams.platform.start?.();
    expect(fetched).to.equal(1);
    expect(teams.logs.join('')).to.include('Teams: no access token yet').and.not.include('not-a-secret');
    refuses = false;
  });

  it('are warm when the bot has started: nobody waits for the first token', async () => {
    await teams.platform.start?.();
    expect([made, fetched]).to.deep.equal([1, 2]);
  });

  it('are fetched once for all who send at the same moment', async () => {
    const before = fetched;
    await Promise.all(Array.from({ length: 50 }, send));
    expect([made, fetched]).to.deep.equal([1, before + 1]);
    const shown = new Set(teams.connector.calls.map(({ authorization }) => authorization));
    expect([...shown]).to.deep.equal([`Bearer token-${before + 1}`]);
  });
});
