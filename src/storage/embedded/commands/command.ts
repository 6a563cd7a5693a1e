import type { Catalog } from '../catalog';
import { checkName } from '../catalog';
import type { Cursors } from '../cursors';
import type { Engine } from '../engine';
import { badValue, CommandError, notSupported } from '../errors';
import type { Reader } from '../reader';
import { type Doc, encode, isDoc, toNumber } from '../values';

/** What every command works with. */
export interface Store {
  readonly engine: Engine;
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly cursors: Cursors;
  readonly clock: () => Date;
}

export interface Call {
  readonly store: Store;
  readonly database: string;
  readonly body: Doc;
  /** Documents that came beside the body, as raw BSON. */
  readonly sequences: ReadonlyMap<string, Uint8Array[]>;
}

export type Reply = Doc | Uint8Array;

export interface Command {
  /** Fields it understands beside its own name and the generic ones; null means any (handshakes carry what they like). */
  readonly fields: readonly string[] | null;
  /** Fields that MongoDB knows and this store refuses by name unless they are empty. */
  readonly refused?: readonly string[];
  run(call: Call): Reply | Promise<Reply>;
}

const GENERIC = new Set(
  '$db lsid $clusterTime $readPreference comment maxTimeMS readConcern writeConcern apiVersion apiStrict apiDeprecationErrors $client'.split(
    ' ',
  ),
);
const TRANSACTION = ['txnNumber', 'autocommit', 'startTransaction', 'stmtId', 'stmtIds'];

/** @throws CommandError for a field that isn't known or isn't supported, and for anything of a transaction */
export function checkCall(name: string, command: Command, body: Doc): void {
  if (TRANSACTION.some((field) => field in body))
    throw new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  checkConcerns(body);
  if (command.fields === null) return;
  const allowed = new Set([name, ...command.fields]);
  for (const [field, value] of Object.entries(body)) {
    if (allowed.has(field) || GENERIC.has(field)) continue;
    if (!command.refused?.includes(field))
      throw new CommandError(40415, `BSON field '${name}.${field}' is an unknown field.`);
    if (!isEmpty(value)) throw notSupported(`the option ${field} of ${name}`);
  }
}

/** Off, empty, or the simple collation, which compares as this store does. */
const isEmpty = (value: unknown) =>
  value === false ||
  value === null ||
  value === undefined ||
  (isDoc(value) &&
    (Object.keys(value).length === 0 || (value.locale === 'simple' && Object.keys(value).length === 1)));

/** The same for the fields of one statement of a write command. */
export function checkStatement(
  name: string,
  statement: Doc,
  allowed: readonly string[],
  refused: readonly string[],
): void {
  checkCall(name, { fields: allowed, refused, run: () => ({}) }, statement);
}

function checkConcerns(body: Doc): void {
  const level = isDoc(body.readConcern) ? body.readConcern.level : undefined;
  if (level !== undefined && !['local', 'available', 'majority'].includes(String(level)))
    throw new CommandError(
      72,
      `readConcern level ${String(level)} needs a replica set, which the embedded store is not`,
    );
  const w = isDoc(body.writeConcern) ? body.writeConcern.w : undefined;
  if (w === undefined || w === 'majority') return;
  const number = toNumber(w);
  if (number === undefined || number > 1) throw badValue("cannot use 'w' > 1 when a host is not replicated");
}

/** The collection a command names. @throws CommandError 73 for a name that can't be one */
export function collectionName({ body, database }: Call, command: string): string {
  const name = body[command];
  if (typeof name !== 'string') throw new CommandError(73, `collection name has invalid type for ${command}`);
  checkName(database, name);
  return name;
}

const MAX_WRITE_BATCH = 100_000;

/** The statements of a write command, from the body or beside it, as raw BSON. */
export function statements(call: Call, field: string): Uint8Array[] {
  const beside = call.sequences.get(field);
  const inside = call.body[field];
  const all = beside ?? (Array.isArray(inside) ? inside.map((one) => encode(requireDoc(one, field))) : []);
  if (all.length < 1 || all.length > MAX_WRITE_BATCH)
    throw new CommandError(
      16,
      `Write batch sizes must be between 1 and ${MAX_WRITE_BATCH}. Got ${all.length} operations.`,
    );
  return all;
}

export function requireDoc(value: unknown, name: string): Doc {
  if (!isDoc(value))
    throw new CommandError(14, `BSON field '${name}' is the wrong type, expected type 'object'`);
  return value;
}

export const isTrue = (value: unknown): boolean => value === true || (toNumber(value) ?? 0) !== 0;
