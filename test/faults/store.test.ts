import { expect } from 'chai';
import { type TestStore, withStore } from '../storage/with-store';
import { startTestApp, type TestApp } from '../support/app';
import { type StoreProxy, startStoreProxy } from '../support/store-proxy';
import { button, inputs, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;
const AWAY = 'når inte mina anteckningar';

describe('faults: the database', function () {
  this.timeout(90_000);
  let store: TestStore;
  let wire: StoreProxy;
  let bot: TestApp;
  let anna: TeamsChat;
  const examples = (): Promise<Json[]> =>
    bot.app.store.connection.collection('examples').find({}).sort({ code: 1 }).toArray();
  const status = async (path: string): Promise<number> => (await fetch(bot.url + path)).status;

  before(async () => {
    store = await withStore();
    wire = await startStoreProxy(store.uri);
    await wire.close();
    bot = await startTestApp({ storeUri: wire.uri, waitForStore: false });
    anna = await openTeamsChat(bot.url);
  });
  after(async () => {
    await anna.stop();
    await bot.stop();
    await wire.close();
    await store.stop();
  });

  it('away at the start: it starts, answers questions, says 503 and what can’t be done; then all works without a restart', async () => {
    expect(await status('/healthz')).to.equal(200);
    expect(await status('/readyz')).to.equal(503);
    expect(readable((await anna.say('Vad är C-nätet?'))[0])).to.include('Källo');
    expect(readable((await anna.say('exempel: Läxhjälp | Verdandi | | Tisdagar'))[0])).to.include(AWAY);
    expect(await (await fetch(`${bot.url}/metrics`)).text()).to.include('cnatet_ready 0');

    await wire.open();
    await bot.app.store.opened;
    expect(await status('/readyz')).to.equal(200);
    expect(readable((await anna.say('exempel: Läxhjälp | Verdandi | | Tisdagar'))[0])).to.include(
      'E-2026-001',
    );
    const indexes = await bot.app.store.connection.collection('turns').indexes();
    expect(indexes.length, 'made once it was there').to.be.greaterThan(1);
  });

  describe('once it has been there', () => {
    /** Of a replica set the driver asks once more by itself, under a number by which the server knows the write again. */
    let asksAgain = false;
    // Each fault can be tried alone, without the first.
    before(async () => {
      if ((await status('/readyz')) !== 200) {
        await wire.open();
        await bot.app.store.opened;
        await anna.say('exempel: Läxhjälp | Verdandi | | Tisdagar');
      }
      const { db } = bot.app.store.connection;
      asksAgain = (await db?.command({ hello: 1 }))?.setName !== undefined;
    });

    for (const [when, what] of [
      ['before', 'gone before it has the record'],
      ['after', 'gone between saving the record and saying so'],
    ] as const) {
      it(`${what}: the person keeps the text and sends it again; one record, whole`, async () => {
        const before = (await examples()).length;
        let cut = 0;
        const typed = { title: `Simskola ${when}`, done: 'Alla fick prova.' };
        const [form] = await anna.say('exempel ny');
        wire.cut(when, 'insert', 'examples', typed.title);
        let kept = await anna.press(button(form, 'Spara'), typed);
        // Other connections of the pool may be on their way out as well, and then the form comes back once more.
        for (let tries = 0; tries < 3 && readable(kept).includes(AWAY); tries += 1) {
          expect(inputs(kept)).to.include(typed);
          kept = await anna.press(button(kept, 'Spara'), { ...inputs(kept) });
          cut += 1;
        }
        if (asksAgain) expect(cut, 'nothing is noticed').to.equal(0);
        else expect(cut, 'the first is not saved').to.be.at.least(1);
        const all = await examples();
        expect(all).to.have.length(before + 1);
        expect(all.at(-1)?.content).to.include(typed);
        expect(all.at(-1)?.history).to.have.length(1);
      });
    }

    it('gone while a record is changed: the old one stands, with no half of the new; sent again, it is changed once', async () => {
      const [form] = (await anna.say('E-2026-001 ändra')) as Json[];
      const typed = { ...inputs(form), title: 'Läxhjälp för alla' };
      wire.cut('before', 'examples', 'Läxhjälp för alla');
      const kept = await anna.press(button(form, 'Spara'), typed);
      if (!asksAgain) {
        expect(readable(kept)).to.include(AWAY);
        expect((await examples())[0]).to.deep.include({ version: 1 });
        await anna.press(button(kept, 'Spara'), { ...inputs(kept) });
      }
      expect((await examples())[0]).to.deep.include({ version: 2 });
    });

    it('gone for a question: answered all the same, once, though it is delivered twice', async () => {
      await wire.close();
      const [answer] = await anna.say('Vad är Samverkansrådet?', { id: 'away-question' });
      expect(readable(answer)).to.include('Källo');
      expect(await anna.say('Vad är Samverkansrådet?', { id: 'away-question' })).to.have.length(0);
      await wire.open();
      expect(await status('/readyz')).to.equal(200);
      expect(readable((await anna.say('exempel mina'))[0])).to.include('E-2026-001');
    });
  });

  describe('after all of them', () => {
    it('nobody had to restart, or look for a stack trace', () => {
      const logged = bot.logs.map((line) => JSON.parse(line));
      expect(logged.some(({ msg }) => msg === 'store connected')).to.equal(true);
      const codes = logged.filter(({ msg }) => msg === 'turn failed').map(({ code }) => code);
      expect([...new Set(codes)]).to.deep.equal(['store-away']);
    });
  });
});
