import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { type EmbeddedStore, startEmbeddedStore } from '../../src/storage/embedded';
import { startTestApp, type TestApp } from '../support/app';
import { button, inputs, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

describe('while the database is away', function () {
  this.timeout(30_000);
  let dir: string;
  let store: EmbeddedStore;
  let bot: TestApp;
  let anna: TeamsChat;

  before(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'cnatet-away-'));
    store = await startEmbeddedStore({ dir });
    bot = await startTestApp({ storeUri: store.uri });
    anna = await openTeamsChat(bot.url);
  });
  after(async () => {
    await anna.stop();
    await bot.stop();
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('questions are answered, writing says what to do, nothing typed is lost, and all is well when it is back', async () => {
    const [form] = await anna.say('exempel ny');
    await store.close();

    const [answer] = await anna.say('Vad är C-nätet?', { id: 'away-1' });
    expect(readable(answer)).to.include('Källo');
    expect(await anna.say('Vad är C-nätet?', { id: 'away-1' })).to.have.length(0);
    expect((await fetch(`${bot.url}/readyz`)).status).to.equal(503);
    expect((await fetch(`${bot.url}/healthz`)).status).to.equal(200);

    const [line] = await anna.say('exempel: Läxhjälp | Almby IK');
    expect(readable(line)).to.include('når inte mina anteckningar');
    const typed = { title: 'Läxhjälp', done: 'Varje torsdag.' };
    const kept = await anna.press(button(form, 'Spara'), typed);
    expect(readable(kept)).to.include('når inte mina anteckningar');
    expect(inputs(kept)).to.include(typed);

    store = await startEmbeddedStore({ dir });
    expect((await fetch(`${bot.url}/readyz`)).status).to.equal(200);
    await anna.press(button(kept, 'Spara'), typed);
    const saved = await bot.app.store.connection.collection('examples').find({}).toArray();
    expect(saved).to.have.length(1);
    expect(JSON.stringify(saved)).to.include('Varje torsdag.');
  });
});
