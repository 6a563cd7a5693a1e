import { expect } from 'chai';
import { ConfigError, readConfig } from '../src/config';

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

const teams = {
  MICROSOFT_APP_ID: '11111111-1111-1111-1111-111111111111',
  MICROSOFT_APP_PASSWORD: 'secret',
  MICROSOFT_APP_TENANT_ID: '22222222-2222-2222-2222-222222222222',
};
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };

describe('configuration', () => {
  it('needs nothing: a trial on this machine alone', () => {
    const config = readConfig({});
    expect(config).to.include({ host: '127.0.0.1', port: 3978, dataDir: './data', trial: true });
    expect(config.timezone).to.equal('Europe/Stockholm');
    expect(config).to.not.have.property('teams.appId');
  });

  it('takes an https address for links to files, or this machine', () => {
    expect(readConfig({}).publicUrl).to.equal(undefined);
    expect(readConfig({ PUBLIC_URL: 'https://bot.example.se/c/' }).publicUrl).to.equal(
      'https://bot.example.se/c',
    );
    expect(readConfig({ PUBLIC_URL: 'http://127.0.0.1:3978' }).publicUrl).to.equal('http://127.0.0.1:3978');
    const wrong = ['http://bot.example.se', 'bot.example.se', 'https://a:b@bot.example.se', 'https://x/?q=1'];
    for (const url of [...wrong, 'javascript:alert(1)', 'ftp://bot.example.se', 'https://x/#a'])
      expect(mistakesOf({ PUBLIC_URL: url }).join(), url).to.include('PUBLIC_URL must be the https address');
  });

  it('is frozen, its parts as well', () => {
    const config = readConfig({ ...teams, ...slack, COORDINATORS: 'teams:a' });
    expect(config).to.be.frozen;
    expect(config.teams).to.be.frozen;
    expect(config.slack).to.be.frozen;
    expect(config.coordinators).to.be.frozen;
  });

  it('listens to the world only with credentials', () => {
    expect(readConfig(teams).host).to.equal('0.0.0.0');
    expect(readConfig(slack).host).to.equal('0.0.0.0');
    expect(mistakesOf({ HOST: '0.0.0.0' }))
      .to.have.lengthOf(1)
      .and.satisfy((m: string[]) => m[0]?.startsWith('HOST'));
    expect(readConfig({ HOST: '::1' }).host).to.equal('::1');
  });

  it('is no trial as soon as there are coordinators or credentials', () => {
    expect(readConfig({ COORDINATORS: 'terminal:anna' }).trial).to.equal(false);
    expect(readConfig(slack).trial).to.equal(false);
  });

  it('refuses half a platform', () => {
    expect(mistakesOf({ MICROSOFT_APP_ID: 'x' }).join()).to.match(/TENANT_ID.*PASSWORD/s);
    expect(mistakesOf({ MICROSOFT_APP_PASSWORD: 'x', MICROSOFT_APP_TENANT_ID: 't' }).join()).to.include(
      'MICROSOFT_APP_ID',
    );
    expect(mistakesOf({ SLACK_SIGNING_SECRET: 'x' }).join()).to.include('SLACK_BOT_TOKEN');
    expect(mistakesOf({ SLACK_BOT_TOKEN: 'xoxb-1' }).join()).to.include('SLACK_SIGNING_SECRET');
  });

  it('lets a managed identity go without a password, and Socket Mode without a signing secret', () => {
    const { MICROSOFT_APP_PASSWORD: _, ...identity } = teams;
    expect(mistakesOf({ ...identity, MICROSOFT_APP_TYPE: 'UserAssignedMSI' })).to.deep.equal([]);
    expect(mistakesOf({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).to.deep.equal([]);
  });

  it('names all mistakes in one go, without their values', () => {
    const secret = 'hunter2-very-secret';
    const mistakes = mistakesOf({
      PORT: '99999',
      TIMEZONE: 'Mars/Olympus',
      SLACK_BOT_TOKEN: secret,
      LOG_LEVEL: 'loud',
    });
    expect(mistakes.map((mistake) => mistake.split(' ')[0])).to.have.members([
      'PORT',
      'TIMEZONE',
      'SLACK_BOT_TOKEN',
      'LOG_LEVEL',
    ]);
    expect(mistakes.join()).to.not.include(secret);
  });

  it('refuses coordinators without a platform', () => {
    expect(mistakesOf({ COORDINATORS: 'anna@orebro.se' }).join()).to.include('COORDINATORS');
    expect(readConfig({ COORDINATORS: ' teams:a , slack:U1 ' }).coordinators).to.deep.equal([
      'teams:a',
      'slack:U1',
    ]);
  });

  it('refuses the embedded store in production unless it is allowed', () => {
    expect(mistakesOf({ NODE_ENV: 'production' }).join()).to.include('MONGODB_URI');
    expect(mistakesOf({ NODE_ENV: 'production', EMBEDDED_STORE: 'allow' })).to.deep.equal([]);
    expect(mistakesOf({ NODE_ENV: 'production', MONGODB_URI: 'mongodb://db/x' })).to.deep.equal([]);
  });

  it('treats an empty value as none, as .env files have them', () => {
    expect(readConfig({ PORT: '', MONGODB_URI: ' ', MICROSOFT_APP_ID: '' }).port).to.equal(3978);
  });

  describe('the cloud that Teams runs in', () => {
    const cloudOf = (env: Record<string, string> = {}) => readConfig({ ...teams, ...env }).teams?.cloud;

    it('is the public one, another that is named, or one described by its addresses', () => {
      expect(cloudOf()?.serviceHosts).to.include('smba.trafficmanager.net');
      expect(cloudOf({ MICROSOFT_CLOUD: 'usgov' })).to.include({
        tokenIssuer: 'https://api.botframework.us',
      });
      const own = {
        MICROSOFT_SERVICE_HOSTS: 'smba.example.se, .Teams.example.se',
        MICROSOFT_TOKEN_ISSUER: 'https://api.example.se',
      };
      expect(cloudOf(own)).to.deep.include({
        serviceHosts: ['smba.example.se', '.teams.example.se'],
        tokenIssuer: 'https://api.example.se',
        loginUrl: 'https://login.microsoftonline.com/botframework.com',
      });
    });

    for (const [name, value] of [
      ['MICROSOFT_CLOUD', 'mars'],
      ['MICROSOFT_SERVICE_HOSTS', 'https://smba.example.se/'],
      ['MICROSOFT_SERVICE_HOSTS', '.com'],
      ['MICROSOFT_SERVICE_HOSTS', '*'],
      ['MICROSOFT_OPENID_METADATA_URL', 'http://login.example.se/keys'],
      ['MICROSOFT_LOGIN_URL', 'ftp://login.example.se'],
      ['MICROSOFT_ALLOWED_TENANT_IDS', '*'],
    ] as const) {
      it(`cannot have ${value} for ${name}`, () => {
        expect(mistakesOf({ ...teams, [name]: value }).join()).to.match(new RegExp(`^${name} `));
      });
    }
  });

  it('refuses a token for the metrics that could be guessed, and limits below nothing', () => {
    const mistakes = mistakesOf({ METRICS_TOKEN: 'secret', FLOOD_PER_PERSON: '-1', PROXY_HOPS: 'all' });
    expect(mistakes.map((mistake) => mistake.split(' ')[0])).to.have.members([
      'METRICS_TOKEN',
      'FLOOD_PER_PERSON',
      'PROXY_HOPS',
    ]);
    expect(mistakes.join()).to.not.include('secret');
  });
});
