import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { mongo } from 'mongoose';
import { startEmbeddedStore } from '../../../src/storage/embedded';
import { RUNS_SOURCES } from '../../support/sources';
import { temporaryDir } from './temporary-dir';

const LONG = 'a-directory-whose-name-is-so-long-that-no-unix-socket-fits-into-its-path-'.repeat(2);

describe('where the embedded store listens', () => {
  it('on a socket in its own directory, which only its owner may enter, and says once what it is', async () => {
    const dir = join(await temporaryDir(), 'data');
    const lines: string[] = [];
    const say = (_: object, line: string) => lines.push(line);
    const store = await startEmbeddedStore({ dir, log: { info: say, warn: say, error: say } });
    expect(decodeURIComponent(store.uri)).to.equal(
      `mongodb://${dir}/store.sock/cnatet?directConnection=true`,
    );
    expect((await stat(dir)).mode & 0o777).to.equal(0o700);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('embedded store');
    await store.close();
    await store.close();
  });

  it('on a socket in the folder it is given', async () => {
    const socketDir = await temporaryDir();
    const store = await startEmbeddedStore({ dir: await temporaryDir(), socketDir });
    expect(decodeURIComponent(store.uri)).to.contain(`${socketDir}/store.sock`);
    await store.close();
  });

  it('elsewhere, and privately, when the path of its directory is too long', async () => {
    const dir = join(await temporaryDir(), LONG);
    const store = await startEmbeddedStore({ dir });
    const socket = decodeURIComponent(/mongodb:\/\/([^/]+)/.exec(store.uri)?.[1] ?? '');
    expect(socket).to.match(/cnatet-\w+\/store\.sock$/);
    expect((await stat(join(socket, '..'))).mode & 0o777).to.equal(0o700);
    const client = await mongo.MongoClient.connect(store.uri);
    await client.db().collection('docs').insertOne({ a: 1 });
    await client.close();
    await store.close();
  });

  it('on a loopback port where there is no place for a socket', async () => {
    const place = join(await temporaryDir(), LONG);
    await mkdir(place);
    const child = fork(join(__dirname, 'child.ts'), ['hold', join(place, 'data')], {
      execArgv: [...RUNS_SOURCES],
      env: { ...process.env, TMPDIR: place },
    });
    const [words] = await once(child, 'message');
    expect(words.ready).to.match(/^mongodb:\/\/127\.0\.0\.1:\d+\/cnatet/);
    const client = await mongo.MongoClient.connect(words.ready);
    expect(await client.db().command({ ping: 1 })).to.include({ ok: 1 });
    await client.close();
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});
