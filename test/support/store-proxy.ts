import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** What becomes of the next message that the matcher fits. */
export type Cut =
  /** The connection breaks before the server has it: nothing is carried out. */
  | 'before'
  /** It breaks when the server answers: it was carried out, and nobody hears of it. */
  | 'after';

export interface StoreProxy {
  /** In place of the store's own address. */
  readonly uri: string;
  /** The next message that holds all of the words meets this. */
  cut(when: Cut, ...words: string[]): void;
  /** Ends every connection and takes no new ones, as a server that is gone; `open()` takes it back. */
  close(): Promise<void>;
  open(): Promise<void>;
}

/** A wire between the bot and its database, which a test can cut. */
export async function startStoreProxy(storeUri: string): Promise<StoreProxy> {
  const upstream = new URL(storeUri);
  const host = decodeURIComponent(upstream.host || (/mongodb:\/\/([^/?]+)/.exec(storeUri)?.[1] ?? ''));
  const reach = (): Socket =>
    host.startsWith('/') ? connect(host) : connect(Number(upstream.port || 27_017), upstream.hostname);
  const sockets = new Set<Socket>();
  let plan: { readonly when: Cut; readonly words: readonly string[] } | undefined;

  const server = createServer((client) => {
    const store = reach();
    for (const socket of [client, store]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        store.destroy();
      });
    }
    let deaf = false;
    client.on('data', (data) => {
      const fits = plan?.words.every((word) => data.includes(word)) === true;
      if (!fits) return void store.write(data);
      const { when } = plan ?? {};
      plan = undefined;
      if (when === 'before') return void client.destroy();
      deaf = true;
      store.write(data);
    });
    store.on('data', (data) => {
      if (deaf) client.destroy();
      else client.write(data);
    });
  });
  const open = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await open(0);
  const { port } = server.address() as AddressInfo;
  return {
    uri: `mongodb://127.0.0.1:${port}${upstream.pathname.startsWith('/') ? upstream.pathname : '/cnatet'}?directConnection=true`,
    cut: (when, ...words) => {
      plan = { when, words };
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
    open: () => open(port),
  };
}
