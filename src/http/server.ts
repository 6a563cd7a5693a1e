import { createServer, type Next, type Request, type Response, type Server } from 'restify';
import type { Logger } from '../log';
import { inTurn } from '../trace';

export type HttpServer = Server;

/** `first()` runs before restify parses the URL; its published types lack it. */
interface WithFirst {
  first(handler: (req: Request, res: Response) => boolean): void;
}

/** A JSON body larger than this is refused; Teams' largest activity with a card is 28 KB, a form's values less than 100. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Milliseconds, by the names that Node's own server has for them. */
export interface Timeouts {
  readonly headersTimeout: number;
  /** For the whole request, from its first byte to the last of its body. */
  readonly requestTimeout: number;
  /** How often slow requests are looked for; Node's own default of 30 seconds would be added to each of the others. */
  readonly connectionsCheckingInterval: number;
  /** Longer than a load balancer's, so that it isn't the bot that closes a connection just as a request is sent on it. */
  readonly keepAliveTimeout: number;
}

/** Slow headers and bodies are cut off rather than kept open. */
const TIMEOUTS: Timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 65_000,
};

/**
 * The HTTP server with its guards. One malformed Host header or URL would otherwise end the process,
 * so both are parsed before restify sees them.
 */
export function createHttpServer(log: Logger, timeouts: Timeouts = TIMEOUTS): HttpServer {
  const isParseable = createParseable();
  const server = createServer({ name: '', handleUncaughtExceptions: false, ignoreTrailingSlash: false });
  (server as Server & WithFirst).first((req, res) => {
    secure(res);
    if (isParseable(req)) return true;
    res.statusCode = 400;
    res.end();
    return false;
  });
  server.on(
    'restifyError',
    (_req: Request, res: Response, error: { statusCode?: number }, done: () => void) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) log.error({ err: error, status }, 'request failed');
      // Through restify, which would else send the error itself, text and all, after us.
      if (!res.headersSent) res.sendRaw(status, '', { 'Content-Type': 'text/plain; charset=utf-8' });
      done();
    },
  );
  // restify listens for upgrades and answers none: such a connection would stay open for ever, beyond every timeout, and hold up a
  // stop. Without a listener node takes the request for one like any other.
  server.server.removeAllListeners('upgrade');
  Object.assign(server.server, timeouts);
  return server;
}

/** A path that no parser refuses. */
const PLAIN_PATH = /^(?:\/[\w.-]+)+$/;

/** Tells whether a request's host and URL can be parsed. Nearly all come to the same host: it is parsed once. */
function createParseable(): (req: Request) => boolean {
  let good: string | undefined;
  return ({ headers: { host = 'localhost' }, url = '/' }) => {
    if (host === good && PLAIN_PATH.test(url)) return true;
    try {
      if (!/^[\w.:[\]-]{1,255}$/.test(host)) return false;
      new URL(url, `http://${host}`);
      if (!url.startsWith('/') || url.startsWith('//')) return false;
      good = host;
      return true;
    } catch {
      return false;
    }
  };
}

function secure(res: Response): void {
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  res.setHeader('Cache-Control', 'no-store');
}

/**
 * Hands a request to a listener that answers in its own time. restify must not hear of it before the response is closed, or
 * it answers 500 "reached the end of the handler chain". What is done for the request has one id in the log.
 */
export function delegate(
  listener: (req: Request, res: Response) => void | Promise<void>,
): (req: Request, res: Response, next: Next) => void {
  return (req, res, next) => {
    res.once('close', () => next(false));
    void inTurn(() => listener(req, res));
  };
}

/** `/healthz` says alive; `/readyz` says whether turns that need the store can be run. */
export function mountHealth(
  server: HttpServer,
  ready: () => Promise<Readonly<Record<string, boolean>>>,
): void {
  server.get(
    '/healthz',
    delegate((_req, res) => {
      res.send(200, { status: 'ok' });
    }),
  );
  server.get(
    '/readyz',
    delegate(async (_req, res) => {
      const checks = await ready();
      const ok = Object.values(checks).every(Boolean);
      res.send(ok ? 200 : 503, { status: ok ? 'ready' : 'not ready', checks });
    }),
  );
}
