import { type ChildProcess, fork } from 'node:child_process';
import { Agent, type RequestOptions, request } from 'node:http';
import path from 'node:path';

export interface Target {
  readonly port: number;
  stop(): void;
}

export interface Sample {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

/** Starts a server of bench/servers in a process of its own, compiled as the tests are. */
export async function startServer(name: string, env: Readonly<Record<string, string>>): Promise<Target> {
  const child: ChildProcess = fork(path.join(__dirname, 'servers', `${name}.ts`), {
    execArgv: ['-r', 'ts-node/register'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return { port, stop: () => child.kill('SIGKILL') };
}

export interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Settles when the answer has come by a way of its own; left out where it is in the response. */
  readonly answered?: Promise<void>;
}

/** Sends one request and resolves with its status and body. */
export function send(port: number, call: Call, agent?: Agent): Promise<{ status: number; body: string }> {
  const options: RequestOptions = {
    host: '127.0.0.1',
    port,
    path: call.path,
    method: 'POST',
    headers: { ...call.headers, 'Content-Length': Buffer.byteLength(call.body) },
    agent,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(call.body);
  });
}

/** Keeps `concurrency` questions under way until `count` are answered; every response must be a 2xx. */
export async function load(
  port: number,
  count: number,
  concurrency: number,
  next: (index: number) => Call,
): Promise<Sample> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const times: number[] = [];
  let index = 0;
  const worker = async (): Promise<void> => {
    while (index < count) {
      const call = next(index++);
      const began = performance.now();
      const { status } = await send(port, call, agent);
      if (status < 200 || status > 299) throw new Error(`answered ${status}`);
      await call.answered;
      times.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), perSecond: times.length / seconds };
}
