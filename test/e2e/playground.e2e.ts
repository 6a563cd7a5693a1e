import { expect } from 'chai';
import { startTestApp, type TestApp } from '../support/app';
import { openPlayground, type PlaygroundPage } from './browser';

const TITLE = 'Läxhjälp i Vivalla bibliotek';
const DONE = 'Volontärer hjälpte elever med läxor varje torsdag under våren.';

describe('a representative in the Agents Playground', () => {
  let bot: TestApp;
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  let teams: PlaygroundPage;

  before(async () => {
    bot = await startTestApp();
    playground = await openPlayground(bot.url);
    ({ teams } = playground);
  });
  after(async () => {
    await playground?.close();
    await bot?.stop();
  });

  it('asks what a principle means and gets the answer with its source', async () => {
    await teams.say('Vad menas med öppenhet och insyn?', /Källa: Överenskommelsen 2024–2027/);
    await teams.screenshot('e2e-1-answer');
  });

  it('fills in the form of an example and gets a record', async () => {
    await teams.say('exempel ny', 'Nytt exempel');
    const form = teams.card();
    await form.locator('input[type=text]').first().fill(TITLE);
    await form.locator('textarea').first().fill(DONE);
    await teams.screenshot('e2e-2-form');
    await form.getByRole('button', { name: 'Spara', exact: true }).click();
    await teams.shows(/E-2026-001/);
    await teams.screenshot('e2e-3-saved');
    const saved = await bot.app.store.connection.collection('examples').find({}).toArray();
    expect(saved).to.have.length(1);
    expect(JSON.stringify(saved[0])).to.include(TITLE).and.include(DONE);
  });

  it('finds it in the list of their own', async () => {
    await teams.say('exempel mina', 'Mina exempel');
    expect(await teams.card().innerText())
      .to.include('E-2026-001')
      .and.include(TITLE);
    await teams.screenshot('e2e-4-list');
  });

  it('sees it in the digest', async () => {
    await teams.say('digest', /Läxhjälp i Vivalla bibliotek/);
    await teams.screenshot('e2e-5-digest');
  });

  it('unfolds the rest of it, with a chart of the dialogues and the same as text', async () => {
    await teams.say('dialog: Öppettider på fritidsgården | Verdandi | 12 mars', /D-2026-001/);
    await teams.say('dialog: Remiss om kulturplanen | Verdandi | 10 mars', /D-2026-002/);
    await teams.say('dialog: Tillgänglighet i nya badhuset | Verdandi | 20 mars', /D-2026-003/);
    await teams.say('dialog: Samtal om trygghet i Oxhagen | Verdandi | 9 mars', /D-2026-004/);
    await teams.say('dialog D-2026-002 genomförd', /Genomförd/);
    await teams.say('dialog D-2026-003 inbjuden', /Inbjuden/);
    await teams.say('digest', /Månadens princip/);
    const card = teams.card();
    await card.getByRole('button', { name: 'Visa mer' }).click();
    await card.getByText(/^Täckning/).waitFor({ state: 'visible', timeout: 20_000 });
    await card.getByRole('button', { name: 'Visa diagrammet som text' }).click();
    expect(await card.innerText())
      .to.include('Planerad')
      .and.include('På gång')
      .and.include('Täckning');
    await teams.cardScreenshot('e2e-6-digest-more');
  });
});
