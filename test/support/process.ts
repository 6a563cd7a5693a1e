import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './app';
import { watched } from './log-watch';
import { RUNS_SOURCES } from './sources';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * `src/main.ts` as a process of its own, with nothing of our environment but what it needs to run; `preload` is a module that
 * is loaded before it.
 */
export function start(
  dir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  preload?: string,
): ChildProcess {
  const more = preload === undefined ? [] : ['-r', preload];
  const child = spawn(process.execPath, [...RUNS_SOURCES, ...more, 'src/main.ts', ...args], {
    cwd: ROOT,
    // The home is where the compiler keeps what it has unpacked.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: path.join(dir, 'data'),
      PORT: '0',
      ...env,
    },
  });
  child.stderr.pipe(watched(() => undefined));
  return child;
}

export function ended(child: ChildProcess, input?: string): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (data) => {
    out += data;
  });
  child.stderr?.on('data', (data) => {
    err += data;
  });
  child.stdin?.end(input ?? '');
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

export function untilStarted(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout?.on('data', (data) => {
      out += data;
      if (out.trim().split('\n').length >= 4) resolve(out);
    });
    child.once('close', (code) => reject(new Error(`ended with ${code}`)));
  });
}

/** The address that it said it listens on. */
export function addressIn(said: string): string {
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
  if (url === undefined) throw new Error(`no address in ${said}`);
  return url;
}

/** Lets no file of the process grow beyond so many bytes from now on, as on a full disk. False where that can't be done. */
export function limitFiles({ pid }: ChildProcess, bytes: number): boolean {
  return spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}`]).status === 0;
}
