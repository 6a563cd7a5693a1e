/** Names of the driver's and mongoose's errors that mean: the store can't be reached now; the same call may work later. */
const AWAY = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongoClientClosedError',
  'MongoExpiredSessionError',
  'DisconnectedError',
  'StoreAwayError',
]);

/**
 * Codes by which a server that is there says "not now": its disk is full, it is ending, or another member has become the
 * primary. See MongoDB's error_codes.yml.
 */
const NOT_NOW = new Set([91, 189, 10107, 11600, 11602, 13435, 13436, 14031]);

/** The store didn't answer a moment ago, so it wasn't asked. */
export class StoreAwayError extends Error {
  override readonly name = 'StoreAwayError';

  constructor() {
    super('the store is away');
  }
}

/** True when an error means that the store is away, not that the request was wrong. */
export function isStoreAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (AWAY.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'number' && NOT_NOW.has(error.code)) return true;
  // With bufferCommands off, mongoose throws a plain MongooseError while it isn't connected.
  return (
    error.name === 'MongooseError' &&
    /before initial connection|not connected|buffering timed out/i.test(error.message)
  );
}

/** True when a unique index refused the write. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000;
}
