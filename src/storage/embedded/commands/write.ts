import { applyPipelineUpdate } from '../aggregate';
import type { Collection } from '../collection';
import { CommandError, failedToParse } from '../errors';
import { compileProjection } from '../projection';
import type { Found, Selection } from '../reader';
import { encodeReply, ok, Raw } from '../reply';
import { parseSort } from '../sorting';
import { parseUpdate, type Update } from '../update';
import { upsertBase, withId } from '../upsert';
import { type Doc, decode, encode, isDoc, toNumber } from '../values';
import {
  type Call,
  type Command,
  checkStatement,
  collectionName,
  isTrue,
  type Reply,
  requireDoc,
  type Store,
  statements,
} from './command';

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
type WriteError = Doc & { index: number };

/** Runs each statement; an error stops the rest when they are ordered, and is answered by its index. */
function runAll(
  all: readonly Uint8Array[],
  ordered: boolean,
  run: (statement: Uint8Array, index: number) => void,
): WriteError[] {
  const errors: WriteError[] = [];
  for (const [index, statement] of all.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (ordered) break;
    }
  }
  return errors;
}

const withErrors = (reply: Doc, errors: readonly WriteError[]): Doc =>
  ok(errors.length > 0 ? { ...reply, writeErrors: errors } : reply);
const isOrdered = (body: Doc) => body.ordered === undefined || isTrue(body.ordered);

function checkedSize(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw new CommandError(
      10334,
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
    );
  return bytes;
}

function insert(call: Call): Promise<Reply> {
  const name = collectionName(call, 'insert');
  const documents = statements(call, 'documents');
  return call.store.engine.write(() => {
    const collection = call.store.catalog.require(call.database, name);
    let n = 0;
    const errors = runAll(documents, isOrdered(call.body), (bytes) => {
      checkedSize(bytes);
      insertOne(collection, decodeGiven(bytes), bytes);
      n++;
    });
    return withErrors({ n }, errors);
  });
}

function decodeGiven(bytes: Uint8Array): Doc {
  try {
    return decode(bytes);
  } catch (error) {
    throw new CommandError(22, `invalid BSON: ${String(error)}`);
  }
}

/** The bytes go to the disk as they came, unless the _id is missing or not in the first place. */
function insertOne(collection: Collection, doc: Doc, bytes: Uint8Array): void {
  const complete = withId(doc);
  const isAsGiven = doc._id !== undefined && Object.keys(doc)[0] === '_id';
  collection.insert(complete, isAsGiven ? bytes : checkedSize(encode(complete)));
}

interface UpdateResult {
  readonly before: Found | undefined;
  readonly after: Uint8Array | undefined;
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId: unknown;
}

interface UpdateRequest extends Selection {
  readonly update: Update;
  readonly upsert: boolean;
}

/** Within a write: updates what is selected, or inserts when nothing is and `upsert` says so. */
function updateSelected(store: Store, collection: Collection, request: UpdateRequest): UpdateResult {
  // All are found before the first is changed, else a document that moves in its index would be met again.
  const found = Array.from(store.reader.select(collection, request));
  if (found.length === 0 && request.upsert) return upsert(collection, request);
  let modified = 0;
  let after: Uint8Array | undefined;
  for (const one of found) {
    const updated = request.update.apply(decode(one.bytes), false);
    after = checkedSize(encode(updated));
    if (one.bytes.equals(after)) continue;
    collection.replace(one.record, one.doc, updated, after);
    modified++;
  }
  return { before: found[0], after, matched: found.length, modified, upsertedId: undefined };
}

function upsert(collection: Collection, { filter, update }: UpdateRequest): UpdateResult {
  const doc = withId(update.apply(upsertBase(filter, update.isReplacement), true));
  const after = checkedSize(encode(doc));
  collection.insert(doc, after);
  return { before: undefined, after, matched: 0, modified: 0, upsertedId: doc._id };
}

const UPDATE_FIELDS = ['u', 'multi', 'upsert', 'arrayFilters', 'hint'];

function update(call: Call): Promise<Reply> {
  const name = collectionName(call, 'update');
  const updates = statements(call, 'updates');
  const { store } = call;
  return store.engine.write(() => {
    const collection = store.catalog.require(call.database, name);
    let [n, nModified] = [0, 0];
    const upserted: Doc[] = [];
    const errors = runAll(updates, isOrdered(call.body), (bytes, index) => {
      const statement = decode(bytes);
      checkStatement('q', statement, UPDATE_FIELDS, ['collation', 'c', 'sort']);
      const multi = isTrue(statement.multi);
      const parsed = parseUpdate(
        statement.u,
        requireDoc(statement.q, 'q'),
        statement.arrayFilters,
        store.clock(),
        applyPipelineUpdate,
      );
      if (multi && parsed.isReplacement)
        throw failedToParse('multi update is not supported for replacement-style update');
      const selection = { filter: statement.q, hint: statement.hint, limit: multi ? 0 : 1 };
      const result = updateSelected(store, collection, {
        ...selection,
        update: parsed,
        upsert: isTrue(statement.upsert),
      });
      if (result.upsertedId !== undefined) upserted.push({ index, _id: result.upsertedId });
      n += result.matched + Number(result.upsertedId !== undefined);
      nModified += result.modified;
    });
    return withErrors({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, errors);
  });
}

function remove(call: Call): Promise<Reply> {
  const name = collectionName(call, 'delete');
  const deletes = statements(call, 'deletes');
  const { store } = call;
  return store.engine.write(() => {
    const collection = store.catalog.find(call.database, name);
    let n = 0;
    const errors = runAll(deletes, isOrdered(call.body), (bytes) => {
      const statement = decode(bytes);
      checkStatement('q', statement, ['limit', 'hint'], ['collation']);
      const limit = toNumber(statement.limit);
      if (limit !== 0 && limit !== 1)
        throw failedToParse(
          `The limit field in delete objects must be 0 or 1. Got ${String(statement.limit)}`,
        );
      const filter = requireDoc(statement.q, 'q');
      const found = Array.from(store.reader.select(collection, { filter, hint: statement.hint, limit }));
      for (const one of found) collection?.remove(one.record, one.doc);
      n += found.length;
    });
    return withErrors({ n }, errors);
  });
}

function findAndModify(call: Call): Promise<Reply> {
  const { store, body } = call;
  const name = collectionName(call, 'findAndModify');
  const isRemoval = isTrue(body.remove);
  checkFindAndModify(body, isRemoval);
  const project = compileProjection(body.fields);
  const filter = body.query === undefined ? {} : requireDoc(body.query, 'query');
  const selection: Selection = { filter, sort: parseSort(body.sort), hint: body.hint, limit: 1 };
  const parsed = isRemoval
    ? undefined
    : parseUpdate(body.update, filter, body.arrayFilters, store.clock(), applyPipelineUpdate);
  return store.engine.write(() => {
    const collection = parsed
      ? store.catalog.require(call.database, name)
      : store.catalog.find(call.database, name);
    if (!parsed || !collection) return removeOne(store, collection, selection, project);
    const result = updateSelected(store, collection, {
      ...selection,
      update: parsed,
      upsert: isTrue(body.upsert),
    });
    const upserted = result.upsertedId === undefined ? {} : { upserted: result.upsertedId };
    const n = result.matched + Number(result.upsertedId !== undefined);
    const value = isTrue(body.new) ? result.after : result.before?.bytes;
    return modified({ n, updatedExisting: result.matched > 0, ...upserted }, value, project);
  });
}

function removeOne(
  store: Store,
  collection: Collection | undefined,
  selection: Selection,
  project?: (doc: Doc) => Doc,
): Reply {
  const [found] = store.reader.select(collection, selection);
  if (found) collection?.remove(found.record, found.doc);
  return modified({ n: found ? 1 : 0 }, found?.bytes, project);
}

function modified(lastErrorObject: Doc, bytes: Uint8Array | undefined, project?: (doc: Doc) => Doc): Reply {
  const value = bytes === undefined ? null : new Raw(project ? encode(project(decode(bytes))) : bytes);
  return encodeReply({ lastErrorObject, value, ok: 1 });
}

function checkFindAndModify(body: Doc, isRemoval: boolean): void {
  const hasUpdate = body.update !== undefined;
  if (isRemoval && hasUpdate) throw failedToParse('Cannot specify both an update and remove=true');
  if (isRemoval && isTrue(body.upsert))
    throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (isRemoval && isTrue(body.new))
    throw failedToParse(
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  if (!isRemoval && !hasUpdate) throw failedToParse('Either an update or remove=true must be specified');
  if (hasUpdate && !isDoc(body.update) && !Array.isArray(body.update))
    throw failedToParse('Update argument must be either an object or an array');
}

const WRITE = ['ordered', 'bypassDocumentValidation'];
const FIND_AND_MODIFY: Command = {
  fields: 'query sort remove update new fields upsert arrayFilters hint bypassDocumentValidation'.split(' '),
  refused: ['collation', 'let'],
  run: findAndModify,
};

export const WRITE_COMMANDS: Readonly<Record<string, Command>> = {
  insert: { fields: ['documents', ...WRITE], run: insert },
  update: { fields: ['updates', ...WRITE], refused: ['let'], run: update },
  delete: { fields: ['deletes', ...WRITE], refused: ['let'], run: remove },
  findAndModify: FIND_AND_MODIFY,
};
