import { connect } from 'node:net';
import { expect } from 'chai';
import { createHttpServer, delegate, type HttpServer, mountHealth } from '../../src/http/server';
import { createLogger } from '../../src/log';

describe('attacks on the HTTP server', () => {
  let server: HttpServer;
  let base: string;
  let ready = true;

  before(async () => {
    // As in production, but for patience.
    server = createHttpServer(createLogger('silent'), {
      ...{
        headersTimeout: 300,
        requestTimeout: 600,
        connectionsCheckingInterval: 50,
        keepAliveTimeout: 5_000,
      },
    });
    mountHealth(server, async () => ({ store: ready }));
    server.post(
      '/echo',
      delegate((_req, res) => {
        res.send(200, 'ok');
      }),
    );
    server.post(
      '/read',
      delegate(async (req, res) => {
        const chunks: unknown[] = await req.toArray().catch(() => []);
        if (!res.headersSent) res.send(200, chunks.length);
      }),
    );
    server.get('/throws', async () => {
      throw new Error('secret detail');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server.close());

  const alive = async (): Promise<void> => {
    expect((await fetch(`${base}/healthz`)).status).to.equal(200);
  };

  /** Bytes as they are, which no client library would send. */
  const raw = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.end(bytes));
      let answer = '';
      socket.on('data', (data) => {
        answer += data;
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });

  for (const [method, path, status] of [
    ['GET', '/echo', 405],
    ['PUT', '/echo', 405],
    ['GET', '/nope', 404],
    ['POST', '/nope', 404],
    ['GET', '/echo/', 404],
  ] as const) {
    it(`${method} ${path} → ${status}, not a word, and it lives on`, async () => {
      const response = await fetch(base + path, { method });
      expect(response.status).to.equal(status);
      expect(await response.text()).to.equal('');
      await alive();
    });
  }

  for (const [name, head] of [
    ['a malformed Host header', 'GET /healthz HTTP/1.1\r\nHost: [::bad\r\n'],
    ['a Host header with a path', 'GET /healthz HTTP/1.1\r\nHost: a/b\r\n'],
    ['an unclosed bracket in the URL', 'GET http://[/a HTTP/1.1\r\nHost: x\r\n'],
    ['a URL that names another host', 'GET //evil/healthz HTTP/1.1\r\nHost: x\r\n'],
    ['an absolute URL', 'GET http://evil/healthz HTTP/1.1\r\nHost: x\r\n'],
    ['a URL of broken escapes', 'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n'],
    ['oversized headers', `GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n`],
    ['no HTTP at all', 'hello\r\n'],
  ] as const) {
    it(`${name} → 4xx, and it lives on`, async () => {
      expect(await raw(`${head}Connection: close\r\n\r\n`)).to.match(/^HTTP\/1\.1 4\d\d /);
      await alive();
    });
  }

  for (const [name, bytes] of [
    ['headers a byte at a time (slowloris)', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: '],
    [
      'a body that never ends (slow post)',
      'POST /read HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    ],
    ['a connection that says nothing', ''],
  ] as const) {
    it(`${name} → cut off, and others are answered meanwhile`, async () => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1');
      socket.on('error', () => undefined);
      if (bytes !== '') socket.write(bytes);
      const drip = setInterval(() => bytes !== '' && socket.writable && socket.write('a'), 40);
      const closed = new Promise((resolve) => socket.on('close', resolve).resume());
      await alive();
      await closed;
      clearInterval(drip);
      await alive();
    });
  }

  it('five hundred slow connections at once → all cut off, and others are answered meanwhile', async () => {
    const sockets = Array.from({ length: 500 }, () => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
      return new Promise((resolve) => socket.on('close', resolve).resume());
    });
    await alive();
    await Promise.all(sockets);
    await alive();
  });

  it('two lengths for one body (request smuggling) → 4xx', async () => {
    const head = 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(await raw(`${head}0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`)).to.match(
      /^HTTP\/1\.1 400 /,
    );
    await alive();
  });

  for (const [what, header] of [
    ['a header with a line break in it', 'X-A: a\rSet-Cookie: b'],
    ['a header name with a space', 'X A: b'],
    ['a thousand headers', Array.from({ length: 3_000 }, (_, n) => `X-${n}: y`).join('\r\n')],
  ] as const) {
    it(`${what} → 4xx or left out, and it lives on`, async () => {
      const answer = await raw(`GET /healthz HTTP/1.1\r\nHost: x\r\n${header}\r\nConnection: close\r\n\r\n`);
      expect(answer)
        .to.match(/^HTTP\/1\.1 (200|4\d\d) /)
        .and.not.include('Set-Cookie');
      await alive();
    });
  }

  for (const [what, head] of [
    ['TRACE, which would echo a secret header', 'TRACE /healthz HTTP/1.1'],
    ['a made-up method', 'BREW /healthz HTTP/1.1'],
    ['OPTIONS for everything', 'OPTIONS * HTTP/1.1'],
    ['a tunnel to another host', 'CONNECT evil.example:443 HTTP/1.1'],
    ['HTTP/2 spoken in the open', 'PRI * HTTP/2.0'],
  ] as const) {
    it(`${what} → refused or cut off, and it lives on`, async () => {
      const answer = await raw(`${head}\r\nHost: x\r\nX-Secret: hush\r\nConnection: close\r\n\r\n`);
      expect(answer)
        .to.match(/^(?:$|HTTP\/1\.1 4\d\d )/)
        .and.not.include('hush');
      await alive();
    });
  }

  it('a request to become a web socket → answered like any other, and the connection isn’t left open', async () => {
    const upgrade = 'Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n';
    const answer = await raw(`GET /healthz HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`);
    expect(answer).to.match(/^HTTP\/1\.1 200 /);
    await alive();
  });

  it('requests sent in one go, the last of them malformed → cut off, and it lives on', async () => {
    const sound = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
    expect(await raw(`${sound.repeat(50)}GET /healthz HTTP/9.9\r\n\r\n`)).to.match(/HTTP\/1\.1 400 /);
    await alive();
  });

  it('an error inside → 500 without a word of it', async () => {
    const response = await fetch(`${base}/throws`);
    expect(response.status).to.equal(500);
    expect(await response.text()).to.equal('');
    await alive();
  });

  it('sends headers that keep browsers from doing anything with it', async () => {
    const { headers } = await fetch(`${base}/healthz`);
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('content-security-policy')).to.include("default-src 'none'");
    expect(headers.get('server') ?? '').to.equal('');
  });

  it('says ready only when everything is', async () => {
    expect((await fetch(`${base}/readyz`)).status).to.equal(200);
    ready = false;
    const response = await fetch(`${base}/readyz`);
    expect(response.status).to.equal(503);
    expect(await response.json()).to.deep.equal({ status: 'not ready', checks: { store: false } });
  });
});
