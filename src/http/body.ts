import type { IncomingMessage } from 'node:http';

/** Why a body could not be read whole. */
export type Unread = 'too large' | 'cut off';

/**
 * Reads a request's body, at most `maxBytes` of it; what is announced as larger isn't begun. That it comes at all is the
 * server's `requestTimeout`'s business.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | Unread> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve('too large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (result: Buffer | Unread): void => {
      request.off('data', take);
      resolve(result);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) end('too large');
      else chunks.push(chunk);
    };
    request.on('data', take);
    request.once('end', () => end(Buffer.concat(chunks)));
    request.once('error', () => end('cut off'));
    request.once('close', () => end('cut off'));
  });
}
