import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { layOut, ROOT, reachesBuild, readImage } from './dockerfile';

describe('the container image', () => {
  const image = readImage();

  it('runs as a numbered user that is not root', () => {
    expect(image.user).to.match(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('copies only what .dockerignore lets through', () => {
    const copies = [...image.text.matchAll(/^COPY (?!--from)(.*)$/gm)].flatMap(([, rest = '']) =>
      rest.split(' ').slice(0, -1),
    );
    expect(copies).to.include.members(['src', 'knowledge', 'adaptive-cards']);
    for (const source of copies) expect(reachesBuild(source), source).to.equal(true);
    for (const secret of ['.env', 'data', '.git', 'node_modules'])
      expect(reachesBuild(secret)).to.equal(false);
  });

  it('needs nothing but node for its healthcheck', () => {
    expect(image.healthcheck[0]).to.equal('node');
    expect(image.text).not.to.match(/\b(curl|wget|apt-get)\b/);
  });

  describe('laid out in a folder', () => {
    let folder: string;
    let port: number;
    let bot: ChildProcess;
    const app = (): string => path.join(folder, 'app');
    const env = (): NodeJS.ProcessEnv => ({
      PATH: process.env.PATH,
      ...image.env,
      PORT: String(port),
      DATA_DIR: path.join(folder, 'data'),
      EMBEDDED_STORE: 'allow',
      LOG_LEVEL: 'warn',
    });
    const healthy = (): number | null => {
      const [command = '', ...args] = image.healthcheck;
      return spawnSync(command, args, { env: env() }).status;
    };

    after(() => {
      bot?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });

    it('starts, answers, writes nothing beside its data, and stops when told', async function () {
      this.timeout(90_000);
      folder = mkdtempSync(path.join(tmpdir(), 'cnatet-image-'));
      layOut(image, app(), compile);
      port = await freePort();
      const before = contents(app());
      expect(healthy(), 'before the start').to.equal(1);

      const [command = '', ...args] = image.command;
      bot = spawn(command, args, { cwd: app(), env: env(), stdio: ['ignore', 'pipe', 'inherit'] });
      const [greeting] = await once(bot.stdout ?? bot, 'data');
      expect(String(greeting)).to.contain(`http://127.0.0.1:${port}`);

      const alive = await fetch(`http://127.0.0.1:${port}/healthz`);
      expect([alive.status, await alive.json()]).to.deep.equal([200, { status: 'ok' }]);
      expect(healthy(), 'while it runs').to.equal(0);

      bot.kill('SIGTERM');
      const [code] = await once(bot, 'exit');
      expect(code).to.equal(0);
      expect(healthy(), 'after the stop').to.equal(1);
      expect(contents(app())).to.deep.equal(before);
    });
  });
});

/** As `npm run build` does, but for the types, which are checked elsewhere. */
function compile(target: string): void {
  const compiler = require.resolve('typescript/bin/tsc');
  const options = ['--noCheck', '--incremental', 'false', '--outDir', target];
  execFileSync(process.execPath, [compiler, '-p', path.join(ROOT, 'tsconfig.build.json'), ...options]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Every file with its size and time of change; the linked packages left out. */
function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('node_modules'))
    .map((name) => {
      const { size, mtimeMs } = statSync(path.join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .sort();
}
