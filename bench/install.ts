import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');
const STARTS = 5;

/** Prints what `npm ci --omit=dev` puts on this machine's disk, and how long the compiled bot takes to answer /healthz. */
export async function benchInstall(print: (line: string) => void): Promise<void> {
  const installed = productionPackages();
  const sizes = installed.map((place) => ({ place, bytes: ownBytes(path.join(ROOT, place)) }));
  const largest = [...sizes].sort((a, b) => b.bytes - a.bytes).slice(0, 5);
  print(
    `production install: ${installed.length} packages, ${megabytes(sum(sizes.map(({ bytes }) => bytes)))}`,
  );
  print(
    `largest: ${largest.map(({ place, bytes }) => `${shortName(place)} ${megabytes(bytes)}`).join(', ')}`,
  );

  const folder = mkdtempSync(path.join(tmpdir(), 'cnatet-bench-'));
  try {
    compile(path.join(folder, 'dist'));
    for (const name of ['node_modules', 'knowledge', 'adaptive-cards', 'package.json']) {
      symlinkSync(path.join(ROOT, name), path.join(folder, name));
    }
    print(`compiled code: ${megabytes(ownBytes(path.join(folder, 'dist')))}`);
    const times: { listening: number; rss: number }[] = [];
    for (let n = 0; n < STARTS; n += 1) times.push(await start(folder, `data-${n}`));
    const [best, middle] = [0, Math.floor(STARTS / 2)].map(
      (n) => sorted(times.map(({ listening }) => listening))[n],
    );
    print(`start to listening, with the embedded store: median ${middle} ms, best ${best} ms of ${STARTS}`);
    print(`memory when started: ${megabytes(Math.max(...times.map(({ rss }) => rss)))}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the packages lie that are there and not only for development. */
function productionPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries<{ dev?: boolean }>(packages)
    .filter(([place, { dev }]) => place !== '' && dev !== true && exists(path.join(ROOT, place)))
    .map(([place]) => place);
}

function exists(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false }) !== undefined;
}

/** Bytes of a folder's files as they are, without the packages inside it, which are counted for themselves. */
function ownBytes(folder: string): number {
  return sum(
    readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : ownBytes(place);
      return lstatSync(place).size;
    }),
  );
}

/** Compiles into a folder of its own, so that what somebody runs from dist/ is left alone. */
function compile(target: string): void {
  const compiler = require.resolve('typescript/bin/tsc');
  const options = ['-p', path.join(ROOT, 'tsconfig.build.json'), '--noCheck', '--incremental', 'false'];
  const { status } = spawnSync(process.execPath, [compiler, ...options, '--outDir', target], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`tsc ended with ${status}`);
}

/** Starts the bot on an empty store and ends it; milliseconds until it says that it listens, and its memory then. */
async function start(folder: string, dataDir: string): Promise<{ listening: number; rss: number }> {
  const began = performance.now();
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  const bot = spawn(process.execPath, ['dist/main.js'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(bot, 'exit');
  await Promise.race([
    once(bot.stdout, 'data'),
    ended.then(([code]) => Promise.reject(new Error(`the bot ended with ${code}`))),
  ]);
  const listening = Math.round(performance.now() - began);
  const rss = residentBytes(bot.pid ?? 0);
  bot.kill('SIGTERM');
  await ended;
  return { listening, rss };
}

/** Asked of ps, since /proc is not everywhere. */
function residentBytes(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(stdout?.trim() || 0) * 1024;
}

const shortName = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 13);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

if (require.main === module) {
  benchInstall((line) => void process.stdout.write(`${line}\n`)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  });
}
