import { ok } from '../reply';
import type { Doc } from '../values';
import type { Call, Command } from './command';

const VERSION = [7, 0, 0, 0];

/**
 * A standalone server of MongoDB 7.0: no setName, so drivers send neither retryable writes nor transactions, and no
 * topologyVersion, so they poll instead of waiting on an awaitable hello.
 */
function hello({ store }: Call): Doc {
  return ok({
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: store.clock(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  });
}

const buildInfo = () =>
  ok({
    version: VERSION.slice(0, 3).join('.'),
    versionArray: VERSION,
    gitVersion: 'embedded',
    modules: [],
    allocator: 'embedded',
    storageEngines: ['embedded'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
  });

const HELLO: Command = { fields: null, run: hello };
const BUILD_INFO: Command = { fields: [], run: buildInfo };

export const HANDSHAKE_COMMANDS: Readonly<Record<string, Command>> = {
  hello: HELLO,
  isMaster: HELLO,
  ismaster: HELLO,
  ping: { fields: [], run: () => ok() },
  buildInfo: BUILD_INFO,
  buildinfo: BUILD_INFO,
  endSessions: { fields: [], run: () => ok() },
};
