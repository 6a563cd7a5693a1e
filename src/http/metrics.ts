import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'restify';
import { delegate, type HttpServer } from './server';

export interface MetricsRoute {
  readonly contentType: string;
  exposition(): Promise<string>;
  /** Whoever shows it as a bearer token may read; without one, this machine alone. */
  readonly token?: string;
}

/** `GET /metrics` in Prometheus' text format. */
export function mountMetrics(server: HttpServer, { contentType, exposition, token }: MetricsRoute): void {
  server.get(
    '/metrics',
    delegate(async (req, res) => {
      const allowed = token === undefined ? isThisMachine(req) : shows(req, token);
      res.statusCode = allowed ? 200 : token === undefined ? 403 : 401;
      if (!allowed) return void res.end();
      res.setHeader('Content-Type', contentType);
      res.end(await exposition());
    }),
  );
}

/** A proxy on this machine calls from here too, for somebody else. */
function isThisMachine(req: Request): boolean {
  const remote = req.socket.remoteAddress ?? '';
  const direct = req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined;
  return direct && (remote === '::1' || /^(::ffff:)?127\./.test(remote));
}

/** Compared by hash, so that neither the time it takes nor the length says how close a guess was. */
function shows(req: Request, token: string): boolean {
  const [, shown = ''] = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '') ?? [];
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(shown), hash(token));
}
