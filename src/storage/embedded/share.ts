import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SOCKET_NAME } from './listen';

/**
 * The address of the store that another process on this machine has open in `dir`, for a second process that wants to use it
 * too; undefined when it has no socket there. That it is alive shows only on connecting.
 */
export function sharedStoreUri(dir: string, database: string): string | undefined {
  const socket = join(resolve(dir), SOCKET_NAME);
  return existsSync(socket)
    ? `mongodb://${encodeURIComponent(socket)}/${database}?directConnection=true`
    : undefined;
}
