import { expect } from 'chai';
import { mongo } from 'mongoose';
import { isEmbedded, type TestStore, withStore } from '../with-store';

type Doc = mongo.Document & { _id: number };
type Stages = mongo.Document[];

const day = (text: string) => new Date(`${text}T10:15:30Z`);
const DOCS: Doc[] = [
  { _id: 1, kind: 'a', n: 5, tags: ['x', 'y'], who: { name: 'Åsa' }, at: day('2026-01-01'), ref: 1 },
  { _id: 2, kind: 'b', n: 7, tags: [], at: day('2026-03-12'), ref: 2 },
  { _id: 3, kind: 'a', n: 1, tags: ['y'], who: { name: 'Bo' }, at: day('2026-12-31'), ref: [1, 2] },
  { _id: 4, kind: null, n: 2, at: day('2026-06-06') },
  { _id: 5, n: 3, tags: ['x'], at: day('2026-06-07') },
];

/** What a pipeline makes of the documents above. */
const PIPELINES: [what: string, pipeline: Stages, expected: mongo.Document[]][] = [
  [
    '$match, $sort, $skip and $limit',
    [
      { $match: { n: { $gt: 1 } } },
      { $sort: { n: -1 } },
      { $skip: 1 },
      { $limit: 2 },
      { $project: { n: 1 } },
    ],
    [
      { _id: 1, n: 5 },
      { _id: 5, n: 3 },
    ],
  ],
  ['$match after another stage', [{ $project: { n: 1 } }, { $match: { n: 7 } }], [{ _id: 2, n: 7 }]],
  ['$count', [{ $match: { kind: 'a' } }, { $count: 'total' }], [{ total: 2 }]],
  ['$count of nothing', [{ $match: { kind: 'z' } }, { $count: 'total' }], []],
  [
    '$group with every accumulator',
    [
      { $match: { kind: 'a' } },
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: '$kind',
          sum: { $sum: '$n' },
          avg: { $avg: '$n' },
          min: { $min: '$n' },
          max: { $max: '$n' },
          first: { $first: '$_id' },
          last: { $last: '$_id' },
          all: { $push: '$n' },
          set: { $addToSet: '$kind' },
          count: { $count: {} },
        },
      },
    ],
    [{ _id: 'a', sum: 6, avg: 3, min: 1, max: 5, first: 1, last: 3, all: [5, 1], set: ['a'], count: 2 }],
  ],
  [
    '$group puts null and missing together',
    [{ $group: { _id: '$kind', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: null, n: 2 },
      { _id: 'a', n: 2 },
      { _id: 'b', n: 1 },
    ],
  ],
  [
    '$group by several fields',
    [
      { $match: { _id: { $in: [1, 4] } } },
      { $group: { _id: { kind: '$kind', who: '$who.name' } } },
      { $sort: { _id: 1 } },
    ],
    [{ _id: { kind: null } }, { _id: { kind: 'a', who: 'Åsa' } }],
  ],
  [
    '$group of all',
    [{ $group: { _id: null, sum: { $sum: '$n' }, none: { $max: '$nope' } } }],
    [{ _id: null, sum: 18, none: null }],
  ],
  [
    '$sum leaves out what is no number',
    [{ $group: { _id: null, sum: { $sum: '$kind' } } }],
    [{ _id: null, sum: 0 }],
  ],
  [
    '$unwind',
    [{ $unwind: '$tags' }, { $sort: { _id: 1 } }, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'x' },
      { _id: 1, tags: 'y' },
      { _id: 3, tags: 'y' },
      { _id: 5, tags: 'x' },
    ],
  ],
  [
    '$unwind that keeps empty ones, with the position',
    [
      { $match: { _id: { $lt: 3 } } },
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
      { $project: { tags: 1, i: 1 } },
    ],
    [
      { _id: 1, tags: 'x', i: 0 },
      { _id: 1, tags: 'y', i: 1 },
      { _id: 2, i: null },
    ],
  ],
  [
    '$sortByCount',
    [{ $unwind: '$tags' }, { $sortByCount: '$tags' }, { $limit: 1 }, { $project: { count: 1, _id: 0 } }],
    [{ count: 2 }],
  ],
  [
    '$addFields',
    [
      { $match: { _id: 1 } },
      { $addFields: { 'who.age': 40, twice: { $multiply: ['$n', 2] } } },
      { $project: { who: 1, twice: 1 } },
    ],
    [{ _id: 1, who: { name: 'Åsa', age: 40 }, twice: 10 }],
  ],
  [
    '$set from the document as it came',
    [{ $match: { _id: 1 } }, { $set: { n: '$ref', ref: '$n' } }, { $project: { n: 1, ref: 1 } }],
    [{ _id: 1, n: 1, ref: 5 }],
  ],
  [
    '$unset',
    [{ $match: { _id: 1 } }, { $unset: ['tags', 'who.name', 'at'] }],
    [{ _id: 1, kind: 'a', n: 5, who: {}, ref: 1 }],
  ],
  [
    '$project with computed fields',
    [{ $match: { _id: 3 } }, { $project: { _id: 0, name: '$who.name', big: { $gt: ['$n', 3] }, tags: 1 } }],
    [{ tags: ['y'], name: 'Bo', big: false }],
  ],
  [
    '$project without a field',
    [{ $match: { _id: 2 } }, { $project: { tags: 0, at: 0 } }],
    [{ _id: 2, kind: 'b', n: 7, ref: 2 }],
  ],
  ['$replaceWith', [{ $match: { _id: 1 } }, { $replaceWith: '$who' }], [{ name: 'Åsa' }]],
  ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { a: '$n' } } }], [{ a: 5 }]],
  [
    '$facet',
    [
      {
        $facet: {
          top: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { n: 1 } }],
          all: [{ $count: 'n' }],
        },
      },
    ],
    [{ top: [{ _id: 2, n: 7 }], all: [{ n: 5 }] }],
  ],
  [
    '$lookup by a value and by an array',
    [
      { $match: { _id: { $in: [2, 3, 4] } } },
      { $lookup: { from: 'others', localField: 'ref', foreignField: 'key', as: 'found' } },
      { $project: { found: 1 } },
    ],
    [
      { _id: 2, found: [{ _id: 2, key: 2 }] },
      {
        _id: 3,
        found: [
          { _id: 1, key: 1 },
          { _id: 2, key: 2 },
        ],
      },
      { _id: 4, found: [{ _id: 3 }, { _id: 4, key: null }] },
    ],
  ],
];

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

describe('aggregation', () => {
  let store: TestStore;
  let client: mongo.MongoClient;
  let collection: mongo.Collection<Doc>;

  before(async () => {
    store = await withStore();
    client = await mongo.MongoClient.connect(store.uri);
    collection = client.db().collection<Doc>('docs');
    await collection.insertMany(DOCS);
    await client
      .db()
      .collection<Doc>('others')
      .insertMany([{ _id: 1, key: 1 }, { _id: 2, key: 2 }, { _id: 3 }, { _id: 4, key: null }]);
  });
  after(async () => {
    await client.close();
    await store.stop();
  });

  const failure = async (pipeline: Stages) =>
    collection
      .aggregate(pipeline)
      .toArray()
      .catch((error: unknown) => error);

  for (const [what, pipeline, expected] of PIPELINES) {
    it(`${what}`, async () => {
      expect(await collection.aggregate(pipeline).toArray()).to.deep.equal(expected);
    });
  }

  for (const [expression, expected] of EXPRESSIONS) {
    it(`computes ${JSON.stringify(expression)}`, async () => {
      const [doc] = await collection
        .aggregate([{ $match: { _id: 1 } }, { $project: { _id: 0, value: expression } }])
        .toArray();
      expect(doc).to.deep.equal({ value: expected });
    });
  }

  it('leaves a field out whose expression is missing', async () => {
    const [doc] = await collection
      .aggregate([{ $match: { _id: 1 } }, { $project: { value: '$nope', gone: '$$REMOVE' } }])
      .toArray();
    expect(doc).to.deep.equal({ _id: 1 });
  });

  it('refuses what is not on the list, by name', async () => {
    const cases: [Stages, number, string][] = [
      [[{ $frob: {} }], 40324, '$frob'],
      ...(isEmbedded() ? ([[[{ $out: 'x' }], 40324, '$out']] as [Stages, number, string][]) : []),
      [[{ $project: { a: { $frob: 1 } } }], 168, '$frob'],
      [[{ $group: { _id: null, a: { $frob: 1 } } }], 15952, '$frob'],
      [[{ $group: { a: { $sum: 1 } } }], 15955, '_id'],
      [[{ $match: { a: { $frob: 1 } } }], 2, '$frob'],
      [[{ $limit: 0 }], 15958, '$limit'],
      [[{ $match: {}, $sort: { a: 1 } }], 40323, 'exactly one field'],
    ];
    for (const [pipeline, code, name] of cases) {
      const error = (await failure(pipeline)) as mongo.MongoServerError;
      expect(error, JSON.stringify(pipeline)).to.have.property('code', code);
      expect(error.message).to.contain(name);
    }
  });

  it('does not compute with numbers that JavaScript has not', async () => {
    const rare = client.db().collection<Doc>('rare');
    await rare.insertOne({ _id: 1, long: mongo.Long.fromString('9007199254740993'), plain: 1 });
    const run = async (expression: unknown) =>
      rare
        .aggregate([{ $project: { _id: 0, v: expression } }])
        .toArray()
        .catch((error: unknown) => error);
    expect(await run('$plain')).to.deep.equal([{ v: 1 }]);
    const result = await run({ $add: ['$long', 1] });
    if (Array.isArray(result)) expect(String(result[0].v)).to.equal('9007199254740994');
    else expect(result).to.have.property('code', 238);
    const [whole] = await rare
      .aggregate([{ $project: { _id: 0, v: '$long' } }], { promoteLongs: false })
      .toArray();
    expect(String(whole?.v)).to.equal('9007199254740993');
  });
});
