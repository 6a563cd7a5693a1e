import { expect } from 'chai';
import { mongo } from 'mongoose';
import { startTestApp } from '../support/app';
import { openTeamsChat, readable } from '../support/teams-chat';
import { type TestStore, withStore } from './with-store';

describe('the indexes of a store', () => {
  let store: TestStore;
  let client: mongo.MongoClient;
  const namesOf = async (collection: string): Promise<readonly string[]> => {
    const indexes = await client.db().collection(collection).indexes();
    return indexes.map(({ name }) => name ?? '');
  };

  before(async () => {
    store = await withStore();
    client = await mongo.MongoClient.connect(store.uri);
  });
  after(async () => {
    await client.close();
    await store.stop();
  });

  it('are all made but those that what is there stands in the way of, which the log tells; the bot works', async () => {
    // The same field, kept for another time: MongoDB refuses to have both, and all that are asked for together with it.
    await client.db().collection('turns').createIndex({ expireAt: 1 }, { expireAfterSeconds: 999 });
    const twice = { people: ['teams:aad-eva'], role: 'council', active: true };
    await client
      .db()
      .collection<object>('members')
      .insertMany([{ ...twice }, { ...twice }]);
    const bot = await startTestApp({ storeUri: store.uri });
    const anna = await openTeamsChat(bot.url);
    expect(readable((await anna.say('exempel: Läxhjälp | Verdandi | | Tisdagar'))[0])).to.include(
      'E-2026-001',
    );
    expect(await namesOf('turns')).to.have.members([
      '_id_',
      'expireAt_1',
      'conversation_1_at_-1',
      'exchange.id_1',
    ]);
    expect((await namesOf('examples')).length).to.be.greaterThan(5);
    const told = bot.logs.map((line) => JSON.parse(line)).filter(({ msg }) => /index/.test(String(msg)));
    expect(told.map(({ level, collection, fields }) => [level, collection, fields])).to.have.deep.members([
      [50, 'turns', ['expireAt']],
      [50, 'members', ['people', 'role', 'administration']],
    ]);
    expect(JSON.stringify(told), 'not by whom').to.not.include('eva');
    await anna.stop();
    await bot.stop();
  });
});
