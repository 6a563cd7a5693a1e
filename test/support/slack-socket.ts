import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { BOT } from './slack-api';

/** Slack's end of Socket Mode: the API method that hands out an address, and the web socket behind it. */
export interface FakeSocket {
  readonly apiUrl: string;
  /** Sends an envelope once a client is connected, and resolves with what it acknowledges. */
  deliver(type: string, payload: object): Promise<{ envelope_id: string; payload?: Record<string, unknown> }>;
  stop(): Promise<void>;
}

/**
 * The web socket is made by hand (RFC 6455), enough for text frames of one fragment: a library for it would be there for one
 * test.
 */
export async function startFakeSocket(): Promise<FakeSocket> {
  const waiting = new Map<
    string,
    (ack: { envelope_id: string; payload?: Record<string, unknown> }) => void
  >();
  let client: Duplex | undefined;
  let connected: (() => void) | undefined;
  const ready = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const server = createServer((req, res) => {
    const { port } = server.address() as AddressInfo;
    res.setHeader('Content-Type', 'application/json');
    const opens = req.url?.endsWith('/apps.connections.open') === true;
    res.end(
      JSON.stringify(
        opens
          ? { ok: true, url: `ws://127.0.0.1:${port}/link` }
          : { ok: true, user_id: BOT.userId, team_id: BOT.teamId },
      ),
    );
  });
  server.on('upgrade', (req, socket: Duplex) => {
    const key = `${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    client = socket;
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      for (const text of readFrames(data)) {
        const ack = JSON.parse(text);
        waiting.get(ack.envelope_id)?.(ack);
      }
    });
    socket.write(
      frame(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } })),
    );
    connected?.();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let count = 0;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    deliver: async (type, payload) => {
      await ready;
      const envelope_id = `e${++count}`;
      const acked = new Promise<{ envelope_id: string }>((resolve) => waiting.set(envelope_id, resolve));
      client?.write(
        frame(
          JSON.stringify({ type, envelope_id, payload, accepts_response_payload: type !== 'events_api' }),
        ),
      );
      return acked;
    },
    stop: async () => {
      client?.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An unmasked text frame, as servers send them. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? Buffer.from([0x81, body.length])
      : Buffer.from([0x81, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
}

/** The texts of the masked frames that a client sent; control frames are passed over. */
function readFrames(data: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at + 6 <= data.length; ) {
    const short = (data[at + 1] ?? 0) & 127;
    const start = at + (short === 126 ? 4 : 2);
    const length = short === 126 ? data.readUInt16BE(at + 2) : short;
    const mask = data.subarray(start, start + 4);
    const body = Buffer.from(
      data.subarray(start + 4, start + 4 + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0)),
    );
    if (((data[at] ?? 0) & 15) === 1) texts.push(body.toString('utf8'));
    at = start + 4 + length;
  }
  return texts;
}
