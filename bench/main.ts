import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Each in a process of its own, so that memory and warm code are its own. */
const BENCHMARKS = ['turn', 'knowledge', 'store', 'records', 'install'];
const TIME_LIMIT_MS = 10 * 60_000;

/** `npm run bench` runs them all, `npm run bench -- turn knowledge` those named. */
const asked = process.argv.slice(2);
const failed: string[] = [];
for (const name of BENCHMARKS.filter((known) => asked.length === 0 || asked.includes(known))) {
  process.stdout.write(`\n== ${name}\n`);
  const file = path.join(__dirname, `${name}.ts`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '-r', 'ts-node/register', file], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: TIME_LIMIT_MS,
  });
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) process.stderr.write(`\nended with an error: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
