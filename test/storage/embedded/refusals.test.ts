import { expect } from 'chai';
import { mongo } from 'mongoose';
import { isEmbedded, type TestStore, withStore } from '../with-store';

type Refusal = [what: string, command: mongo.Document, code: number, named: string];

const find = (fields: mongo.Document): mongo.Document => ({ find: 'docs', ...fields });
const update = (u: unknown, more: mongo.Document = {}): mongo.Document => ({
  update: 'docs',
  updates: [{ q: { _id: 1 }, u, ...more }],
});

/** What this store doesn't do is refused by name, with MongoDB's code, and never read as something else. */
const REFUSALS: Refusal[] = [
  ['a command that nobody knows', { frobnicate: 1 }, 59, 'frobnicate'],
  ['a command of MongoDB that is not here', { mapReduce: 'docs' }, 59, 'mapReduce'],
  ['shutdown', { shutdown: 1 }, 59, 'shutdown'],
  ['explain', { explain: { find: 'docs' } }, 59, 'explain'],
  ['a name that every JavaScript object has', { constructor: 1 }, 59, 'constructor'],
  ['an unknown field', find({ frob: 1 }), 40415, 'frob'],
  ['a collation', find({ collation: { locale: 'sv' } }), 238, 'collation'],
  ['a tailable cursor', find({ tailable: true }), 238, 'tailable'],
  ['variables', find({ let: { a: 1 } }), 238, 'let'],
  ['an unknown operator', find({ filter: { a: { $frob: 1 } } }), 2, '$frob'],
  ['an unknown operator beside a known one', find({ filter: { a: { $gt: 1, $frob: 1 } } }), 2, '$frob'],
  ['an unknown operator in $elemMatch', find({ filter: { a: { $elemMatch: { $frob: 1 } } } }), 2, '$frob'],
  ['an unknown operator in $not', find({ filter: { a: { $not: { $frob: 1 } } } }), 2, '$frob'],
  ['an unknown operator at the top', find({ filter: { $frob: 1 } }), 2, '$frob'],
  ['$where', find({ filter: { $where: 'true' } }), 238, '$where'],
  ['$text', find({ filter: { $text: { $search: 'x' } } }), 238, '$text'],
  ['$expr', find({ filter: { $expr: { $eq: ['$a', 1] } } }), 238, '$expr'],
  ['$near', find({ filter: { a: { $near: [1, 2] } } }), 238, '$near'],
  ['$in without an array', find({ filter: { a: { $in: 1 } } }), 2, '$in'],
  ['an operator inside $in', find({ filter: { a: { $in: [{ $gt: 1 }] } } }), 2, '$in'],
  ['an empty $or', find({ filter: { $or: [] } }), 2, '$or'],
  [
    'a pattern that JavaScript reads otherwise',
    find({ filter: { a: { $regex: '(?<=x)y(?#comment)' } } }),
    238,
    'regular expression',
  ],
  ['the extended option of a pattern', find({ filter: { a: { $regex: 'a b', $options: 'x' } } }), 238, "'x'"],
  ['a sort by something else', find({ sort: { a: { $meta: 'textScore' } } }), 2, 'sort'],
  ['a projection that computes', find({ projection: { a: { $add: [1, 2] } } }), 238, '$add'],
  ['a positional projection', find({ projection: { 'a.$': 1 } }), 238, 'a.$'],
  ['a negative limit', find({ limit: -1 }), 2, 'limit'],
  ['$bit', update({ $bit: { a: { and: 1 } } }), 238, '$bit'],
  ['an unknown modifier', update({ $frob: { a: 1 } }), 9, '$frob'],
  ['a clause of $push that nobody knows', update({ $push: { a: { $each: [1], $frob: 1 } } }), 2, '$frob'],
  [
    '$ where several conditions name the array',
    { update: 'docs', updates: [{ q: { 'a.b': 1, 'a.c': 1 }, u: { $set: { 'a.$.b': 2 } } }] },
    238,
    "'a'",
  ],
  [
    'a collation of one statement',
    update({ $set: { a: 1 } }, { collation: { locale: 'sv' } }),
    238,
    'collation',
  ],
  ['a text index', { createIndexes: 'docs', indexes: [{ key: { a: 'text' }, name: 't' }] }, 238, 'text'],
  [
    'a hashed index',
    { createIndexes: 'docs', indexes: [{ key: { a: 'hashed' }, name: 'h' }] },
    238,
    'hashed',
  ],
  ['a wildcard index', { createIndexes: 'docs', indexes: [{ key: { 'a.$**': 1 }, name: 'w' }] }, 238, '$**'],
  [
    'a hidden index',
    { createIndexes: 'docs', indexes: [{ key: { z: 1 }, name: 'z', hidden: true }] },
    238,
    'hidden',
  ],
  ['a capped collection', { create: 'capped', capped: true, size: 1 }, 238, 'capped'],
  ['a view', { create: 'view', viewOn: 'docs' }, 238, 'viewOn'],
  ['a validator', { create: 'strict', validator: { a: 1 } }, 238, 'validator'],
  [
    '$lookup with a pipeline',
    {
      aggregate: 'docs',
      cursor: {},
      pipeline: [
        {
          $lookup: {
            from: 'x',
            localField: 'a',
            foreignField: 'b',
            pipeline: [{ $match: { c: 1 } }],
            as: 'y',
          },
        },
      ],
    },
    238,
    'pipeline',
  ],
  [
    'a change stream',
    { aggregate: 'docs', cursor: {}, pipeline: [{ $changeStream: {} }] },
    40324,
    '$changeStream',
  ],
  ['an aggregation without a cursor', { aggregate: 'docs', pipeline: [] }, 9, 'cursor'],
  ['a read concern of replica sets', find({ readConcern: { level: 'snapshot' } }), 72, 'snapshot'],
  [
    'a write concern of replica sets',
    { insert: 'docs', documents: [{ a: 1 }], writeConcern: { w: 3 } },
    2,
    "'w' > 1",
  ],
  [
    'a transaction number',
    { insert: 'docs', documents: [{ a: 1 }], txnNumber: mongo.Long.fromNumber(1) },
    20,
    'Transaction numbers',
  ],
  ['no documents', { insert: 'docs', documents: [] }, 16, 'batch'],
  ['a database name with a dot in a collection name', { find: '$cmd' }, 73, '$cmd'],
];

describe('what the embedded store refuses', () => {
  let store: TestStore;
  let client: mongo.MongoClient;

  before(async function () {
    if (!isEmbedded()) return this.skip();
    store = await withStore();
    client = await mongo.MongoClient.connect(store.uri);
    await client
      .db()
      .collection<mongo.Document & { _id: number }>('docs')
      .insertOne({ _id: 1, a: [{ b: 1, c: 1 }] });
  });
  after(async () => {
    await client?.close();
    await store?.stop();
  });

  for (const [what, command, code, named] of REFUSALS) {
    it(`${what}`, async () => {
      const answer: mongo.Document = await client
        .db()
        .command(command)
        .catch((error: mongo.MongoServerError) => error);
      const error =
        answer instanceof mongo.MongoServerError
          ? { code: answer.code, text: answer.message }
          : { code: answer.writeErrors?.[0]?.code, text: answer.writeErrors?.[0]?.errmsg };
      expect(error.code, JSON.stringify(answer)).to.equal(code);
      expect(error.text).to.contain(named);
      expect(await client.db().collection('docs').find().toArray()).to.deep.equal([
        { _id: 1, a: [{ b: 1, c: 1 }] },
      ]);
    });
  }

  it('a transaction, through the driver', async () => {
    const session = client.startSession();
    const error = await session
      .withTransaction(async () => client.db().collection('docs').insertOne({ a: 1 }, { session }))
      .catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(Error);
    await session.endSession();
    expect(await client.db().collection('docs').countDocuments()).to.equal(1);
  });

  it('nothing that is harmless: hints of speed, comments, the simple collation', async () => {
    const fields = {
      comment: 'x',
      maxTimeMS: 1000,
      readConcern: { level: 'majority' },
      collation: { locale: 'simple' },
      allowDiskUse: true,
      noCursorTimeout: true,
      tailable: false,
    };
    const { cursor } = await client.db().command(find(fields));
    expect(cursor.firstBatch).to.have.length(1);
  });
});
