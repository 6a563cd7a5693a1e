import { expect } from 'chai';
import mongoose, { Schema } from 'mongoose';
import { isStoreAway } from '../../src/storage/errors';
import { failFast } from '../../src/storage/gate';

describe('a store that is away', () => {
  let asked: number;
  let now: number;
  let answer: (there: boolean) => void;
  let found: () => void;

  const open = () => {
    // Never opened: for the gate, as for mongoose, that is a connection that is lost.
    const connection = mongoose.createConnection();
    asked = 0;
    now = 0;
    const reach = (): Promise<boolean> => {
      asked += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    failFast(connection, { reach, now: () => now });
    found = () => void connection.emit('connected');
    return connection.model('thing', new Schema({ name: String }, { autoCreate: false }));
  };
  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is asked for once by all that want it at the same time', async () => {
    const things = open();
    const works = [
      things.findOne({}).exec(),
      things.countDocuments({}).exec(),
      things.aggregate([{ $match: {} }]).exec(),
      things.updateOne({ name: 'a' }, { $set: { name: 'b' } }).exec(),
      new things({ name: 'a' }).save(),
      things.insertMany([{ name: 'a' }]),
      things.bulkWrite([{ insertOne: { document: { name: 'a' } } }]),
    ].map(failure);
    await new Promise(setImmediate);
    answer(false);
    for (const error of await Promise.all(works)) expect(isStoreAway(error), String(error)).to.equal(true);
    expect(asked).to.equal(1);
  });

  it('is not asked again within a second, and is asked again after it', async () => {
    const things = open();
    const first = failure(things.findOne({}).exec());
    await new Promise(setImmediate);
    answer(false);
    expect(isStoreAway(await first)).to.equal(true);

    now = 999;
    expect(isStoreAway(await failure(things.findOne({}).exec()))).to.equal(true);
    expect(asked).to.equal(1);

    now = 1_000;
    const later = failure(things.findOne({}).exec());
    await new Promise(setImmediate);
    expect(asked).to.equal(2);
    answer(false);
    await later;
  });

  it('is asked anew when it was found and lost again, however soon', async () => {
    const things = open();
    const first = failure(things.findOne({}).exec());
    await new Promise(setImmediate);
    answer(false);
    await first;

    found();
    const later = failure(things.findOne({}).exec());
    await new Promise(setImmediate);
    expect(asked).to.equal(2);
    answer(false);
    await later;
  });
});
