import { expect } from 'chai';
import { mongo } from 'mongoose';
import { restoreExport } from '../../../src/storage/restore';
import { type TestStore, withStore } from '../../storage/with-store';
import { startTestApp } from '../../support/app';
import { type BothSides, CULTURE, SOCIAL, startBothSides } from '../../support/both-sides';
import { button, type TeamsChat } from '../../support/teams-chat';

describe('being forgotten, and then an older export is restored', () => {
  let sides: BothSides;
  let target: TestStore;
  let older: string;
  let newer: string;
  const exported = async (sara: TeamsChat): Promise<string> => {
    const [message] = await sara.say('exportera allt json');
    const url = /https?:\/\/127\.0\.0\.1:\d+\/files\/[\w-]+/.exec(JSON.stringify(message))?.[0] ?? '';
    return (await fetch(url, { method: 'POST' })).text();
  };
  const restored = async (): Promise<string> => {
    const client = await mongo.MongoClient.connect(target.uri);
    const collections = await client.db().collections();
    const all = await Promise.all(collections.map((one) => one.find({}).toArray()));
    await client.close();
    return JSON.stringify(all);
  };

  before(async () => {
    sides = await startBothSides();
    target = await withStore();
    const sara = await sides.chat('sara');
    for (const [user, administration] of [
      ['anna', CULTURE],
      ['bodil', SOCIAL],
    ] as const) {
      await sides.appoint(`teams:aad-${user}`, 'representative', administration);
      await (await sides.chat(user)).say(`exempel: Läxhjälp hos ${user} | RFSL | dialog | Vi läser läxor`);
    }
    const anna = await sides.chat('anna');
    const [declined] = await anna.say('vad kostar en pendelresa till månen?');
    await anna.press(button(declined, 'Skicka'));
    const members = sides.bot.app.store.connection.collection('members');
    await members.updateMany(
      { people: 'teams:aad-anna' },
      { $set: { active: false, until: sides.bot.now() } },
    );
    await sides.bot.app.sweep();
    older = await exported(sara);
    const [asked] = await anna.say('glöm mig');
    await anna.press(button(asked, 'Ja, glöm mig'));
    newer = await exported(sara);
  });
  after(async () => {
    await sides.stop();
    await target.stop();
  });

  it('keeps nothing in the newer export by which the account could be found', () => {
    expect(older).to.include('aad-anna').and.include('a:anna');
    expect(newer).to.not.match(/aad-anna|a:anna/);
    expect(newer).to.match(/"of":\["[\da-f]{64}"/);
  });

  it('they are back where the newer export isn’t named, and forgotten again where it is', async () => {
    await restoreExport(older, target.uri);
    expect(await restored()).to.include('aad-anna');
    await restoreExport(older, target.uri, { forgotten: newer });
    // Interrupted, and done again.
    await restoreExport(older, target.uri, { forgotten: newer });
    const bot = await startTestApp({ storeUri: target.uri, env: { COORDINATORS: 'teams:aad-sara' } });
    await bot.app.sweep();
    await bot.stop();
    const text = await restored();
    expect(text).to.not.match(/aad-anna|a:anna/);
    expect(text).to.include('Läxhjälp hos anna').and.include('aad-bodil').and.include('"forgotten:');
    expect(text).to.not.include('"state":"started"');
  });

  it('what has been forgotten before the restored export was made isn’t begun again', async () => {
    const own = await withStore();
    await restoreExport(newer, own.uri, { forgotten: newer });
    const client = await mongo.MongoClient.connect(own.uri);
    const found = await client.db().collection('erasures').find({}).toArray();
    await client.close();
    await own.stop();
    expect(found.map(({ state }) => state)).to.deep.equal(['done']);
  });

  it('a newer export that has broken off → nothing is restored', async () => {
    const refused = await restoreExport(older, 'mongodb://127.0.0.1:1/never', {
      forgotten: newer.slice(0, -20),
    }).catch((error) => error.code);
    expect(refused).to.equal('STORE_RESTORE_NOT_AN_EXPORT');
  });
});
