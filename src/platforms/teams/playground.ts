import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Logger } from '../../log';

export interface PlaygroundOptions {
  /** The bot's own address, with its path. */
  readonly endpoint: string;
  /** Where .m365agentsplayground.yml and node_modules lie. */
  readonly rootDir: string;
  readonly log: Logger;
  /** With credentials the bot lets nobody in whom Microsoft hasn't signed for, so the Playground can't reach it. */
  readonly appId?: string;
  /** Left out: its usual port, or a free one where that is taken. */
  readonly port?: number;
  /** Ends the Playground; it also ends by itself when this process does. */
  readonly signal?: AbortSignal;
}

const USUAL_PORT = 56_150;
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 250;

/** The child would outlive us: it hears of our end by the channel between us, whatever ended us. */
const EXIT_WITH_PARENT = 'data:text/javascript,process.once("disconnect",()=>process.exit(0))';

/**
 * Starts Microsoft's Agents Playground, a local stand-in for Teams, as a child process beside the bot. It is a development
 * dependency and opens no browser.
 * @returns the address to open.
 * @throws Error when it isn't installed, the bot has credentials, or it doesn't come up within a minute.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<string> {
  const { endpoint, rootDir, log } = options;
  if (options.appId !== undefined)
    throw new Error('the Playground needs a bot without Teams credentials: leave out MICROSOFT_APP_ID');
  const port = options.port ?? (await freePort());
  const child = fork(findPlayground(rootDir), cliArguments(endpoint, port), {
    cwd: rootDir,
    execArgv: ['--import', EXIT_WITH_PARENT],
    env: childEnvironment(),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    signal: options.signal,
  });
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code) => {
    ended ??= `it ended with code ${code}`;
    log.info({ code }, 'Playground ended');
  });
  const url = `http://localhost:${port}`;
  await untilReady(`http://127.0.0.1:${port}`, () => ended).catch((error: unknown) => {
    child.kill();
    throw error;
  });
  return url;
}

function cliArguments(endpoint: string, port: number): string[] {
  return ['-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
}

/** Nothing of our own environment, where credentials may be; its log goes where logs of programs under trial belong. */
function childEnvironment(): Record<string, string> {
  const temporary = os.tmpdir();
  return {
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_LOGFILE: path.join(temporary, 'm365agentsplayground.log'),
    HOME: temporary,
  };
}

function findPlayground(rootDir: string): string {
  const require = createRequire(path.join(rootDir, 'package.json'));
  try {
    return path.join(path.dirname(require.resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js');
  } catch {
    throw new Error('the Playground is not installed: run npm ci with development dependencies');
  }
}

async function untilReady(url: string, ended: () => string | undefined): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const reason = ended();
    if (reason !== undefined) throw new Error(`the Playground did not start: ${reason}`);
    if (await isReady(url)) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('the Playground did not start within a minute');
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/_debug/ping`, { signal: AbortSignal.timeout(2_000) });
    return (await response.text()).includes('pong');
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  return (await tryPort(USUAL_PORT)) ?? (await tryPort(0)) ?? USUAL_PORT;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
