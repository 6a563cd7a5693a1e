import { expect } from 'chai';
import { mongo } from 'mongoose';
import { type TestStore, withStore } from '../with-store';

const { Long, Decimal128, Double, ObjectId, Binary, MinKey, MaxKey, Timestamp } = mongo;
type Row = { _id: number } & Record<string, unknown>;
type Case = [what: string, docs: Row[], filter: Record<string, unknown>, expected: number[]];

const rows = (...docs: Record<string, unknown>[]): Row[] => docs.map((doc, i) => ({ _id: i, ...doc }));
const oid = new ObjectId('65a000000000000000000001');

/** From the manual's pages of the query operators: which of the documents, by their position, a filter finds. */
const CASES: Case[] = [
  ['equality', rows({ a: 1 }, { a: 2 }, { b: 1 }), { a: 1 }, [0]],
  ['equality with an element of an array', rows({ a: [1, 2] }, { a: [3] }), { a: 2 }, [0]],
  ['equality with a whole array', rows({ a: [1, 2] }, { a: [2, 1] }, { a: [[1, 2]] }), { a: [1, 2] }, [0, 2]],
  [
    'equality with a subdocument, in its order',
    rows({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }),
    { a: { x: 1, y: 2 } },
    [0],
  ],
  [
    'null finds null and what is missing',
    rows({ a: null }, { b: 1 }, { a: 0 }, { a: [null] }),
    { a: null },
    [0, 1, 3],
  ],
  [
    'null on a path through an array',
    rows({ a: [{ b: null }] }, { a: [{ c: 1 }] }, { a: [{ b: 1 }] }, { a: [] }, { a: 5 }, {}, { a: [1] }),
    { 'a.b': null },
    [0, 1, 4, 5],
  ],
  ['$ne also finds what is missing', rows({ a: 1 }, { a: 2 }, {}, { a: [1, 2] }), { a: { $ne: 1 } }, [1, 2]],
  ['$gt within the type', rows({ a: 1 }, { a: 5 }, { a: '5' }, { a: null }, {}), { a: { $gt: 1 } }, [1]],
  ['$gte and $lte', rows({ a: 1 }, { a: 2 }, { a: 3 }), { a: { $gte: 2, $lte: 2 } }, [1]],
  ['two limits met by two elements', rows({ a: [1, 10] }, { a: [1, 2] }), { a: { $gt: 5, $lt: 2 } }, [0]],
  [
    '$elemMatch wants both in one element',
    rows({ a: [1, 10] }, { a: [3, 9] }),
    { a: { $elemMatch: { $gt: 2, $lt: 5 } } },
    [1],
  ],
  [
    '$elemMatch on documents',
    rows(
      {
        r: [
          { p: 'a', s: 8 },
          { p: 'b', s: 5 },
        ],
      },
      {
        r: [
          { p: 'a', s: 5 },
          { p: 'b', s: 8 },
        ],
      },
    ),
    { r: { $elemMatch: { p: 'a', s: { $gte: 8 } } } },
    [0],
  ],
  [
    '$in with null, values and a regular expression',
    rows({ a: 1 }, { a: null }, {}, { a: 'xyz' }, { a: [7, 1] }),
    { a: { $in: [1, null, /^x/] } },
    [0, 1, 2, 3, 4],
  ],
  ['$nin', rows({ a: 1 }, { a: 2 }, {}, { a: [1, 3] }), { a: { $nin: [1] } }, [1, 2]],
  ['$exists', rows({ a: null }, { b: 1 }, { a: 1 }), { a: { $exists: true } }, [0, 2]],
  ['$exists false', rows({ a: null }, { b: 1 }), { a: { $exists: false } }, [1]],
  [
    '$exists through an array',
    rows({ a: [{ b: 1 }, { c: 1 }] }, { a: [{ c: 1 }] }),
    { 'a.b': { $exists: true } },
    [0],
  ],
  ['$type', rows({ a: 1 }, { a: 'x' }, { a: 1.5 }, { a: [1] }), { a: { $type: 'int' } }, [0, 3]],
  [
    '$type number and array',
    rows({ a: 1 }, { a: 1.5 }, { a: [] }, { a: 'x' }),
    { a: { $type: ['number', 'array'] } },
    [0, 1, 2],
  ],
  [
    '$regex with options',
    rows({ a: 'Läxhjälp' }, { a: 'läger' }, { a: 'x' }),
    { a: { $regex: '^lä', $options: 'i' } },
    [0, 1],
  ],
  ['a regular expression on elements', rows({ a: ['x', 'yz'] }, { a: ['x'] }), { a: /^y/ }, [0]],
  [
    'a pattern with escapes that are not needed',
    rows({ a: 'E-2026 å_#1' }, { a: 'E 2026' }, { a: '\\-' }),
    { a: { $regex: '^E\\-2026\\ å\\_\\#[0-9\\-]$' } },
    [0],
  ],
  ['a pattern with a backslash', rows({ a: '\\-' }, { a: '-' }), { a: { $regex: '^\\\\-$' } }, [0]],
  ['$not with a missing field', rows({ a: 1 }, { a: 9 }, {}), { a: { $not: { $gt: 5 } } }, [0, 2]],
  ['$not with a regular expression', rows({ a: 'abc' }, { a: 'xyz' }, {}), { a: { $not: /^a/ } }, [1, 2]],
  ['$mod', rows({ a: 4 }, { a: 5 }, { a: 'x' }, { a: [1, 8] }), { a: { $mod: [4, 0] } }, [0, 3]],
  ['$size', rows({ a: [] }, { a: [1, 2] }, { a: 2 }), { a: { $size: 2 } }, [1]],
  ['$all', rows({ a: [1, 2, 3] }, { a: [1] }, { a: 1 }), { a: { $all: [1] } }, [0, 1, 2]],
  ['$all with two', rows({ a: [1, 2, 3] }, { a: [1] }), { a: { $all: [3, 1] } }, [0]],
  [
    '$and, $or and $nor',
    rows({ a: 1, b: 1 }, { a: 1, b: 2 }, { a: 2, b: 2 }),
    { $and: [{ a: 1 }, { $or: [{ b: 2 }, { b: 3 }] }], $nor: [{ b: 9 }] },
    [1],
  ],
  [
    'a path through an array of documents',
    rows({ a: [{ b: 1 }, { b: 2 }] }, { a: { b: 2 } }, { a: [{ b: 3 }] }),
    { 'a.b': 2 },
    [0, 1],
  ],
  ['a position in an array', rows({ a: [5, 7] }, { a: [7, 5] }, { a: { 1: 7 } }), { 'a.1': 7 }, [0, 2]],
  ['a position and on', rows({ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 2 }] }), { 'a.0.b': 1 }, [0]],
  [
    'conditions on two elements',
    rows({
      a: [
        { b: 1, c: 2 },
        { b: 3, c: 4 },
      ],
    }),
    { 'a.b': 1, 'a.c': 4 },
    [0],
  ],
  ['boolean is not a number', rows({ a: true }, { a: 1 }), { a: true }, [0]],
  ['dates', rows({ a: new Date(5) }, { a: new Date(9) }, { a: 9 }), { a: { $gt: new Date(5) } }, [1]],
  ['object ids', rows({ a: oid }, { a: String(oid) }), { a: oid }, [0]],
  [
    'binary',
    rows({ a: new Binary(Buffer.from('x')) }, { a: new Binary(Buffer.from('y')) }),
    { a: new Binary(Buffer.from('y')) },
    [1],
  ],
  [
    'numbers of other types are equal',
    rows(
      { a: 5 },
      { a: Long.fromNumber(5) },
      { a: new Double(5) },
      { a: Decimal128.fromString('5.0') },
      { a: '5' },
    ),
    { a: Long.fromNumber(5) },
    [0, 1, 2, 3],
  ],
  [
    'longs beyond doubles',
    rows({ a: Long.fromString('9007199254740993') }, { a: Long.fromString('9007199254740992') }),
    { a: { $gt: Long.fromString('9007199254740992') } },
    [0],
  ],
  [
    'decimals between doubles',
    rows({ a: Decimal128.fromString('0.1') }, { a: 0.1 }, { a: Decimal128.fromString('0.3') }),
    { a: Decimal128.fromString('0.1') },
    [0],
  ],
  [
    'decimals in order',
    rows({ a: Decimal128.fromString('10') }, { a: Decimal128.fromString('9.5') }, { a: 9 }),
    { a: { $gt: 9 } },
    [0, 1],
  ],
  ['MinKey and MaxKey', rows({ a: new MinKey() }, { a: new MaxKey() }, { a: 1 }), { a: new MaxKey() }, [1]],
  [
    'timestamps',
    rows({ a: new Timestamp({ t: 1, i: 2 }) }, { a: new Timestamp({ t: 2, i: 1 }) }),
    { a: { $gt: new Timestamp({ t: 1, i: 9 }) } },
    [1],
  ],
  ['objects in order', rows({ a: { x: 1 } }, { a: { x: 2 } }, { a: 5 }), { a: { $gt: { x: 1 } } }, [1]],
  [
    'names that every JavaScript object has',
    rows({ constructor: 1 }, { b: 1 }, { toString: 'x' }),
    { constructor: { $exists: true } },
    [0],
  ],
  ['NaN', rows({ a: Number.NaN }, { a: 1 }, { a: -1 }), { a: Number.NaN }, [0]],
  ['NaN is not below a number', rows({ a: Number.NaN }, { a: -5 }), { a: { $lt: 0 } }, [1]],
  ['$comment says nothing', rows({ a: 1 }), { a: 1, $comment: 'why' }, [0]],
  ['an empty $in finds nothing', rows({ a: 1 }, {}), { a: { $in: [] } }, []],
];

describe('queries', () => {
  let store: TestStore;
  let client: mongo.MongoClient;
  let collection: mongo.Collection<Row>;

  before(async () => {
    store = await withStore();
    client = await mongo.MongoClient.connect(store.uri);
    collection = client.db().collection<Row>('rows');
  });
  beforeEach(async () => {
    await collection.deleteMany({});
  });
  after(async () => {
    await client.close();
    await store.stop();
  });

  for (const [what, docs, filter, expected] of CASES) {
    it(`${what}`, async () => {
      await collection.insertMany(docs);
      const found = await collection.find(filter, { sort: { _id: 1 } }).toArray();
      expect(found.map((doc) => doc._id)).to.deep.equal(expected);
      expect(await collection.countDocuments(filter)).to.equal(expected.length);
    });
  }

  it('answers the same when an index serves the filter', async () => {
    for (const [what, docs, filter, expected] of CASES) {
      const [field] = Object.keys(filter).filter((name) => !name.startsWith('$'));
      if (field === undefined) continue;
      const indexed = client.db().collection<Row>('indexed');
      await indexed.createIndex({ [field]: 1 });
      await indexed.insertMany(docs);
      const found = await indexed.find(filter, { sort: { _id: 1 } }).toArray();
      expect(
        found.map((doc) => doc._id),
        what,
      ).to.deep.equal(expected);
      await indexed.drop();
    }
  });

  it("sorts by MongoDB's order of types", async () => {
    const values = [
      new MinKey(),
      null,
      Number.NaN,
      -1,
      0.5,
      Long.fromNumber(1),
      Decimal128.fromString('1.5'),
      'a',
      'b',
      { x: 1 },
      new Binary(Buffer.from('b')),
      oid,
      false,
      true,
      new Date(0),
      new Timestamp({ t: 1, i: 1 }),
      /x/,
      new MaxKey(),
    ];
    const shuffled = values
      .map((a, i) => ({ _id: i, a }))
      .sort((x, y) => ((x._id * 7) % 18) - ((y._id * 7) % 18));
    await collection.insertMany(shuffled);
    const ascending = await collection.find({}, { sort: { a: 1 } }).toArray();
    expect(ascending.map((doc) => doc._id)).to.deep.equal(values.map((_, i) => i));
    await collection.createIndex({ a: -1 });
    const descending = await collection.find({}, { sort: { a: -1 } }).toArray();
    expect(descending.map((doc) => doc._id)).to.deep.equal(values.map((_, i) => values.length - 1 - i));
    await collection.dropIndexes();
  });

  it('sorts arrays by their least element upwards and by their greatest downwards', async () => {
    await collection.insertMany(rows({ a: [5, 1] }, { a: 3 }, { a: [2, 9] }, { a: [] }, {}));
    const ids = async (direction: 1 | -1) =>
      (await collection.find({}, { sort: { a: direction, _id: 1 } }).toArray()).map((doc) => doc._id);
    expect(await ids(1)).to.deep.equal([3, 4, 0, 2, 1]);
    expect(await ids(-1)).to.deep.equal([2, 0, 1, 4, 3]);
  });
});
