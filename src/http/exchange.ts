import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds until the whole answer must be here. */
  readonly timeoutMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Far more than any answer that is waited for here; what comes beyond it is let go unread. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** The answer was not here in time; whether the request was carried out can't be said. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** No connection came about, as its cause says: nothing of the request has gone out. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

/**
 * One HTTP request and its answer, over connections that are kept open. Redirects are answers like any other: following one
 * would carry a token to an address that was never checked. Half the cost of `fetch`, whose streams nobody needs here.
 * @throws TimedOut, NotSent, or the system's error with its `code`.
 */
export function exchange({ method, url, headers, body, timeoutMs }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // Until then not a byte of the request is out; a connection that was kept is open from the beginning.
    let open = false;
    const secure = url.startsWith('https:');
    const request = secure ? tlsRequest : plainRequest;
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const outgoing = request(url, { method, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_ANSWER_BYTES) response.destroy();
        else chunks.push(chunk);
      });
      const done = (): void => {
        clearTimeout(timer);
        const { statusCode = 0, headers: received } = response;
        resolve({ status: statusCode, headers: received, body: Buffer.concat(chunks).toString('utf8') });
      };
      response.once('end', done);
      // A body that breaks off takes nothing back of what the status said.
      response.once('error', done);
      response.once('close', done);
    });
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(open ? error : new NotSent(error.message, { cause: error }));
    };
    const timer = setTimeout(() => outgoing.destroy(new TimedOut('no answer in time')), timeoutMs);
    outgoing.once('socket', (socket) => {
      const opened = (): void => {
        open = true;
      };
      if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', opened);
      else opened();
    });
    outgoing.once('error', fail);
    outgoing.end(body);
  });
}
