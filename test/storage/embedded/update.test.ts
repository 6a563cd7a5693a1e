import { expect } from 'chai';
import { mongo } from 'mongoose';
import { type TestStore, withStore } from '../with-store';

const { Long, Double } = mongo;
type Fields = Record<string, unknown>;
type Doc = mongo.Document & { _id: number };
type Case = [
  what: string,
  before: Fields,
  update: Fields | Fields[],
  after: Fields | number,
  options?: { filter?: Fields; arrayFilters?: Fields[] },
];

/** From the manual's pages of the update operators: a document becomes another, or the error's code. */
const CASES: Case[] = [
  ['$set', { a: 1 }, { $set: { b: 2 } }, { a: 1, b: 2 }],
  ['$set on a path makes objects', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set on a position fills with null', { a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
  ['$set through a scalar', { a: 5 }, { $set: { 'a.b': 1 } }, 28],
  ['$set through null', { a: null }, { $set: { 'a.b': 1 } }, 28],
  [
    '$set of new fields in the order of their names',
    {},
    { $set: { z: 1, b: 2, 'a.d': 3 } },
    { a: { d: 3 }, b: 2, z: 1 },
  ],
  ['$unset', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  ['$unset of a position leaves null', { a: [1, 2, 3] }, { $unset: { 'a.1': '' } }, { a: [1, null, 3] }],
  ['$unset of nothing', { a: 1 }, { $unset: { 'x.y': '' } }, { a: 1 }],
  ['$inc', { a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }],
  ['$inc on null', { a: null }, { $inc: { a: 1 } }, 14],
  ['$inc on a string', { a: '1' }, { $inc: { a: 1 } }, 14],
  ['$inc by a string', { a: 1 }, { $inc: { a: '1' } }, 14],
  ['$inc with a double', { a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  ['$mul', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
  ['$min and $max', { a: 5, b: 5 }, { $min: { a: 3, b: 9 } }, { a: 3, b: 5 }],
  ['$max across types', { a: 5 }, { $max: { a: 'x' } }, { a: 'x' }],
  ['$rename', { a: 1, c: 2 }, { $rename: { a: 'b' } }, { c: 2, b: 1 }],
  ['$rename into an object', { a: 1 }, { $rename: { a: 'x.y' } }, { x: { y: 1 } }],
  ['$rename through a scalar', { a: 1 }, { $rename: { 'a.b': 'c' } }, 28],
  ['$rename to itself', { a: 1 }, { $rename: { a: 'a' } }, 2],
  ['$rename of nothing', { a: 1 }, { $rename: { z: 'b' } }, { a: 1 }],
  ['$push', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
  ['$push makes an array', {}, { $push: { a: 2 } }, { a: [2] }],
  ['$push on null', { a: null }, { $push: { a: 2 } }, 2],
  [
    '$push of each, placed, sorted and cut',
    { a: [5, 1] },
    { $push: { a: { $each: [3, 4], $sort: 1, $slice: -3 } } },
    { a: [3, 4, 5] },
  ],
  [
    '$push at a position',
    { a: [1, 4] },
    { $push: { a: { $each: [2, 3], $position: 1 } } },
    { a: [1, 2, 3, 4] },
  ],
  [
    '$push sorted by a field',
    { a: [{ s: 3 }, { s: 1 }] },
    { $push: { a: { $each: [{ s: 2 }], $sort: { s: -1 } } } },
    { a: [{ s: 3 }, { s: 2 }, { s: 1 }] },
  ],
  ['$addToSet', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  ['$addToSet of an array as one', { a: [1] }, { $addToSet: { a: [1] } }, { a: [1, [1]] }],
  ['$addToSet on a scalar', { a: 1 }, { $addToSet: { a: 2 } }, 2],
  ['$pop', { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  ['$pop at the start', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  ['$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by a condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [
    '$pull by fields of documents',
    { a: [{ x: 1, y: 1 }, { x: 2 }] },
    { $pull: { a: { x: 1 } } },
    { a: [{ x: 2 }] },
  ],
  ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$setOnInsert changes nothing here', { a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
  ['paths that conflict', { a: 1 }, { $set: { a: 1 }, $inc: { 'a.b': 1 } }, 40],
  ['an unknown modifier', { a: 1 }, { $frob: { a: 1 } }, 9],
  ['an operator with something else than fields', { a: 1 }, { $set: 'x' }, 9],
  [
    '$ names a matched element',
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 1 },
      ],
    },
    { $set: { 'a.$.v': 9 } },
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    },
    { filter: { 'a.k': 2 } },
  ],
  [
    '$ after $elemMatch',
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 1 },
      ],
    },
    { $inc: { 'a.$.v': 1 } },
    {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 2 },
      ],
    },
    { filter: { a: { $elemMatch: { k: 2, v: 1 } } } },
  ],
  ['$ on scalars', { a: [80, 85, 80] }, { $set: { 'a.$': 82 } }, { a: [82, 85, 80] }, { filter: { a: 80 } }],
  ['$ without a condition on the array', { a: [1] }, { $set: { 'a.$': 2 } }, 2],
  ['$[] names all', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
  ['$[] in documents', { a: [{ v: 1 }, { v: 2 }] }, { $set: { 'a.$[].v': 0 } }, { a: [{ v: 0 }, { v: 0 }] }],
  [
    '$[name] names those of a filter',
    { a: [95, 102, 90] },
    { $set: { 'a.$[e]': 100 } },
    { a: [95, 100, 90] },
    { arrayFilters: [{ e: { $gte: 100 } }] },
  ],
  [
    '$[name] by fields',
    {
      a: [
        { g: 1, v: 0 },
        { g: 2, v: 0 },
      ],
    },
    { $set: { 'a.$[e].v': 7 } },
    {
      a: [
        { g: 1, v: 0 },
        { g: 2, v: 7 },
      ],
    },
    { arrayFilters: [{ 'e.g': { $gt: 1 } }] },
  ],
  [
    '$[name] by a field that the same update writes',
    { a: [{ g: 1, v: 0 }] },
    { $set: { 'a.$[e].g': 2, 'a.$[e].v': 7 }, $unset: { 'a.$[e].x': '' } },
    { a: [{ g: 2, v: 7 }] },
    { arrayFilters: [{ 'e.g': 1 }] },
  ],
  ['$[] of nothing', {}, { $set: { 'a.$[]': 1 } }, 2],
  ['$[] beside a position', { a: [1] }, { $set: { 'a.$[]': 1, 'a.0': 2 } }, 40],
  [
    'two names for one element',
    { a: [5] },
    { $set: { 'a.$[e]': 1 }, $inc: { 'a.$[f]': 1 } },
    40,
    { arrayFilters: [{ e: 5 }, { f: { $gt: 0 } }] },
  ],
  ['$rename out of an array', { a: [{ b: 1 }] }, { $rename: { 'a.0.b': 'c' } }, 2],
  ['$rename through an array', { a: [{ b: 1 }] }, { $rename: { 'a.b': 'c' } }, 28],
  ['$[name] without a filter', { a: [1] }, { $set: { 'a.$[e]': 1 } }, 2],
  ['a filter that is not used', { a: [1] }, { $set: { b: 1 } }, 9, { arrayFilters: [{ e: 1 }] }],
  ['a pipeline', { a: 1, b: 2 }, [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'b' }], { a: 1, c: 3 }],
  ['a stage that is none of an update', { a: 1 }, [{ $match: { a: 1 } }], 72],
];

describe('updates', () => {
  let store: TestStore;
  let client: mongo.MongoClient;
  let collection: mongo.Collection<Doc>;

  before(async () => {
    store = await withStore();
    client = await mongo.MongoClient.connect(store.uri);
    collection = client.db().collection('docs');
  });
  beforeEach(async () => {
    await collection.deleteMany({});
  });
  after(async () => {
    await client.close();
    await store.stop();
  });

  for (const [what, before, update, after, { filter = {}, arrayFilters } = {}] of CASES) {
    it(`${what}`, async () => {
      await collection.insertOne({ _id: 1, ...before });
      const run = () =>
        collection.updateOne({ _id: 1, ...filter }, update as mongo.UpdateFilter<Fields>, { arrayFilters });
      if (typeof after === 'number') {
        const error = await run().then(
          () => undefined,
          (caught: unknown) => caught,
        );
        expect(error).to.have.property('code', after);
        expect(await collection.findOne()).to.deep.equal({ _id: 1, ...before });
        return;
      }
      expect((await run()).matchedCount).to.equal(1);
      const found = await collection.findOne();
      expect(found).to.deep.equal({ _id: 1, ...after });
      expect(Object.keys(found ?? {})).to.deep.equal(['_id', ...Object.keys(after)]);
    });
  }

  it('says that nothing changed when nothing did', async () => {
    await collection.insertOne({ _id: 1, a: 1 });
    expect(await collection.updateOne({ _id: 1 }, { $set: { a: 1 } })).to.include({
      matchedCount: 1,
      modifiedCount: 0,
    });
    expect(await collection.updateOne({ _id: 1 }, { $set: { a: 2 } })).to.include({
      matchedCount: 1,
      modifiedCount: 1,
    });
  });

  it('keeps the type of a number that it does not touch, and adds in the wider type', async () => {
    await collection.insertOne({ _id: 1, d: new Double(1), l: Long.fromNumber(1), i: 2147483647 });
    await collection.updateOne({ _id: 1 }, { $inc: { l: 1, i: 1 } });
    const raw = await collection.findOne({}, { promoteValues: false });
    expect(raw?.d).to.be.instanceOf(Double);
    expect(raw?.l).to.be.instanceOf(Long);
    expect(raw?.i).to.be.instanceOf(Long);
    expect(String(raw?.i)).to.equal('2147483648');
  });

  it('replaces, keeping the _id', async () => {
    await collection.insertOne({ _id: 1, a: 1, b: 2 });
    await collection.replaceOne({ a: 1 }, { c: 3 });
    expect(await collection.findOne()).to.deep.equal({ _id: 1, c: 3 });
  });

  it('refuses to change the _id', async () => {
    await collection.insertOne({ _id: 1 });
    const error = await collection
      .updateOne({ _id: 1 }, { $set: { _id: 2 } })
      .catch((caught: Error) => caught);
    expect(error).to.have.property('code', 66);
  });

  it('upserts with the fields the filter sets equal, and with $setOnInsert', async () => {
    const filter = { _id: 7, a: 'x', 'b.c': 2, d: { $gt: 5 }, $and: [{ e: { $eq: 1 } }] };
    const result = await collection.updateOne(
      filter,
      { $set: { s: 1 }, $setOnInsert: { o: 1 } },
      { upsert: true },
    );
    expect(result).to.include({ matchedCount: 0, upsertedCount: 1, upsertedId: 7 });
    expect(await collection.findOne()).to.deep.equal({ _id: 7, a: 'x', b: { c: 2 }, e: 1, o: 1, s: 1 });
  });

  it('upserts a replacement with the _id of the filter', async () => {
    await collection.replaceOne({ _id: 5, a: 1 }, { b: 2 }, { upsert: true });
    expect(await collection.findOne()).to.deep.equal({ _id: 5, b: 2 });
  });

  it('gives an upsert without an _id a new one', async () => {
    const { upsertedId } = await collection.updateOne({ a: 1 }, { $set: { b: 2 } }, { upsert: true });
    expect(upsertedId).to.be.instanceOf(mongo.ObjectId);
    expect(await collection.countDocuments({ a: 1, b: 2 })).to.equal(1);
  });

  it('updates many, and not as a replacement', async () => {
    await collection.insertMany([1, 2, 3].map((_id) => ({ _id, a: _id })));
    expect(await collection.updateMany({ a: { $lt: 3 } }, { $inc: { a: 10 } })).to.include({
      matchedCount: 2,
      modifiedCount: 2,
    });
    const command = { update: 'docs', updates: [{ q: {}, u: { a: 1 }, multi: true }] };
    const reply = await client
      .db()
      .command(command)
      .catch((caught: Error) => caught);
    expect(JSON.stringify(reply)).to.contain('9').and.to.match(/multi/i);
  });

  it('sets the current date', async () => {
    await collection.insertOne({ _id: 1 });
    const start = Date.now();
    await collection.updateOne({ _id: 1 }, {
      $currentDate: { at: true, ts: { $type: 'timestamp' } },
    } as never);
    const doc = await collection.findOne();
    expect(Math.abs(Number(doc?.at) - start)).to.be.below(60_000);
    expect(doc?.ts).to.be.instanceOf(mongo.Timestamp);
  });
});
