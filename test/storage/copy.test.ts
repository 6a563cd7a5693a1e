import { expect } from 'chai';
import { mongo } from 'mongoose';
import { CopyRefusedError, copyStore } from '../../src/storage/copy';
import { startEmbeddedStore } from '../../src/storage/embedded';
import { temporaryDir } from './embedded/temporary-dir';
import { type TestStore, withStore } from './with-store';

type Doc = mongo.Document & { _id: unknown };

describe('copying the store', () => {
  let source: Awaited<ReturnType<typeof startEmbeddedStore>>;
  let target: TestStore;
  let from: mongo.MongoClient;
  let to: mongo.MongoClient;
  const lines: object[] = [];
  const say = (fields: object) => lines.push(fields);
  const log = { info: say, warn: say, error: say };

  beforeEach(async () => {
    source = await startEmbeddedStore({ dir: await temporaryDir() });
    target = await withStore();
    from = await mongo.MongoClient.connect(source.uri);
    to = await mongo.MongoClient.connect(target.uri);
    lines.length = 0;
    const examples = from.db().collection<Doc>('examples');
    await examples.createIndex({ code: 1 }, { unique: true });
    await examples.createIndex({ at: 1 }, { sparse: true, name: 'by_date' });
    await examples.insertMany(
      Array.from({ length: 1234 }, (_, i) => ({
        _id: i,
        code: `E-${i}`,
        at: new Date(i),
        text: 'å'.repeat(i % 50),
      })),
    );
    await from
      .db()
      .collection<Doc>('types')
      .insertMany([
        {
          _id: new mongo.ObjectId(),
          long: mongo.Long.fromNumber(1),
          double: new mongo.Double(1),
          int: 1,
          decimal: mongo.Decimal128.fromString('1.10'),
        },
        {
          _id: { a: 1, b: [2] },
          binary: new mongo.Binary(Buffer.from([1, 2])),
          regex: new mongo.BSONRegExp('a', 'x'),
          nothing: null,
        },
      ]);
  });
  afterEach(async () => {
    await Promise.all([from.close(), to.close()]);
    await source.close();
    await target.stop();
  });

  const copy = () => copyStore({ fromUri: source.uri, toUri: target.uri, log });

  it('brings every collection with its indexes and types, and says so', async () => {
    const report = await copy();
    expect(
      report.map(({ name, documents, copied, indexes }) => ({ name, documents, copied, indexes })),
    ).to.deep.equal([
      { name: 'examples', documents: 1234, copied: 1234, indexes: 2 },
      { name: 'types', documents: 2, copied: 2, indexes: 0 },
    ]);
    expect(report.every((one) => /^[0-9a-f]{64}$/.test(one.sha256))).to.equal(true);
    expect(lines).to.have.length(2);
    const examples = to.db().collection<Doc>('examples');
    expect(await examples.findOne({ code: 'E-77' })).to.deep.equal({
      _id: 77,
      code: 'E-77',
      at: new Date(77),
      text: 'å'.repeat(27),
    });
    const duplicate = await examples.insertOne({ _id: -1, code: 'E-1' }).catch((error: unknown) => error);
    expect(duplicate).to.have.property('code', 11000);
    expect((await examples.indexes()).map((index) => index.name)).to.have.members([
      '_id_',
      'code_1',
      'by_date',
    ]);
    const [types] = await to.db().collection('types').find({ int: 1 }, { promoteValues: false }).toArray();
    expect(types?.double).to.be.instanceOf(mongo.Double);
    expect(types?.long).to.be.instanceOf(mongo.Long);
    expect(types?.decimal).to.be.instanceOf(mongo.Decimal128);
  });

  it('goes on where it was interrupted, and changes nothing when run again', async () => {
    const [first] = await copy();
    await to
      .db()
      .collection<Doc>('examples')
      .deleteMany({ code: { $gte: 'E-1000' }, at: { $gte: new Date(1000) } });
    await to.db().collection('types').drop();
    const [resumed] = await copy();
    expect(resumed).to.deep.equal({ ...first, copied: 234 });
    const [again] = await copy();
    expect(again).to.deep.equal({ ...first, copied: 0 });
  });

  it('refuses a target that holds something else, and writes nothing to it', async () => {
    await to.db().collection<Doc>('types').insertOne({ _id: 'own', precious: true });
    const error = await copy().catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(CopyRefusedError);
    expect(String(error)).to.contain('types').and.to.contain('Nothing was copied');
    expect(await to.db().collection('examples').countDocuments()).to.equal(0);
    expect(await to.db().collection('types').find().toArray()).to.deep.equal([
      { _id: 'own', precious: true },
    ]);
  });

  it('refuses a target with a collection of its own, and one whose document differs', async () => {
    await to.db().collection<Doc>('other').insertOne({ _id: 1 });
    expect(await copy().catch((caught: unknown) => caught)).to.be.instanceOf(CopyRefusedError);
    await to.db().collection('other').drop();
    await to
      .db()
      .collection<Doc>('examples')
      .insertOne({ _id: 5, code: 'E-5', at: new Date(5), text: 'edited' });
    expect(await copy().catch((caught: unknown) => caught)).to.be.instanceOf(CopyRefusedError);
  });
});
