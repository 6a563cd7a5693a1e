import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'restify';
import { delegate, type HttpServer } from '../http/server';
import type { Logger } from '../log';
import type { Language } from '../turn/turn';
import { type Downloads, FILES_PATH, type OpenFile } from './downloads';
import { type Page, renderPage } from './page';

interface RouteOptions {
  readonly downloads: Downloads;
  readonly clock: () => Date;
  readonly log: Logger;
}

const STATUS: Readonly<Record<Page, number>> = { ready: 200, gone: 404, denied: 403, away: 503 };

/**
 * `GET /files/<secret>` shows a page with a button, `POST` to the same address hands the file out, once. The secret is never
 * logged, no cache keeps the file, and no browser shows it as a page.
 */
export function mountDownloads(server: HttpServer, options: RouteOptions): void {
  server.get(
    `${FILES_PATH}/:secret`,
    delegate((req, res) => guarded(res, options, () => showPage(req, res, options))),
  );
  server.post(
    `${FILES_PATH}/:secret`,
    delegate((req, res) => guarded(res, options, () => handOut(req, res, options))),
  );
}

async function showPage(req: Request, res: Response, { downloads, clock }: RouteOptions): Promise<void> {
  const ticket = await downloads.peek(secretOf(req), clock());
  send(res, ticket === null ? 'gone' : 'ready', ticket?.language);
}

async function handOut(req: Request, res: Response, { downloads, clock, log }: RouteOptions): Promise<void> {
  const redeemed = await downloads.redeem(secretOf(req), clock());
  if (redeemed.outcome === 'gone') return send(res, 'gone');
  const { source, language } = redeemed.ticket;
  log.info({ source, outcome: redeemed.outcome }, 'file asked for');
  if (redeemed.outcome === 'denied') return send(res, 'denied', language);
  await stream(res, redeemed.file);
}

/** A file that breaks off in the middle ends the connection, so that nobody takes half of it for the whole. */
async function stream(res: Response, { name, mediaType, body }: OpenFile): Promise<void> {
  // restify's own writeHead is not node's: headers are set one by one.
  res.statusCode = 200;
  res.setHeader('Content-Type', mediaType);
  res.setHeader('Content-Disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`);
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  await pipeline(Readable.from(body, { objectMode: false }), res);
}

function send(res: Response, page: Page, language: Language = 'sv'): void {
  res.statusCode = STATUS[page];
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Security-Policy', "default-src 'none'; form-action 'self'; frame-ancestors 'none'");
  res.setHeader('X-Robots-Tag', 'noindex');
  res.end(renderPage(page, language));
}

async function guarded(res: Response, { log }: RouteOptions, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.error({ err: error }, 'file not handed out');
    if (res.headersSent) res.destroy();
    else send(res, 'away');
  }
}

function secretOf(req: Request): string {
  const { secret } = req.params as { readonly secret?: unknown };
  return typeof secret === 'string' ? secret : '';
}
