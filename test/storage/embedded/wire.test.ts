import { connect, type Socket } from 'node:net';
import { deserialize, serialize } from 'bson';
import { expect } from 'chai';
import { mongo } from 'mongoose';
import { type EmbeddedStore, startEmbeddedStore } from '../../../src/storage/embedded';
import { crc32c } from '../../../src/storage/embedded/wire';
import { pick, seeded } from './random';
import { temporaryDir } from './temporary-dir';

const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;

function message(opCode: number, payload: Buffer, length = payload.length + 16): Buffer {
  const header = Buffer.alloc(16);
  for (const [i, value] of [length, 77, 0, opCode].entries()) header.writeInt32LE(value, i * 4);
  return Buffer.concat([header, payload]);
}

const flagged = (flags: number, ...sections: Buffer[]) => {
  const bits = Buffer.alloc(4);
  bits.writeUInt32LE(flags);
  return Buffer.concat([bits, ...sections]);
};
const body = (command: object) => Buffer.concat([Buffer.from([0]), serialize(command)]);
const ping = body({ ping: 1, $db: 'test' });

function sequence(name: string, docs: object[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...docs.map((doc) => serialize(doc))]);
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeInt32LE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

function checksummed(): Buffer {
  const withoutSum = message(OP_MSG, flagged(1, ping), 16 + 4 + ping.length + 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32c(withoutSum));
  return Buffer.concat([withoutSum, sum]);
}

describe('the embedded store on the wire', () => {
  let store: EmbeddedStore;
  let client: mongo.MongoClient;
  let path: string;

  before(async () => {
    store = await startEmbeddedStore({ dir: await temporaryDir() });
    client = await mongo.MongoClient.connect(store.uri);
    path = decodeURIComponent(/mongodb:\/\/([^/?]+)/.exec(store.uri)?.[1] ?? '');
  });
  after(async () => {
    await client.close();
    await store.close();
  });

  const dial = async (): Promise<Socket> => {
    const socket = connect(path);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return socket;
  };

  /** Sends the parts one after the other; resolves with the answer's document, or 'closed' when the connection ends. */
  const send = async (...parts: Buffer[]): Promise<Record<string, unknown> | 'closed'> => {
    const socket = await dial();
    const answered = new Promise<Record<string, unknown> | 'closed'>((resolve) => {
      let received = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('close', () => resolve('closed'));
      socket.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        if (received.length < 4 || received.length < received.readInt32LE(0)) return;
        expect(received.readInt32LE(8)).to.equal(77);
        resolve(deserialize(received.subarray(received.readInt32LE(12) === OP_MSG ? 21 : 36)));
      });
    });
    for (const part of parts) {
      socket.write(part);
      await new Promise((done) => setImmediate(done));
    }
    const result = await answered;
    socket.destroy();
    return result;
  };

  it('answers a message', async () => {
    expect(await send(message(OP_MSG, flagged(0, ping)))).to.deep.equal({ ok: 1 });
  });

  it('answers a message that comes a byte at a time', async () => {
    const bytes = message(OP_MSG, flagged(0, ping));
    expect(await send(...Array.from(bytes, (_, i) => bytes.subarray(i, i + 1)))).to.deep.equal({ ok: 1 });
  });

  it('answers two messages in one packet', async () => {
    const one = message(OP_MSG, flagged(0, ping));
    const socket = await dial();
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    socket.write(Buffer.concat([one, one]));
    const expected = 2 * (16 + 5 + serialize({ ok: 1 }).length);
    while (Buffer.concat(received).length < expected) await new Promise((done) => setImmediate(done));
    socket.destroy();
  });

  it('takes sequences beside the body', async () => {
    const insert = body({ insert: 'seq', $db: 'wire' });
    expect(
      await send(message(OP_MSG, flagged(0, insert, sequence('documents', [{ _id: 1 }, { _id: 2 }])))),
    ).to.deep.equal({ n: 2, ok: 1 });
    expect(await client.db('wire').collection('seq').countDocuments()).to.equal(2);
  });

  it('greets a driver that starts with OP_QUERY', async () => {
    const query = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.from([0, 0, 0, 0, 255, 255, 255, 255]),
      serialize({ isMaster: 1, helloOk: true }),
    ]);
    const hello = (await send(message(OP_QUERY, query))) as Record<string, unknown>;
    expect(hello).to.include({
      ismaster: true,
      helloOk: true,
      maxWireVersion: 21,
      logicalSessionTimeoutMinutes: 30,
      ok: 1,
    });
    expect(hello).not.to.have.any.keys('setName', 'topologyVersion', 'compression');
  });

  it('checks a checksum when there is one', async () => {
    const good = checksummed();
    expect(await send(good)).to.deep.equal({ ok: 1 });
    const bad = Buffer.from(good);
    bad[bad.length - 1] = (bad.at(-1) ?? 0) ^ 1;
    expect(await send(bad)).to.equal('closed');
    expect(crc32c(Buffer.from('123456789'))).to.equal(0xe3069283);
  });

  const CLOSED: [string, Buffer][] = [
    ['a length below the header', message(OP_MSG, flagged(0, ping), 15)],
    ['a negative length', message(OP_MSG, flagged(0, ping), -1)],
    ['a length above 48 MB', message(OP_MSG, flagged(0, ping), 48_000_001)],
    ['an unknown opcode', message(1234, flagged(0, ping))],
    ['compression, which was never agreed on', message(OP_COMPRESSED, flagged(0, ping))],
    ['an unknown flag that must be understood', message(OP_MSG, flagged(1 << 5, ping))],
    [
      'an unknown kind of section',
      message(OP_MSG, flagged(0, Buffer.concat([Buffer.from([7]), serialize({ ping: 1 })]))),
    ],
    ['no body', message(OP_MSG, flagged(0))],
    ['two bodies', message(OP_MSG, flagged(0, ping, ping))],
    ['a sequence twice', message(OP_MSG, flagged(0, ping, sequence('a', []), sequence('a', [])))],
    ['a document that ends early', message(OP_MSG, flagged(0, ping.subarray(0, -3)))],
    ['text of HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    [
      'OP_QUERY on a collection',
      message(
        OP_QUERY,
        Buffer.concat([Buffer.alloc(4), Buffer.from('test.docs\0'), Buffer.alloc(8), serialize({})]),
      ),
    ],
  ];
  for (const [what, bytes] of CLOSED) {
    it(`closes the connection on ${what}, and no other`, async () => {
      expect(await send(bytes)).to.equal('closed');
      expect(await client.db().command({ ping: 1 })).to.deep.include({ ok: 1 });
    });
  }

  it('refuses a message without a database', async () => {
    expect(await send(message(OP_MSG, flagged(0, body({ ping: 1 }))))).to.deep.include({
      ok: 0,
      code: 40571,
    });
  });

  it('lives through 1,000 damaged messages of a fixed seed, and goes on answering', async function () {
    this.timeout(60_000);
    const random = seeded(4711);
    const sound = [
      message(OP_MSG, flagged(0, ping)),
      message(OP_MSG, flagged(0, body({ find: 'x', filter: { a: { $in: [1, 'x'] } }, $db: 'test' }))),
      message(
        OP_MSG,
        flagged(
          0,
          body({ insert: 'x', $db: 'test' }),
          sequence('documents', [{ a: 'text', b: [1, { c: 2 }] }]),
        ),
      ),
    ];
    for (let i = 0; i < 1000; i++) {
      const bytes = Buffer.from(pick(random, sound));
      for (let n = 1 + Math.floor(random() * 4); n > 0; n--)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const socket = await dial();
      socket.on('error', () => undefined);
      socket.end(bytes.subarray(0, random() < 0.2 ? Math.floor(random() * bytes.length) : undefined));
      socket.resume();
      await new Promise((done) => socket.once('close', done).setTimeout(20, () => socket.destroy()));
    }
    expect(await client.db().collection('alive').insertOne({ a: 1 })).to.include({ acknowledged: true });
    expect(store.checkIntegrity()).to.deep.equal([]);
  });

  it('refuses documents above 16 MB and nests no deeper than 200', async () => {
    const collection = client.db().collection('limits');
    const insert = (doc: object) =>
      client
        .db()
        .command({ insert: 'limits', documents: [doc] }, { ignoreUndefined: true })
        .catch((error: unknown) => error);
    const large = (await insert({ text: 'x'.repeat(16 * 1024 * 1024) })) as mongo.MongoServerError;
    expect(JSON.stringify(large)).to.contain('10334');
    await collection.insertOne({ text: 'x'.repeat(15 * 1024 * 1024) });
    expect((await collection.findOne({}))?.text).to.have.length(15 * 1024 * 1024);
    const grown = await collection
      .updateOne({}, { $set: { more: 'y'.repeat(2 * 1024 * 1024) } })
      .catch((error: unknown) => error);
    expect(grown).to.have.property('code', 10334);
    const deep = Array.from({ length: 250 }).reduce<object>((inner) => ({ a: inner }), {});
    expect(await insert(deep)).to.be.instanceOf(Error);
    expect(await client.db().command({ ping: 1 })).to.include({ ok: 1 });
  });
});
