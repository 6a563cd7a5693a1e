import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { create } from 'ts-node';
import { layOut, ROOT, reachesBuild, readImage } from './dockerfile';

describe('the container image', () => {
  const image = readImage();

  it('runs as a numbered user that is not root', () => {
    expect(image.user).to.match(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('is compiled by the build that npm start uses, from the sources alone into the folder that it runs', () => {
    expect(image.text).to.contain('RUN npm run build');
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    expect(scripts.build).to.equal('tsc -p tsconfig.build.json');
    const build = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.build.json'), 'utf8'));
    expect(build).to.deep.include({ include: ['src'] });
    expect(build.compilerOptions).to.include({ outDir: 'dist', rootDir: 'src', noEmit: false });
    expect(image.command).to.deep.equal(['node', 'dist/main.js']);
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

/**
 * The code as `npm run build` lays it out, compiled one file at a time as the tests are, which takes a tenth of the time; that
 * the compiler itself is content is checked elsewhere. Of data, it puts beside the code what the code imports.
 */
function compile(target: string): void {
  const { compile: transpile } = create({ cwd: ROOT, swc: true });
  const source = path.join(ROOT, 'src');
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = path.join(source, name);
    const text = readFileSync(file, 'utf8');
    write(path.join(target, name.replace(/\.ts$/, '.js')), transpile(text, file));
    for (const [, data = ''] of text.matchAll(/from '(\.[^']*\.json)'/g)) {
      const from = path.join(path.dirname(file), data);
      write(path.join(target, path.relative(source, from)), readFileSync(from, 'utf8'));
    }
  }
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
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
