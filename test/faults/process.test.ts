import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { mongo } from 'mongoose';
import { DATABASE, startEmbeddedStore } from '../../src/storage/embedded';
import { type Connector, startConnector } from '../support/connector';
import { addressIn, limitFiles, start, untilStarted } from '../support/process';
import { post, says } from '../support/teams-activity';
import { openTeamsChat, readable } from '../support/teams-chat';

/** SIGTERM must be done with in ten seconds; compose and Azure give fifteen. */
const DRAIN_MS = 10_000;

describe('faults: the process', function () {
  this.timeout(120_000);
  let dir: string;
  let connector: Connector;
  const children: ChildProcess[] = [];
  const dirs: string[] = [];

  before(async () => {
    connector = await startConnector();
  });
  beforeEach(() => connector.clear());
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    for (const made of dirs) await rm(made, { recursive: true, force: true });
    await connector.close();
  });

  const run = async (preload?: string): Promise<{ child: ChildProcess; url: string; log: () => string }> => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'cnatet-faults-'));
    dirs.push(dir);
    const child = start(dir, [], {}, preload);
    children.push(child);
    let log = '';
    child.stderr?.on('data', (data) => {
      log += data;
    });
    return { child, url: addressIn(await untilStarted(child)), log: () => log };
  };
  const inStore = async (name: string): Promise<mongo.Document[]> => {
    const store = await startEmbeddedStore({ dir: path.join(dir, 'data') });
    const client = await mongo.MongoClient.connect(store.uri);
    const found = await client.db(DATABASE).collection(name).find({}).toArray();
    await client.close();
    await store.close();
    return found;
  };

  /** One process for what doesn't need one of its own. */
  let first: ReturnType<typeof run> | undefined;
  const shared = (): ReturnType<typeof run> => {
    first ??= run(path.join(__dirname, 'reject.ts'));
    return first;
  };

  it('a mistake that nothing catches: logged without its text, counted, and the others’ turns go on', async () => {
    const { child, url, log } = await shared();
    const anna = await openTeamsChat(url, { connector });
    child.kill('SIGUSR2');
    await logged(child, log, 'unhandled rejection');
    expect(readable((await anna.say('principer'))[0])).to.include('rinciper');
    expect(await (await fetch(`${url}/metrics`)).text()).to.include('cnatet_unhandled_errors_total 1');
    expect(log()).to.not.include('a secret that somebody wrote');
    expect(child.exitCode).to.equal(null);
  });

  it('SIGTERM during a turn: no new ones, the turn is finished and answered, what it did is kept, exit 0 in time', async () => {
    const { child, url } = await shared();
    const agent = new Agent({ keepAlive: true });
    // A connection that is kept open without a request must not hold it up.
    await new Promise((resolve) =>
      get(`${url}/healthz`, { agent }, (res) => res.resume().on('end', resolve)),
    );
    // Teams is slow to take the answer: once refused for now, with a pause of a second before the next attempt.
    connector.misbehave({ status: 429, headers: { 'Retry-After': '1' } });
    const line = 'exempel: Läxhjälp | Verdandi | | Tisdagar';
    const answered = post(url, says({ serviceUrl: connector.url }, line));
    await connector.until(1);
    const told = performance.now();
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect((await answered).status).to.equal(200);
    const [code] = await exit;
    expect(code).to.equal(0);
    expect(performance.now() - told).to.be.lessThan(DRAIN_MS);
    expect(connector.messages().map(readable).join('\n')).to.match(/E-\d{4}-001/);
    const refused = await post(url, says({ serviceUrl: connector.url }, 'hej')).catch(() => 'refused');
    expect(refused).to.equal('refused');
    agent.destroy();
    expect(await inStore('examples')).to.have.length(1);
    expect((await inStore('turns')).map(({ state }) => state)).to.satisfy((states: string[]) =>
      states.every((state) => state === 'done'),
    );
  });

  it('a full disk: questions are answered, writing says that nothing was saved, and what was saved is whole', async function () {
    const { child, url, log } = await run();
    const anna = await openTeamsChat(url, { connector });
    const say = (text: string): ReturnType<typeof anna.say> =>
      anna.say(text).catch((error: Error) => {
        const ended = `${child.exitCode} ${child.signalCode}`;
        throw new Error(`${error.message}, ${error.cause}; the process: ${ended}; its log: ${log()}`);
      });
    // It says that it has started before it has reached the store.
    while ((await fetch(`${url}/readyz`)).status !== 200) await sleep(20);
    // The file has room for a record once one has been saved; before that it is chance whether another fits.
    expect(readable((await say('exempel: Innan | Verdandi | | Vi ses.'))[0])).to.match(/E-\d{4}-\d{3}/);
    const { size } = await stat(path.join(dir, 'data', 'store', 'data.mdb'));
    // As prlimit of Linux has it; elsewhere there is no way to fill the disk of one process.
    if (!limitFiles(child, size + 128 * 1_024)) return this.skip();
    let saved = 1;
    let answer = '';
    for (let n = 0; n < 160 && !answer.includes('når inte mina anteckningar'); n += 1) {
      answer = readable((await say(`exempel: Nummer ${n} | Verdandi | | ${'Vi ses. '.repeat(200)}`))[0]);
      if (/E-\d{4}-\d{3}/.test(answer)) saved += 1;
    }
    expect(answer, log()).to.include('når inte mina anteckningar').and.include('Din text finns kvar hos dig');
    expect(readable((await say('Vad är C-nätet?'))[0])).to.include('Källo');
    expect((await fetch(`${url}/healthz`)).status).to.equal(200);
    // lmdb itself never gets to see the full disk: its own way out of it can end the process.
    expect(log()).to.not.include('Write error');
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
    expect(saved).to.be.greaterThan(1);
    const kept = await inStore('examples');
    expect(kept).to.have.length(saved);
    for (const record of kept) expect(record.history).to.have.length(1);
  });
});

/** Resolves once the log holds the words; a test that waits in vain is ended by mocha. */
async function logged(child: ChildProcess, log: () => string, words: string): Promise<void> {
  while (!log().includes(words)) await once(child.stderr ?? child, 'data');
}
