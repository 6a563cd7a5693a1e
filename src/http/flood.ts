import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Request, Response } from 'restify';
import type { Logger } from '../log';
import type { Metrics } from '../metrics/metrics';
import type { HttpServer } from './server';

export interface FloodOptions {
  /** How many requests an address may make within {@link WINDOW_SECONDS}; 0 lets everything in. */
  readonly perAddress: number;
  /** How many proxies of our own stand before the bot: so many addresses at the end of X-Forwarded-For are theirs to tell. */
  readonly proxies: number;
  readonly metrics: Metrics;
  readonly log: Logger;
}

export const WINDOW_SECONDS = 10;

/** What watches over the bot must get through while somebody floods it. */
const NEVER_LIMITED = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Turns an address away that asks too often, with 429 and before anything of its body is read. In memory and for each process:
 * what it protects is this process's time. All of Teams comes from a few addresses of Microsoft's, so the limit has to be
 * far above what a network of some hundred people does; Teams and Slack come again after a 429.
 */
export function limitAddresses(server: HttpServer, options: FloodOptions): void {
  const { perAddress, proxies, metrics, log } = options;
  if (perAddress === 0) return;
  const limiter = new RateLimiterMemory({ points: perAddress, duration: WINDOW_SECONDS });
  server.pre((req, res, next) => {
    const address = addressOf(req, proxies);
    if (address === undefined || NEVER_LIMITED.has((req.url ?? '').split('?')[0] ?? '')) return next();
    limiter.consume(address).then(
      () => next(),
      ({ msBeforeNext, consumedPoints }: RateLimiterRes) => {
        metrics.limited('address');
        // Once for each flood: a log that grows with it would be a flood of its own. The address is personal data.
        if (consumedPoints === perAddress + 1) log.warn({ status: 429 }, 'an address was asked to slow down');
        res.once('close', () => next(false));
        refuse(res, msBeforeNext);
      },
    );
  });
}

function refuse(res: Response, msBeforeNext: number): void {
  res.statusCode = 429;
  res.setHeader('Retry-After', String(Math.max(1, Math.ceil(msBeforeNext / 1_000))));
  // What is left of the body is not read.
  res.setHeader('Connection', 'close');
  res.end();
}

/**
 * Whose request it is: the peer's address or, behind proxies of our own, the one that the outermost of them saw. An IPv6
 * address stands for its whole network of 64 bits, which is what one subscriber has. Undefined for this machine itself, but not
 * for what a proxy on it passes on, whatever address that is said to come from.
 */
export function addressOf(req: IncomingMessage | Request, proxies: number): string | undefined {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const seen = proxies === 0 ? undefined : forwarded.at(-Math.min(proxies, forwarded.length || 1));
  const address = (seen ?? req.socket.remoteAddress ?? '').slice(0, 64).replace(/^::ffff:/, '');
  const direct = forwarded.length === 0;
  if (direct && (address === '::1' || address.startsWith('127.'))) return undefined;
  return isIPv6(address) ? network(address) : address;
}

function network(address: string): string {
  const [head = '', tail = ''] = address.split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const missing = address.includes('::') ? Math.max(0, 8 - before.length - after.length) : 0;
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
