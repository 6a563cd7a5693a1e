import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreLog } from './log';

/** Unix socket paths end at 104 bytes on macOS and 108 on Linux, with the closing zero. */
const MAX_SOCKET_PATH = 103;
export const SOCKET_NAME = 'store.sock';

export interface Listener {
  /** As the host part of a MongoDB connection string. */
  readonly host: string;
  close(): Promise<void>;
}

/**
 * Listens on a socket in `directory`, which only its owner may enter; in a private temporary folder where that path is
 * too long or can't hold a socket; on a random loopback port where there are no sockets at all.
 */
export async function listen(
  directory: string,
  onConnection: (socket: Socket) => void,
  log: StoreLog,
): Promise<Listener> {
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    onConnection(socket);
  };
  const own = await trySocket(join(directory, SOCKET_NAME), accept);
  if (own) return listener(own, encodeURIComponent(join(directory, SOCKET_NAME)), sockets);
  const temporary = await mkdtemp(join(tmpdir(), 'cnatet-'));
  const other = await trySocket(join(temporary, SOCKET_NAME), accept);
  const remove = () => rm(temporary, { recursive: true, force: true });
  if (other) return listener(other, encodeURIComponent(join(temporary, SOCKET_NAME)), sockets, remove);
  await remove();
  const server = createServer({ noDelay: true }, accept);
  await listening(server, () => server.listen(0, '127.0.0.1'));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  log.warn(
    { port },
    'embedded store: no Unix socket to be had, so every user of this machine can reach the store on a loopback port',
  );
  return listener(server, `127.0.0.1:${port}`, sockets);
}

async function trySocket(path: string, accept: (socket: Socket) => void): Promise<Server | undefined> {
  if (process.platform === 'win32' || Buffer.byteLength(path) > MAX_SOCKET_PATH) return undefined;
  // The lock of the data directory is ours by now, so a socket that lies here belongs to nobody.
  await rm(path, { force: true });
  const server = createServer(accept);
  return listening(server, () => server.listen(path)).then(
    () => server,
    () => undefined,
  );
}

function listening(server: Server, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.removeListener('error', reject);
      resolve();
    });
    start();
  });
}

function listener(
  server: Server,
  host: string,
  sockets: ReadonlySet<Socket>,
  after = async () => {},
): Listener {
  return {
    host,
    async close() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
      await after();
    },
  };
}
