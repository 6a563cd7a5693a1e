import { expect } from 'chai';
import { mongo } from 'mongoose';
import { type TestStore, withStore } from '../with-store';

type Doc = mongo.Document & { _id: number };

const DOC: Doc = {
  _id: 1,
  kind: 'a',
  n: 5,
  tags: ['x', 'y'],
  who: { name: 'Åsa' },
  at: new Date('2026-01-01T10:15:30Z'),
  empty: [],
  nil: null,
};

/** Spelt apart, because an object with this name in it looks like a promise to the linter. */
const THEN = 'then';

/** What an expression gives for the first document, by the manual's page of each operator. */
const EXPRESSIONS: [expression: unknown, expected: unknown][] = [
  [{ $add: ['$n', 1, 2] }, 8],
  [{ $add: ['$n', null] }, null],
  [{ $add: ['$at', 1000] }, new Date('2026-01-01T10:15:31Z')],
  [{ $subtract: ['$n', 7] }, -2],
  [{ $subtract: ['$at', new Date('2026-01-01T10:15:00Z')] }, 30_000],
  [{ $multiply: ['$n', '$n'] }, 25],
  [{ $divide: ['$n', 2] }, 2.5],
  [{ $mod: [-7, 5] }, -2],
  [{ $abs: -3 }, 3],
  [{ $ceil: 1.2 }, 2],
  [{ $floor: -1.2 }, -2],
  [{ $eq: ['$kind', 'a'] }, true],
  [{ $ne: ['$kind', 'a'] }, false],
  [{ $gt: ['x', 5] }, true],
  [{ $lt: ['$nope', null] }, true],
  [{ $gte: [5, '$n'] }, true],
  [{ $lte: [6, '$n'] }, false],
  [{ $cmp: ['$n', 9] }, -1],
  [{ $in: ['x', '$tags'] }, true],
  [{ $and: ['$n', true] }, true],
  [{ $and: [0, true] }, false],
  [{ $or: [null, '$nope'] }, false],
  [{ $not: [false] }, true],
  [{ $cond: [{ $gte: ['$n', 5] }, 'high', 'low'] }, 'high'],
  [{ $cond: { if: { $eq: ['$kind', 'b'] }, [THEN]: 1, else: 2 } }, 2],
  [{ $ifNull: ['$nope', '$who.nope', 'none'] }, 'none'],
  [
    {
      $switch: {
        branches: [
          { case: { $lt: ['$n', 3] }, [THEN]: 'few' },
          { case: { $lt: ['$n', 9] }, [THEN]: 'some' },
        ],
        default: 'many',
      },
    },
    'some',
  ],
  [{ $arrayElemAt: ['$tags', -1] }, 'y'],
  [{ $concatArrays: ['$tags', ['z']] }, ['x', 'y', 'z']],
  [{ $filter: { input: '$tags', as: 't', cond: { $eq: ['$$t', 'y'] } } }, ['y']],
  [{ $first: '$tags' }, 'x'],
  [{ $last: '$tags' }, 'y'],
  [{ $isArray: '$tags' }, true],
  [{ $map: { input: '$tags', as: 't', in: { $concat: ['$$t', '!'] } } }, ['x!', 'y!']],
  [{ $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  [{ $reverseArray: '$tags' }, ['y', 'x']],
  [{ $size: '$tags' }, 2],
  [{ $slice: ['$tags', 1] }, ['x']],
  [{ $concat: ['$who.name', ' ', '$kind'] }, 'Åsa a'],
  [{ $concat: ['$who.name', null] }, null],
  [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  [{ $strLenCP: '$who.name' }, 3],
  [{ $substrCP: ['$who.name', 1, 2] }, 'sa'],
  [{ $toLower: 'ABC' }, 'abc'],
  [{ $toUpper: 'abc' }, 'ABC'],
  [{ $year: '$at' }, 2026],
  [{ $month: '$at' }, 1],
  [{ $dayOfMonth: '$at' }, 1],
  [{ $hour: '$at' }, 10],
  [{ $minute: '$at' }, 15],
  [{ $second: '$at' }, 30],
  [{ $isoWeek: '$at' }, 1],
  [{ $isoWeek: new Date('2024-12-30T00:00:00Z') }, 1],
  [{ $isoWeek: new Date('2021-01-03T23:59:59Z') }, 53],
  [{ $isoWeek: new Date('2027-01-01T00:00:00Z') }, 53],
  [{ $dayOfWeek: '$at' }, 5],
  [{ $mergeObjects: ['$who', { age: 1 }, null] }, { name: 'Åsa', age: 1 }],
  [{ $let: { vars: { twice: { $multiply: ['$n', 2] } }, in: { $add: ['$$twice', 1] } } }, 11],
  [{ $literal: '$n' }, '$n'],
  ['$who.name', 'Åsa'],
  [
    ['$n', '$kind', '$nope'],
    [5, 'a', null],
  ],
  [
    { a: '$n', b: { c: '$kind' } },
    { a: 5, b: { c: 'a' } },
  ],
  ['$$ROOT.n', 5],
];

/** Operands that an operator does not take, and the code of MongoDB's error. */
const ERRORS: [expression: unknown, code: number][] = [
  [{ $add: ['$kind', 1] }, 14],
  [{ $add: ['$at', '$at'] }, 16612],
  [{ $multiply: ['$tags', 2] }, 14],
  [{ $divide: ['$n', 0] }, 2],
  [{ $mod: ['$n', 0] }, 16610],
  [{ $size: '$nil' }, 17124],
  [{ $size: '$kind' }, 17124],
  [{ $first: '$n' }, 28689],
  [{ $concat: ['$n', null] }, 16702],
  [{ $concatArrays: ['$tags', '$n'] }, 28664],
  [{ $strLenCP: '$nil' }, 34471],
  [{ $mergeObjects: ['$who', '$n'] }, 40400],
  [{ $year: '$kind' }, 16006],
  [{ $in: ['x', '$kind'] }, 40081],
  [{ $arrayElemAt: ['$n', 0] }, 28689],
  [{ $switch: { branches: [{ case: '$nil', [THEN]: 1 }] } }, 40066],
  [{ $filter: { input: '$n', cond: true } }, 28651],
  [{ $map: { input: '$kind', in: 1 } }, 16883],
  [{ $reduce: { input: '$kind', initialValue: 0, in: 1 } }, 40080],
  ['$$nope', 17276],
  [{ $add: [1, { $frob: 1 }] }, 168],
];

describe('expressions', () => {
  let store: TestStore;
  let client: mongo.MongoClient;
  let collection: mongo.Collection<Doc>;

  before(async () => {
    store = await withStore();
    client = await mongo.MongoClient.connect(store.uri);
    collection = client.db().collection<Doc>('docs');
    await collection.insertOne(DOC);
  });
  after(async () => {
    await client.close();
    await store.stop();
  });

  for (const [expression, expected] of EXPRESSIONS) {
    it(`computes ${JSON.stringify(expression)}`, async () => {
      const [doc] = await collection
        .aggregate([{ $match: { _id: 1 } }, { $project: { _id: 0, value: expression } }])
        .toArray();
      expect(doc).to.deep.equal({ value: expected });
    });
  }

  for (const [expression, code] of ERRORS) {
    it(`gives an error for ${JSON.stringify(expression)}`, async () => {
      const run = collection.aggregate([{ $project: { value: expression } }]).toArray();
      expect(await run.catch((error: unknown) => error)).to.have.property('code', code);
    });
  }

  it('computes in the type that MongoDB computes in', async () => {
    const types = client.db().collection<Doc>('types');
    await types.insertOne({
      _id: 1,
      int: 2147483647,
      long: mongo.Long.fromString('9007199254740993'),
      double: new mongo.Double(2),
    });
    const value = async (expression: unknown) => {
      const [doc] = await types
        .aggregate([{ $project: { v: expression } }], { promoteValues: false })
        .toArray();
      return `${doc?.v?._bsontype} ${String(doc?.v)}`;
    };
    expect(await value({ $add: ['$int', 1] })).to.equal('Long 2147483648');
    expect(await value({ $add: ['$long', 1] })).to.equal('Long 9007199254740994');
    expect(await value({ $multiply: ['$double', 3] })).to.equal('Double 6');
    expect(await value({ $divide: [4, 2] })).to.equal('Double 2');
    expect(await value({ $mod: ['$long', 10] })).to.equal('Long 3');
    expect(await value({ $size: [[1, 2]] })).to.equal('Int32 2');
  });

  it('leaves out a field whose expression is missing, and makes null of it in an array', async () => {
    const project = { value: '$nope', first: { $first: '$empty' }, gone: '$$REMOVE', list: ['$nope', 1] };
    const [doc] = await collection.aggregate([{ $project: project }]).toArray();
    expect(doc).to.deep.equal({ _id: 1, list: [null, 1] });
  });

  it('refuses to calculate with a Decimal128, and passes it on', async () => {
    const money = client.db().collection<Doc>('money');
    await money.insertOne({ _id: 1, price: mongo.Decimal128.fromString('9.99') });
    const run = (expression: unknown) => money.aggregate([{ $project: { _id: 0, v: expression } }]).toArray();
    expect(String((await run('$price'))[0]?.v)).to.equal('9.99');
    const result = await run({ $add: ['$price', 1] }).catch((error: unknown) => error);
    if (Array.isArray(result)) expect(String(result[0].v)).to.equal('10.99');
    else expect(result).to.have.property('code', 238);
  });
});
