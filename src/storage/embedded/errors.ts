/** Codes and names as in MongoDB's error_codes.yml: drivers and mongoose act on the numbers. */
const CODE_NAMES: Readonly<Record<number, string>> = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  16: 'InvalidLength',
  17: 'ProtocolError',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  57: 'DottedFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  91: 'ShutdownInProgress',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  197: 'InvalidIndexSpecificationOption',
  238: 'NotImplemented',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
};

/** An error that goes to the client as MongoDB would have said it; thrown before anything of the document is written. */
export class CommandError extends Error {
  constructor(
    readonly code: number,
    message: string,
    /** More fields of the answer, as keyPattern and keyValue of a duplicate key. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'CommandError';
  }

  get codeName(): string {
    return CODE_NAMES[this.code] ?? `Location${this.code}`;
  }
}

export const badValue = (message: string) => new CommandError(2, message);
export const failedToParse = (message: string) => new CommandError(9, message);
export const notSupported = (what: string) =>
  new CommandError(
    238,
    `${what} is not supported by the embedded store; set MONGODB_URI to use a MongoDB server`,
  );

/** Another process has the data directory. The message names the directory, the process and the remedy. */
export class StoreLockedError extends Error {
  readonly code = 'STORE_LOCKED';

  constructor(
    readonly dataDir: string,
    readonly pid: number,
    readonly lockFile: string,
    readonly elsewhere: boolean,
  ) {
    super(
      `The data directory ${dataDir} is in use by ${elsewhere ? 'a process on another machine or in another container, ' : ''}process ${pid}. ` +
        `Stop that process, give this one another DATA_DIR, or set MONGODB_URI so that both share a MongoDB server. ` +
        `If no such process runs, delete ${lockFile} and start again.`,
    );
    this.name = 'StoreLockedError';
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a client is told when the disk takes no more; `cause` is the system's own word for it. */
export function outOfDiskSpace(cause: string): CommandError {
  return new CommandError(
    14031,
    `the disk of the data directory is full or failing; nothing was written (${cause})`,
  );
}
