import { expect } from 'chai';
import { mongo } from 'mongoose';
import { type TestStore, withStore } from '../with-store';

type Doc = mongo.Document & { _id: number };
const numbered = (count: number): Doc[] =>
  Array.from({ length: count }, (_, i) => ({ _id: i + 1, x: (i + 1) * 11 }));

/** The CRUD cases of the driver specifications, with data of our own. */
describe('the driver’s operations', () => {
  let store: TestStore;
  let client: mongo.MongoClient;
  let collection: mongo.Collection<Doc>;

  before(async () => {
    store = await withStore();
    client = await mongo.MongoClient.connect(store.uri);
    collection = client.db().collection<Doc>('crud');
  });
  beforeEach(async () => {
    await collection.deleteMany({});
    await collection.insertMany(numbered(5));
  });
  after(async () => {
    await client.close();
    await store.stop();
  });

  const ids = async () => (await collection.find({}, { sort: { _id: 1 } }).toArray()).map((doc) => doc._id);
  const failure = async (promise: Promise<unknown>) =>
    promise.then(() => undefined).catch((error: unknown) => error);

  describe('find', () => {
    it('with filter, sort, skip, limit and batchSize', async () => {
      const found = await collection
        .find({ _id: { $gt: 1 } }, { sort: { x: -1 }, skip: 1, limit: 2, batchSize: 1 })
        .toArray();
      expect(found.map((doc) => doc._id)).to.deep.equal([4, 3]);
    });

    it('in batches through getMore', async () => {
      await collection.insertMany(numbered(250).map((doc) => ({ ...doc, _id: doc._id + 100 })));
      const cursor = collection.find({}, { batchSize: 7 });
      expect(await cursor.toArray()).to.have.length(255);
      expect(cursor.id?.isZero()).to.equal(true);
    });

    it('forgets a cursor that is killed', async () => {
      const db = client.db();
      const { cursor } = await db.command({ find: 'crud', batchSize: 2 });
      expect(cursor.firstBatch).to.have.length(2);
      const id = mongo.Long.fromValue(cursor.id);
      expect(await db.command({ killCursors: 'crud', cursors: [id] })).to.deep.include({
        cursorsNotFound: [],
        ok: 1,
      });
      expect(await failure(db.command({ getMore: id, collection: 'crud' }))).to.have.property('code', 43);
    });

    it('with a projection', async () => {
      await collection.insertOne({
        _id: 9,
        a: { b: 1, c: 2 },
        list: [{ k: 1, v: 1 }, { k: 2 }],
        n: [1, 2, 3, 4],
      });
      const project = async (projection: mongo.Document) => collection.findOne({ _id: 9 }, { projection });
      expect(await project({ 'a.b': 1 })).to.deep.equal({ _id: 9, a: { b: 1 } });
      expect(await project({ 'list.k': 1, _id: 0 })).to.deep.equal({ list: [{ k: 1 }, { k: 2 }] });
      expect(await project({ list: 0, n: 0 })).to.deep.equal({ _id: 9, a: { b: 1, c: 2 } });
      expect(await project({ 'a.c': 0, list: 0, n: 0 })).to.deep.equal({ _id: 9, a: { b: 1 } });
      expect(await project({ n: { $slice: -2 }, a: 1 })).to.deep.equal({
        _id: 9,
        a: { b: 1, c: 2 },
        n: [3, 4],
      });
      expect(await project({ n: { $slice: [1, 2] }, a: 0, list: 0 })).to.deep.equal({ _id: 9, n: [2, 3] });
      expect(await project({ list: { $elemMatch: { k: 2 } } })).to.deep.equal({ _id: 9, list: [{ k: 2 }] });
      expect(await project({ _id: 1 })).to.deep.equal({ _id: 9 });
    });

    it('refuses inclusion and exclusion at once', async () => {
      expect(await failure(collection.findOne({}, { projection: { a: 1, b: 0 } }))).to.have.property(
        'code',
        31254,
      );
    });

    it('keeps the order of insertion without a sort', async () => {
      await collection.deleteOne({ _id: 2 });
      await collection.insertOne({ _id: 2, x: 0 });
      expect((await collection.find().toArray()).map((doc) => doc._id)).to.deep.equal([1, 3, 4, 5, 2]);
    });

    it('by a hint', async () => {
      await collection.createIndex({ x: 1 }, { name: 'by_x' });
      expect(await collection.find({ x: { $gte: 44 } }, { hint: 'by_x' }).toArray()).to.have.length(2);
      expect(await collection.find({ x: { $gte: 44 } }, { hint: { x: 1 } }).toArray()).to.have.length(2);
      expect(await failure(collection.find({}, { hint: 'nope' }).toArray())).to.have.property('code', 2);
      await collection.dropIndex('by_x');
    });
  });

  describe('insert', () => {
    it('one and many', async () => {
      expect(await collection.insertOne({ _id: 6, x: 1 })).to.deep.include({
        acknowledged: true,
        insertedId: 6,
      });
      expect((await collection.insertMany([{ _id: 7 }, { _id: 8 }])).insertedCount).to.equal(2);
      expect(await ids()).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('stops at a duplicate key when ordered', async () => {
      const error = (await failure(
        collection.insertMany([{ _id: 6 }, { _id: 1 }, { _id: 7 }]),
      )) as mongo.MongoBulkWriteError;
      expect(error.code).to.equal(11000);
      expect(error.insertedCount).to.equal(1);
      expect(error.writeErrors).to.have.property('length', 1);
      expect(await ids()).to.deep.equal([1, 2, 3, 4, 5, 6]);
    });

    it('goes on after a duplicate key when not ordered', async () => {
      const many = [{ _id: 1 }, { _id: 6 }, { _id: 2 }, { _id: 7 }];
      const error = (await failure(
        collection.insertMany(many, { ordered: false }),
      )) as mongo.MongoBulkWriteError;
      expect((error.writeErrors as mongo.WriteError[]).map((one) => one.index)).to.deep.equal([0, 2]);
      expect(await ids()).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    });

    it('returns documents as they were given', async () => {
      const doc = {
        _id: 20,
        when: new Date(0),
        id: new mongo.ObjectId(),
        bin: new mongo.Binary(Buffer.from([1, 2])),
        deep: { list: [1, 'å', null, { ok: true }] },
        n: 1.5,
        big: 2 ** 40,
      };
      await collection.insertOne({ ...doc });
      expect(await collection.findOne({ _id: 20 })).to.deep.equal(doc);
    });

    it('without waiting for the answer', async () => {
      await collection.insertOne({ _id: 30 }, { writeConcern: { w: 0 } });
      await client.db().command({ ping: 1 });
      for (let tries = 0; tries < 50 && !(await collection.findOne({ _id: 30 })); tries++)
        await new Promise((done) => setTimeout(done, 10));
      expect(await collection.countDocuments({ _id: 30 })).to.equal(1);
    });
  });

  describe('delete', () => {
    it('one and many', async () => {
      expect((await collection.deleteOne({ _id: { $gt: 3 } })).deletedCount).to.equal(1);
      expect((await collection.deleteMany({ _id: { $lt: 3 } })).deletedCount).to.equal(2);
      expect((await collection.deleteMany({ _id: 99 })).deletedCount).to.equal(0);
      expect(await collection.countDocuments()).to.equal(2);
    });
  });

  describe('findOneAnd…', () => {
    it('update, before and after', async () => {
      const sort: mongo.Sort = { x: -1 };
      expect(
        await collection.findOneAndUpdate({ _id: { $lt: 3 } }, { $inc: { x: 1 } }, { sort }),
      ).to.deep.equal({ _id: 2, x: 22 });
      const options = { sort, returnDocument: 'after', projection: { x: 1, _id: 0 } } as const;
      expect(
        await collection.findOneAndUpdate({ _id: { $lt: 3 } }, { $inc: { x: 1 } }, options),
      ).to.deep.equal({ x: 24 });
    });

    it('update of nothing', async () => {
      expect(await collection.findOneAndUpdate({ _id: 99 }, { $set: { x: 1 } })).to.equal(null);
    });

    it('upsert, before and after', async () => {
      expect(await collection.findOneAndUpdate({ _id: 10 }, { $set: { x: 1 } }, { upsert: true })).to.equal(
        null,
      );
      const result = await collection.findOneAndUpdate(
        { _id: 11 },
        { $set: { x: 2 } },
        { upsert: true, returnDocument: 'after', includeResultMetadata: true },
      );
      expect(result).to.deep.include({ value: { _id: 11, x: 2 } });
      expect(result.lastErrorObject).to.deep.include({ n: 1, updatedExisting: false, upserted: 11 });
    });

    it('replace and delete', async () => {
      expect(
        await collection.findOneAndReplace({ _id: 1 }, { y: 1 }, { returnDocument: 'after' }),
      ).to.deep.equal({ _id: 1, y: 1 });
      expect(await collection.findOneAndDelete({ _id: { $gt: 1 } }, { sort: { _id: -1 } })).to.deep.equal({
        _id: 5,
        x: 55,
      });
      expect(await collection.findOneAndDelete({ _id: 99 })).to.equal(null);
    });

    it('refuses contradictions', async () => {
      const command = (fields: mongo.Document) =>
        failure(client.db().command({ findAndModify: 'crud', query: {}, ...fields }));
      expect(await command({ remove: true, update: { $set: { a: 1 } } })).to.have.property('code', 9);
      expect(await command({ remove: true, new: true })).to.have.property('code', 9);
      expect(await command({})).to.have.property('code', 9);
    });
  });

  describe('bulkWrite', () => {
    it('of every kind', async () => {
      const result = await collection.bulkWrite([
        { insertOne: { document: { _id: 6, x: 66 } } },
        { updateOne: { filter: { _id: 1 }, update: { $set: { x: 0 } } } },
        { updateMany: { filter: { _id: { $gt: 4 } }, update: { $inc: { x: 1 } } } },
        { replaceOne: { filter: { _id: 7 }, replacement: { x: 77 }, upsert: true } },
        { deleteOne: { filter: { _id: 2 } } },
        { deleteMany: { filter: { _id: { $in: [3, 99] } } } },
      ]);
      expect(result).to.include({
        insertedCount: 1,
        matchedCount: 3,
        modifiedCount: 3,
        deletedCount: 2,
        upsertedCount: 1,
      });
      expect(result.upsertedIds).to.deep.equal({ 3: 7 });
      expect(await ids()).to.deep.equal([1, 4, 5, 6, 7]);
    });

    it('names the failed one by its index', async () => {
      const operations = [
        { insertOne: { document: { _id: 6 } } },
        { insertOne: { document: { _id: 1 } } },
        { deleteOne: { filter: { _id: 2 } } },
      ];
      const error = (await failure(collection.bulkWrite(operations))) as mongo.MongoBulkWriteError;
      expect((error.writeErrors as mongo.WriteError[])[0]?.index).to.equal(1);
      expect(await ids()).to.deep.equal([1, 2, 3, 4, 5, 6]);
    });
  });

  describe('count and distinct', () => {
    it('counts with skip and limit', async () => {
      expect(await collection.countDocuments({ _id: { $gt: 1 } }, { skip: 1, limit: 2 })).to.equal(2);
      expect(await collection.estimatedDocumentCount()).to.equal(5);
      expect(await client.db().command({ count: 'crud', query: { x: { $gt: 11 } }, skip: 1 })).to.include({
        n: 3,
      });
      expect(await client.db().collection('none').countDocuments()).to.equal(0);
    });

    it('finds distinct values, through arrays too', async () => {
      await collection.insertMany([
        { _id: 21, t: ['a', 'b'] },
        { _id: 22, t: 'b' },
        { _id: 23, t: [] },
      ]);
      expect((await collection.distinct('t')).sort()).to.deep.equal(['a', 'b']);
      expect(await collection.distinct('x', { _id: { $lt: 3 } })).to.deep.equal([11, 22]);
    });
  });

  describe('collections', () => {
    it('are made, listed and dropped', async () => {
      const db = client.db();
      await db.createCollection('made');
      // MongoDB 7 takes the second time for done, older ones say NamespaceExists.
      expect((await failure(db.createCollection('made'))) ?? { code: 48 }).to.have.property('code', 48);
      expect(
        (await db.listCollections({}, { nameOnly: true }).toArray()).map((one) => one.name),
      ).to.include.members(['crud', 'made']);
      expect(await db.listCollections({ name: 'made' }).toArray()).to.have.length(1);
      expect(
        (await db.admin().listDatabases({ nameOnly: true })).databases.map((one) => one.name),
      ).to.include(db.databaseName);
      await db.dropCollection('made');
      expect(await db.listCollections({ name: 'made' }).toArray()).to.deep.equal([]);
    });
  });
});
