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

  it('refuses what is not on the list, by name', async () => {
    const cases: [Stages, number, string][] = [
      [[{ $frob: {} }], 40324, '$frob'],
      ...(isEmbedded() ? ([[[{ $out: 'x' }], 40324, '$out']] as [Stages, number, string][]) : []),
      [[{ $project: { a: { $add: [1, { $frob: 1 }] } } }], 168, '$frob'],
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
});
