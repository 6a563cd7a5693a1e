import type { Socket } from 'node:net';
import { runCommand } from './commands';
import type { Store } from './commands/command';
import { CommandError, messageOf } from './errors';
import type { StoreLog } from './log';
import type { Doc } from './values';
import {
  formatReply,
  MAX_MESSAGE_BYTES,
  messageLength,
  ProtocolError,
  parseMessage,
  type Request,
} from './wire';

/**
 * Serves one client: whole messages, one at a time and in their order. What isn't a message closes this connection and
 * touches nothing else.
 */
export function serveConnection(socket: Socket, store: Store, log: StoreLog): void {
  let chunks: Buffer[] = [];
  let size = 0;
  let busy = false;

  const close = (error: unknown) => {
    if (error instanceof ProtocolError)
      log.warn(
        { reason: error.message },
        'embedded store: closed a connection that does not speak the protocol',
      );
    else log.error({ err: error }, 'embedded store: closed a connection after an unexpected error');
    socket.destroy();
  };

  const takeMessage = (): Buffer | undefined => {
    if (size < 16) return undefined;
    if (chunks.length > 1 && (chunks[0]?.length ?? 0) < 16) chunks = [Buffer.concat(chunks)];
    const needed = messageLength(chunks[0] ?? Buffer.alloc(0));
    if (needed === undefined || size < needed) return undefined;
    const whole = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
    size -= needed;
    chunks = size > 0 ? [whole.subarray(needed)] : [];
    return whole.subarray(0, needed);
  };

  const serve = async () => {
    busy = true;
    for (let message = takeMessage(); message && !socket.destroyed; message = takeMessage()) {
      const request = parseMessage(message);
      const reply = await answer(store, request, log);
      if (!request.silent && !socket.destroyed) socket.write(reply);
    }
    busy = false;
    if (socket.isPaused()) socket.resume();
  };

  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (busy) {
      // The client sends on without waiting for its answers: it may be a message ahead, not more.
      if (size > MAX_MESSAGE_BYTES) socket.pause();
      return;
    }
    serve().catch(close);
  });
  socket.on('error', () => socket.destroy());
}

async function answer(store: Store, request: Request, log: StoreLog): Promise<Buffer> {
  try {
    return formatReply(request, await runCommand(store, request));
  } catch (error) {
    if (!(error instanceof CommandError))
      log.error(
        { command: Object.keys(request.body)[0], err: error },
        'embedded store: a command failed unexpectedly',
      );
    return formatReply(request, errorReply(error));
  }
}

function errorReply(error: unknown): Doc {
  const known = error instanceof CommandError ? error : new CommandError(1, messageOf(error));
  return { ok: 0, errmsg: known.message, code: known.code, codeName: known.codeName, ...known.extra };
}
