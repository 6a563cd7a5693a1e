import { expect } from 'chai';
import mongoose, { type Connection, Schema } from 'mongoose';
import { type TestStore, withStore } from '../with-store';

const schema = new Schema(
  {
    code: { type: String, required: true, unique: true },
    title: { type: String, required: true },
    partners: [{ name: String, confirmed: Boolean }],
    owner: { type: Schema.Types.ObjectId, ref: 'Owner' },
    tags: [String],
    when: Date,
  },
  { strict: 'throw', optimisticConcurrency: true, timestamps: true },
);
schema.index({ tags: 1, when: -1 });
const ownerSchema = new Schema({ name: String });

/** What the product does with mongoose, on whichever server it runs. */
describe('mongoose', () => {
  let store: TestStore;
  let connection: Connection;

  before(async () => {
    store = await withStore();
    connection = await mongoose.createConnection(store.uri).asPromise();
    connection.model('Owner', ownerSchema);
    await connection.model('Record', schema).init();
  });
  after(async () => {
    await connection.close();
    await store.stop();
  });

  const Record = () => connection.model('Record', schema);

  it('saves, finds, and updates subdocuments', async () => {
    const record = await Record().create({
      code: 'E-1',
      title: 'Läxhjälp',
      partners: [{ name: 'Friskis' }],
      tags: ['dialog'],
    });
    record.partners.push({ name: 'IOGT', confirmed: true });
    record.set('partners.0.confirmed', false);
    await record.save();
    const found = await Record().findOne({ 'partners.name': 'IOGT' }).lean();
    expect(found?.partners.map((one) => one.confirmed)).to.deep.equal([false, true]);
    expect(found?.createdAt).to.be.instanceOf(Date);
  });

  it('tells the second of two who edit the same record', async () => {
    await Record().create({ code: 'E-2', title: 'one' });
    const first = await Record().findOne({ code: 'E-2' }).orFail();
    const second = await Record().findOne({ code: 'E-2' }).orFail();
    await first.set('title', 'two').save();
    const error = await second
      .set('title', 'three')
      .save()
      .catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(mongoose.Error.VersionError);
    expect((await Record().findOne({ code: 'E-2' }))?.title).to.equal('two');
  });

  it('reports a duplicate key', async () => {
    await Record().create({ code: 'E-3', title: 'x' });
    const error = await Record()
      .create({ code: 'E-3', title: 'y' })
      .catch((caught: unknown) => caught);
    expect(error).to.deep.include({ code: 11000, keyPattern: { code: 1 }, keyValue: { code: 'E-3' } });
  });

  it('populates, counts, and makes running numbers that are never given twice', async () => {
    const owner = await connection.model('Owner').create({ name: 'Åsa' });
    await Record().create({ code: 'E-4', title: 'x', owner: owner._id, tags: ['a'], when: new Date(1) });
    const found = await Record()
      .findOne({ code: 'E-4' })
      .populate<{ owner: { name: string } }>('owner')
      .orFail();
    expect(found.owner.name).to.equal('Åsa');
    expect(await Record().countDocuments({ tags: 'a' })).to.equal(1);
    const Counter = connection.model('Counter', new Schema({ _id: String, n: Number }));
    const next = () =>
      Counter.findOneAndUpdate(
        { _id: 'E-2026' },
        { $inc: { n: 1 } },
        { upsert: true, returnDocument: 'after' },
      );
    const numbers = await Promise.all(Array.from({ length: 20 }, next));
    expect(numbers.map((one) => one?.n).sort((a, b) => (a ?? 0) - (b ?? 0))).to.deep.equal(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });

  it('keeps the indexes of the schema', async () => {
    const names = (await Record().listIndexes()).map((index: { name: string }) => index.name);
    expect(names).to.have.members(['_id_', 'code_1', 'tags_1_when_-1']);
    expect(await Record().syncIndexes()).to.deep.equal([]);
  });
});
