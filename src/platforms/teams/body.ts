import type { IncomingMessage } from 'node:http';
import { readBody } from '../../http/body';
import { MAX_BODY_BYTES } from '../../http/server';
import { Refusal } from './authentication';

/**
 * Reads a JSON object from a request, at most {@link MAX_BODY_BYTES}.
 * @throws Refusal with 415 (not JSON by its type, or compressed), 413 or 400.
 */
export async function readJsonBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal('content type', 415);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw new Refusal('content encoding', 415);
  const body = parse(await readAll(request));
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('not an object', 400);
  return { ...body };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === 'too large') throw new Refusal('body too large', 413);
  if (body === 'cut off') throw new Refusal('body cut off', 400);
  return body;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new Refusal('not JSON', 400);
  }
}
