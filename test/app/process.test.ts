import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { ended, start, untilStarted } from '../support/process';

describe('the process', function () {
  this.timeout(60_000);
  let dir: string;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'cnatet-process-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(dir, { recursive: true, force: true });
  });

  it('answers a script on stdout and exits with 0', async () => {
    const script = 'principer\nexempel: Läxhjälp | Almby IK | dialog | Varje torsdag\nexempel mina\n';
    const { code, out, err } = await ended(start(dir, ['chat']), script);
    expect(code, err).to.equal(0);
    expect(out).to.include('Självständighet och oberoende').and.include('Källa:');
    expect(out).to.match(/Sparat som E-\d{4}-001/);
    expect(out).to.include('Mina exempel').and.not.include('"level"');
  });

  it('starts with no configuration, says in four lines what is on, and stops when told', async () => {
    const child = start(dir, []);
    children.push(child);
    const said = (await untilStarted(child)).trim().split('\n');
    expect(said).to.have.length(4);
    expect(said[0])
      .to.match(/http:\/\/127\.0\.0\.1:\d+/)
      .and.include('Örebro');
    expect(said[1]).to.include('På:').and.include('Provläge');
    expect(said[2]).to.include('Av:').and.include('SLACK_BOT_TOKEN');
    expect(said[3]).to.include('npm run chat');
    const url = /http:\S+/.exec(said[0] ?? '')?.[0];
    expect((await fetch(`${url}/healthz`)).status).to.equal(200);

    // A second one on the same directory says so; a chat joins the first.
    const second = await ended(start(dir, []));
    expect(second.code).to.equal(1);
    expect(second.err).to.include('in use by process').and.include('DATA_DIR');
    expect(second.err).to.not.match(/^\s+at /m);
    const chat = await ended(start(dir, ['chat']), 'exempel: Från chatten | Almby IK\nexempel alla\n');
    expect(chat.code, chat.err).to.equal(0);
    expect(chat.out).to.include('Från chatten');

    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    expect(await closed).to.equal(0);
  });

  it('names every mistake of the configuration and exits with 1', async () => {
    const env = { PORT: 'many', TIMEZONE: 'Mars', SLACK_SIGNING_SECRET: 'hemlig' };
    const { code, err } = await ended(start(dir, [], env));
    expect(code).to.equal(1);
    expect(err).to.include('PORT').and.include('TIMEZONE').and.not.include('hemlig');
  });

  it('names the file, the entry and the remedy when the pack has a mistake', async () => {
    const { code, err } = await ended(start(dir, [], { KNOWLEDGE_DIR: dir }));
    expect(code).to.equal(1);
    expect(err)
      .to.include('pack.yaml')
      .and.not.match(/^\s+at /m);
  });
});
