import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, variableNames } from '../../src/config';
import { FILES_PATH } from '../../src/downloads/downloads';
import { ROOT } from './dockerfile';

const service = z.looseObject({
  image: z.string(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  privileged: z.boolean().default(false),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  deploy: z.object({ replicas: z.number() }).optional(),
  stop_grace_period: z.string().optional(),
});
const composeFile = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
});

describe('compose.yaml', () => {
  const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
  const { services, networks } = composeFile.parse(parse(read('compose.yaml'), { merge: true }));
  const bot = service.parse(services.bot);

  it('hardens every service', () => {
    expect(Object.keys(services)).to.have.length(6);
    for (const [name, one] of Object.entries(services)) {
      expect(one, name).to.include({ read_only: true, privileged: false });
      expect(one.cap_drop, name).to.deep.equal(['ALL']);
      expect(one.security_opt, name).to.deep.equal(['no-new-privileges:true']);
      expect(one.image, name).to.match(/^(cnatet-bot|[\w/]+:\d[\w.-]*)$/);
    }
  });

  it('opens the proxy alone to the world, and lets it bind low ports, nothing more', () => {
    const open = Object.entries(services).filter(
      ([, { ports, cap_add }]) => ports.length + cap_add.length > 0,
    );
    expect(open.map(([name]) => name)).to.deep.equal(['proxy']);
    expect(services.proxy?.cap_add).to.deep.equal(['NET_BIND_SERVICE']);
  });

  it('keeps the database where only the bot reaches it, three members with a volume each', () => {
    expect(networks.store?.internal).to.equal(true);
    expect(services.proxy?.networks).to.deep.equal(['front']);
    const members = ['mongo1', 'mongo2', 'mongo3'];
    for (const name of members) {
      expect(services[name]?.networks).to.deep.equal(['store']);
      expect(services[name]?.volumes).to.deep.equal([`${name}:/data/db`]);
    }
    expect(bot.environment.MONGODB_URI).to.contain(`@${members.join(',')}/cnatet?replicaSet=rs0`);
  });

  it('runs three bots, each given longer to stop than the bot takes', () => {
    expect(bot.deploy?.replicas).to.equal(3);
    expect(Number.parseInt(bot.stop_grace_period ?? '', 10)).to.be.greaterThan(10);
    expect(bot.volumes).to.deep.equal([]);
  });

  it('gives the bot only variables that it knows, and starts with what it defaults to', () => {
    const known = new Set(read('.env.example').match(/\b[A-Z][A-Z_]+(?==)/g));
    expect(Object.keys(bot.environment).filter((name) => !known.has(name))).to.deep.equal([]);
    // As compose fills them in when nothing is set but the passwords.
    const filled = Object.entries(bot.environment).map(([name, value]) => [
      name,
      value.replace(/\$\{\w+:-(.*?)\}/g, '$1').replace(/\$\{\w+:\?.*?\}/g, '0123abcd'),
    ]);
    const config = readConfig({ NODE_ENV: 'production', ...Object.fromEntries(filled) });
    expect(config.mongodbUri).to.equal(
      'mongodb://cnatet:0123abcd@mongo1,mongo2,mongo3/cnatet?replicaSet=rs0',
    );
  });

  it('gives the bot every variable but those that the image or the topology decides', () => {
    const decided = /^(HOST|PORT|DATA_DIR|EMBEDDED_STORE|NODE_ENV|RETENTION_FILE|SLACK_API_URL)$/;
    const cloud = /^MICROSOFT_(CLOUD|SERVICE_HOSTS|TOKEN_ISSUER|OPENID_METADATA_URL|LOGIN_URL|OAUTH_SCOPE)$/;
    const left = variableNames.filter((name) => !decided.test(name) && !cloud.test(name));
    expect(Object.keys(bot.environment).filter((name) => left.includes(name))).to.have.members(left);
  });

  it('lets no other password than its own reach the bot', () => {
    expect(JSON.stringify(bot.environment)).not.to.match(/ROOT|REPLICA_KEY/);
  });

  it('joins the members in a script that is JavaScript', () => {
    const script = read('deploy/mongo-init.js');
    expect(() => new Script(script)).not.to.throw();
    expect(script).to.contain('replSetInitiate');
  });

  it('forwards the doors that the platforms mount, and no other path', () => {
    const paths = /^\s*path (.*)$/m.exec(read('deploy/Caddyfile'))?.[1]?.split(' ');
    const mounted = ['src/platforms/teams/index.ts', 'src/platforms/slack/index.ts'].flatMap((file) => [
      ...read(file).matchAll(/'(\/(?:api|slack)\/\w+)'/g),
    ]);
    expect(paths).to.deep.equal(mounted.map(([, found]) => found));
    const files = /@files \{\s*method GET POST\s*path (\S+)\s*\}/.exec(read('deploy/Caddyfile'))?.[1];
    expect(files).to.equal(`${FILES_PATH}/*`);
    expect(read('deploy/Caddyfile').match(/^\s*path /gm)).to.have.length(2);
  });
});
