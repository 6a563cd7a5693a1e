import { expect } from 'chai';
import { mongo } from 'mongoose';
import { startEmbeddedStore } from '../../../src/storage/embedded';
import { isEmbedded, type TestStore, withStore } from '../with-store';
import { pick, seeded } from './random';
import { temporaryDir } from './temporary-dir';

type Doc = mongo.Document & { _id: number };

const INDEXES: [mongo.IndexSpecification, mongo.CreateIndexesOptions?][] = [
  [{ a: 1 }],
  [{ a: 1, b: -1 }],
  [{ b: 1, c: 1, a: -1 }],
  [{ tags: 1, b: 1 }],
  [{ 'list.k': 1, 'list.v': 1 }],
  [{ a: 1, b: 1, _id: 1 }],
  [{ b: -1, _id: -1 }],
  [{ tags: 1, _id: 1 }],
  [{ a: -1, c: 1 }],
  [{ s: 1 }, { sparse: true }],
  [{ c: 1 }, { partialFilterExpression: { a: { $gt: 3 } } }],
  [{ c: -1, s: 1 }, { partialFilterExpression: { a: 3 } }],
];

function randomDoc(random: () => number, _id: number): Doc {
  const scalars = [
    0,
    1,
    2,
    3,
    4,
    5,
    2.5,
    -1,
    null,
    'x',
    'xy',
    'åäö',
    true,
    new Date(5),
    new Date(9),
    mongo.Long.fromNumber(3),
  ];
  const doc: Doc = { _id };
  for (const field of ['a', 'b', 'c'])
    if (random() < 0.85)
      doc[field] = random() < 0.1 && field === 'c' ? [pick(random, scalars)] : pick(random, scalars);
  if (random() < 0.8)
    doc.tags = Array.from({ length: Math.floor(random() * 4) }, () => pick(random, scalars));
  if (random() < 0.7)
    doc.list = Array.from({ length: Math.floor(random() * 3) }, () => ({
      k: pick(random, scalars),
      ...(random() < 0.7 ? { v: pick(random, scalars) } : {}),
    }));
  if (random() < 0.5) doc.s = pick(random, scalars);
  return doc;
}

function randomCondition(random: () => number): unknown {
  const scalar = () =>
    pick<unknown>(random, [0, 1, 2, 3, 4, 2.5, null, 'x', 'xy', true, new Date(5), mongo.Long.fromNumber(3)]);
  const number = () => pick(random, [-1, 0, 1, 2, 3, 4]);
  return pick(random, [
    () => scalar(),
    () => ({ $in: [scalar(), scalar()] }),
    () => ({ $gt: number() }),
    () => ({ $gte: number(), $lt: number() + 2 }),
    () => ({ $lte: scalar() }),
    () => ({ $gt: 'w' }),
    () => ({ $exists: random() < 0.7 }),
    () => ({ $ne: scalar() }),
    () => ({ $regex: '^x' }),
    () => ({ $not: { $gt: number() } }),
    () => ({ $elemMatch: { $gte: number() } }),
  ])();
}

function randomFilter(random: () => number): mongo.Document {
  const fields = ['a', 'b', 'c', 'tags', 'list.k', 'list.v', 's', '_id'];
  const filter: mongo.Document = {};
  for (let i = Math.floor(random() * 3) + (random() < 0.9 ? 1 : 0); i > 0; i--)
    filter[pick(random, fields)] = randomCondition(random);
  if (random() < 0.15)
    filter.$or = [{ a: randomCondition(random) }, { b: randomCondition(random), c: randomCondition(random) }];
  if (random() < 0.1) filter.$and = [{ a: randomCondition(random) }, { a: randomCondition(random) }];
  return filter;
}

/** Most sorts end with _id, which makes the order of the results certain; those by a field that may be an array all do. */
const randomSort = (random: () => number): [string, 1 | -1][] => {
  const direction = (): 1 | -1 => (random() < 0.5 ? 1 : -1);
  const fields = pick(random, [
    [],
    ['a'],
    ['a', 'b'],
    ['b'],
    ['a', 'c'],
    ['c', 'a'],
    ['tags'],
    ['s'],
    ['_id'],
  ]);
  const mayBeArray = fields.includes('tags') || fields.includes('c');
  const all = (mayBeArray || random() < 0.5) && !fields.includes('_id') ? [...fields, '_id'] : fields;
  const one = direction();
  return all.map((field) => [field, random() < 0.7 ? one : direction()]);
};

describe('indexes and the planner', () => {
  let store: TestStore;
  let client: mongo.MongoClient;
  const slow: string[] = [];

  before(async () => {
    store = await withStore({ onSlowPath: (info) => slow.push(`${info.kind} ${info.shape} ${info.sort}`) });
    client = await mongo.MongoClient.connect(store.uri);
  });
  after(async () => {
    await client.close();
    await store.stop();
  });

  it('find the same with indexes as without, in 250 random queries of a fixed seed', async function () {
    this.timeout(60_000);
    const random = seeded(20260312);
    const plain = client.db().collection<Doc>('plain');
    const indexed = client.db().collection<Doc>('indexed');
    for (const [key, options] of INDEXES) await indexed.createIndex(key, options);
    const docs = Array.from({ length: 400 }, (_, i) => randomDoc(random, i));
    await plain.insertMany(docs);
    await indexed.insertMany(docs);
    for (let i = 0; i < 250; i++) {
      const filter = randomFilter(random);
      const sort = randomSort(random);
      const limit = pick(random, [0, 0, 3, 50]);
      const isCertain = sort.some(([field]) => field === '_id');
      const run = async (collection: mongo.Collection<Doc>) => {
        const found = await collection.find(filter).sort(sort).limit(limit).toArray();
        return found.map((doc) =>
          isCertain ? doc._id : JSON.stringify(sort.map(([field]) => doc[field] ?? null)),
        );
      };
      const what = `${i}: ${JSON.stringify(filter)} ${JSON.stringify(sort)}`;
      expect(await run(indexed), what).to.deep.equal(await run(plain));
      expect(await indexed.countDocuments(filter), what).to.equal(await plain.countDocuments(filter));
    }
  });

  it('merge the ranges of an $in into one order, both ways', async () => {
    const collection = client.db().collection<Doc>('merged');
    await collection.createIndex({ kind: 1, at: 1 });
    await collection.insertMany(
      Array.from({ length: 60 }, (_, i) => ({ _id: i, kind: i % 4, at: (i * 37) % 60 })),
    );
    const ats = async (direction: 1 | -1) => {
      const found = await collection
        .find({ kind: { $in: [0, 2, 3] } }, { sort: { at: direction }, limit: 9 })
        .toArray();
      return found.map((doc) => doc.at);
    };
    const all = Array.from({ length: 60 }, (_, i) => i)
      .filter((i) => i % 4 !== 1)
      .map((i) => (i * 37) % 60);
    expect(await ats(1)).to.deep.equal(all.toSorted((a, b) => a - b).slice(0, 9));
    expect(await ats(-1)).to.deep.equal(all.toSorted((a, b) => b - a).slice(0, 9));
  });

  it('agree with the documents after random inserts, updates and deletes of a fixed seed', async function () {
    if (!isEmbedded()) return this.skip();
    this.timeout(60_000);
    const random = seeded(7);
    const dir = await temporaryDir();
    const own = await startEmbeddedStore({ dir });
    const other = await mongo.MongoClient.connect(own.uri);
    const collection = other.db().collection<Doc>('churn');
    for (const [key, options] of INDEXES) await collection.createIndex(key, options);
    await collection.createIndex({ a: 1, b: 1, c: 1, tags: 1 }, { unique: true, name: 'all' });
    for (let i = 0; i < 250; i++) {
      const doc = randomDoc(random, Math.floor(random() * 120));
      const change = pick(random, [
        () => collection.insertOne(doc),
        () => collection.replaceOne({ _id: doc._id }, doc, { upsert: true }),
        () => collection.updateMany({ a: doc.a }, { $set: { b: doc.b ?? 1 }, $push: { tags: i } as never }),
        () => collection.deleteMany({ _id: doc._id }),
        () => collection.findOneAndUpdate({ b: doc.b }, { $unset: { s: '' } }),
      ]);
      await change().catch((error: mongo.MongoServerError) =>
        expect(error.code, error.message).to.be.oneOf([2, 171, 11000]),
      );
    }
    expect(await collection.countDocuments()).to.be.above(30);
    expect(own.checkIntegrity()).to.deep.equal([]);
    await other.close();
    await own.close();
  });

  it('tell of a query that reads a whole collection, without its values', async function () {
    if (!isEmbedded()) return this.skip();
    const collection = client.db().collection<Doc>('told');
    await collection.createIndex({ a: 1, b: 1 });
    await collection.insertMany(
      Array.from({ length: 20 }, (_, i) => ({ _id: i, a: i % 3, b: i, secret: 'x' })),
    );
    const toldOf = async (filter: mongo.Document, sort: mongo.Sort = {}) => {
      slow.length = 0;
      await collection.find(filter).sort(sort).toArray();
      return [...slow];
    };
    expect(await toldOf({ a: 1 }, { b: -1 })).to.deep.equal([]);
    expect(await toldOf({ _id: 5 })).to.deep.equal([]);
    expect(await toldOf({ $or: [{ a: 1 }, { _id: 2 }] })).to.deep.equal([]);
    expect(await toldOf({})).to.deep.equal([]);
    expect(await toldOf({ secret: 'x' })).to.deep.equal(['collection scan {"secret":{"$eq":"?"}} {}']);
    expect(await toldOf({ secret: 'x' }, { a: 1 })).to.deep.equal([
      'index scan {"secret":{"$eq":"?"}} {"a":1}',
    ]);
    expect(await toldOf({}, { secret: 1 })).to.deep.equal(['collection scan {} {"secret":1}']);
  });
});
