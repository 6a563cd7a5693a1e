import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { createNearCall } from '../../src/turn/near-call';
import { createRouter } from '../../src/turn/router';
import { startTestApp, type TestApp } from '../support/app';
import { button, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

describe('what is nearly a command', () => {
  let bot: TestApp;
  let anna: TeamsChat;
  before(async () => {
    bot = await startTestApp();
    anna = await openTeamsChat(bot.url, { user: 'anna' });
  });
  after(async () => {
    await anna.stop();
    await bot.stop();
  });
  const said = async (text: string): Promise<string> => readable(await anna.say(text));

  it('is a line that is logged, and a search, as they would have been without the slip', async () => {
    expect(await said('exempl: Läxhjälp | RFSL | Varje torsdag')).to.include('Sparat som E-2026-001');
    expect(await said('exmpel sök läxhjälp')).to.include('E-2026-001');
    expect(await said('dialgo: Öppettider | Verdandi')).to.include('Sparat som D-2026-001');
    expect(await said('exempel sökk läxhjälp')).to.include('E-2026-001');
    expect(await said('exmpel E-2026-001')).to.include('Varje torsdag');
    expect(await said('E-2026-001 vad var det nu')).to.include('Varje torsdag');
  });

  it('is asked about where it would change a record', async () => {
    const [nearly] = await anna.say('D-2026-001 genomförrd');
    expect(readable(nearly)).to.include('dialog D-2026-001 genomförd');
    const stored = bot.app.store.connection.collection('initiatives');
    expect((await stored.findOne({ code: 'D-2026-001' }))?.status).to.equal('planned');
    await anna.press(button(nearly, 'Ja'));
    expect((await stored.findOne({ code: 'D-2026-001' }))?.status).to.equal('held');
  });

  it('is none of the questions that people ask', () => {
    const { commands } = bot.app;
    const [near, route] = [createNearCall(commands), createRouter(commands)];
    const lines = readFileSync('test/knowledge/questions.jsonl', 'utf8').trim().split('\n');
    const questions = lines.map((line) => String((JSON.parse(line) as { question: string }).question));
    expect(questions.length).to.be.greaterThan(100);
    const taken = [...questions, 'Exempel som visar dialog?', 'Exemplen från förra året?', 'Dialogen är svår']
      .filter((text) => route(text) === undefined)
      .filter((text) => near(text) !== undefined);
    expect(taken).to.deep.equal([]);
  });
});
