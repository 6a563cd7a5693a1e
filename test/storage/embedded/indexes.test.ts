import { expect } from 'chai';
import { mongo } from 'mongoose';
import { startEmbeddedStore } from '../../../src/storage/embedded';
import { isEmbedded, type TestStore, withStore } from '../with-store';
import { temporaryDir } from './temporary-dir';

type Doc = mongo.Document & { _id: number };

describe('indexes', () => {
  let store: TestStore;
  let client: mongo.MongoClient;
  let collection: mongo.Collection<Doc>;
  let serial = 0;

  before(async () => {
    store = await withStore();
    client = await mongo.MongoClient.connect(store.uri);
  });
  beforeEach(() => {
    collection = client.db().collection<Doc>(`c${++serial}`);
  });
  after(async () => {
    await client.close();
    await store.stop();
  });

  const failure = async (promise: Promise<unknown>) =>
    promise.then(() => undefined).catch((error: unknown) => error as mongo.MongoServerError);

  it('unique: a second value is refused with the key it broke', async () => {
    await collection.createIndex({ code: 1 }, { unique: true });
    await collection.insertOne({ _id: 1, code: 'E-2026-001' });
    const error = await failure(collection.insertOne({ _id: 2, code: 'E-2026-001' }));
    expect(error).to.deep.include({ code: 11000, keyPattern: { code: 1 }, keyValue: { code: 'E-2026-001' } });
    expect(error?.message).to.match(
      /^E11000 duplicate key error collection: .*\.c\d+ index: code_1 dup key: \{ code: "E-2026-001" \}/,
    );
  });

  it('unique: _id', async () => {
    await collection.insertOne({ _id: 1 });
    expect(await failure(collection.insertOne({ _id: 1 }))).to.deep.include({
      code: 11000,
      keyPattern: { _id: 1 },
      keyValue: { _id: 1 },
    });
  });

  it('unique: numbers of every type are the same key', async () => {
    await collection.createIndex({ n: 1 }, { unique: true });
    await collection.insertOne({ _id: 1, n: 5 });
    for (const n of [mongo.Long.fromNumber(5), new mongo.Double(5), mongo.Decimal128.fromString('5.00')])
      expect(await failure(collection.insertOne({ _id: 2, n }))).to.have.property('code', 11000);
    await collection.insertOne({ _id: 3, n: mongo.Long.fromString('9007199254740993') });
    await collection.insertOne({ _id: 4, n: mongo.Long.fromString('9007199254740992') });
  });

  it('unique: an update into a taken value changes nothing', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
    expect(await failure(collection.updateOne({ _id: 2 }, { $set: { a: 1, b: 1 } }))).to.have.property(
      'code',
      11000,
    );
    expect(await failure(collection.findOneAndUpdate({ _id: 2 }, { $set: { a: 1 } }))).to.have.property(
      'code',
      11000,
    );
    expect(await collection.findOne({ _id: 2 })).to.deep.equal({ _id: 2, a: 2 });
    await collection.updateOne({ _id: 2 }, { $set: { a: 3 } });
    await collection.updateOne({ _id: 1 }, { $set: { a: 2 } });
  });

  it('unique: missing counts as null, once', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ _id: 1 });
    expect(await failure(collection.insertOne({ _id: 2, a: null }))).to.deep.include({
      code: 11000,
      keyValue: { a: null },
    });
  });

  it('unique and compound', async () => {
    await collection.createIndex({ a: 1, b: -1 }, { unique: true });
    await collection.insertMany([
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
    ]);
    expect(await failure(collection.insertOne({ _id: 3, a: 1, b: 2 }))).to.deep.include({
      keyPattern: { a: 1, b: -1 },
      keyValue: { a: 1, b: 2 },
    });
  });

  it('unique and sparse: documents without the field are not in it', async () => {
    await collection.createIndex({ a: 1 }, { unique: true, sparse: true });
    await collection.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, a: null }]);
    expect(await failure(collection.insertOne({ _id: 4, a: null }))).to.have.property('code', 11000);
    expect(await collection.countDocuments({ a: null })).to.equal(3);
  });

  it('unique and partial: one active member for each administration', async () => {
    await collection.createIndex(
      { administration: 1 },
      { unique: true, partialFilterExpression: { active: true } },
    );
    await collection.insertMany([
      { _id: 1, administration: 'x', active: true },
      { _id: 2, administration: 'x', active: false },
    ]);
    expect(
      await failure(collection.insertOne({ _id: 3, administration: 'x', active: true })),
    ).to.have.property('code', 11000);
    expect(await failure(collection.updateOne({ _id: 2 }, { $set: { active: true } }))).to.have.property(
      'code',
      11000,
    );
    await collection.updateOne({ _id: 1 }, { $set: { active: false } });
    await collection.updateOne({ _id: 2 }, { $set: { active: true } });
    expect(await collection.countDocuments({ administration: 'x' })).to.equal(2);
    expect(await collection.countDocuments({ administration: 'x', active: true })).to.equal(1);
  });

  it('unique on an array: each element is a key, though the same document may repeat it', async () => {
    await collection.createIndex({ t: 1 }, { unique: true });
    await collection.insertOne({ _id: 1, t: ['a', 'b', 'a'] });
    expect(await failure(collection.insertOne({ _id: 2, t: ['c', 'b'] }))).to.deep.include({
      code: 11000,
      keyValue: { t: 'b' },
    });
    await collection.updateOne({ _id: 1 }, { $pull: { t: 'b' } } as never);
    await collection.insertOne({ _id: 3, t: ['b'] });
  });

  it('refuses two arrays in one index', async () => {
    await collection.createIndex({ a: 1, b: 1 });
    expect(await failure(collection.insertOne({ _id: 1, a: [1], b: [2] }))).to.have.property('code', 171);
  });

  it('cannot be made unique over duplicates, and then is not there', async () => {
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);
    expect(await failure(collection.createIndex({ a: 1 }, { unique: true }))).to.have.property('code', 11000);
    expect((await collection.indexes()).map((index) => index.name)).to.deep.equal(['_id_']);
    const both: mongo.IndexDescription[] = [
      { key: { b: 1 }, name: 'fine' },
      { key: { a: 1 }, name: 'broken', unique: true },
    ];
    expect(await failure(collection.createIndexes(both))).to.have.property('code', 11000);
    expect((await collection.indexes()).map((index) => index.name)).to.deep.equal(['_id_']);
  });

  it('are listed, made again without effect, and dropped', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    expect(await collection.createIndex({ a: 1 }, { unique: true })).to.equal('a_1');
    expect(await collection.indexes()).to.deep.equal([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1 }, name: 'a_1', unique: true },
    ]);
    expect(await failure(collection.dropIndex('_id_'))).to.have.property('code', 72);
    expect(await failure(collection.dropIndex('nope'))).to.have.property('code', 27);
    await collection.dropIndex('a_1');
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);
    expect(await failure(client.db().collection('nowhere').indexes())).to.have.property('code', 26);
  });

  it('refuse another index under the same name or with the same key', async () => {
    await collection.createIndex({ a: 1 }, { name: 'one' });
    expect(await failure(collection.createIndex({ b: 1 }, { name: 'one' }))).to.have.property('code', 86);
    expect(await failure(collection.createIndex({ a: 1 }, { name: 'two' }))).to.have.property('code', 85);
    expect(await failure(collection.createIndex({ a: 1 }, { name: 'one', unique: true }))).to.have.property(
      'code',
      86,
    );
  });

  it('hold keys longer than the disk’s own limit', async () => {
    await collection.createIndex({ a: 1 }, { unique: true });
    const long = (end: string) => 'å'.repeat(3000) + end;
    await collection.insertMany([
      { _id: 1, a: long('1') },
      { _id: 2, a: long('2') },
      { _id: 3, a: 'b' },
    ]);
    expect(await failure(collection.insertOne({ _id: 4, a: long('2') }))).to.have.property('code', 11000);
    expect((await collection.findOne({ a: long('2') }))?._id).to.equal(2);
    const sorted = await collection.find({ a: { $gte: 'b' } }, { sort: { a: -1 } }).toArray();
    expect(sorted.map((doc) => doc._id)).to.deep.equal([2, 1, 3]);
    expect(await collection.countDocuments({ a: { $gt: long('1') } })).to.equal(1);
  });

  it('TTL: documents expire by the clock, not before', async function () {
    if (!isEmbedded()) return this.skip();
    let now = new Date('2026-03-12T12:00:00Z');
    const dir = await temporaryDir();
    const own = await startEmbeddedStore({ dir, clock: () => now });
    const other = await mongo.MongoClient.connect(own.uri);
    const events = other.db().collection<Doc>('events');
    await events.createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
    const at = (time: string) => new Date(`2026-03-12T${time}Z`);
    await events.insertMany([
      { _id: 1, at: at('10:59:59') },
      { _id: 2, at: at('11:30:00') },
      { _id: 3, at: 'never' },
      { _id: 4 },
      { _id: 5, at: [at('12:00:00'), at('10:00:00')] },
    ]);
    expect(await own.expire()).to.equal(2);
    expect((await events.find().toArray()).map((doc) => doc._id)).to.deep.equal([2, 3, 4]);
    now = new Date('2026-03-12T12:30:01Z');
    expect(await own.expire()).to.equal(1);
    expect(own.checkIntegrity()).to.deep.equal([]);
    await other.close();
    await own.close();
  });
});
