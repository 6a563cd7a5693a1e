import { expect } from 'chai';
import { startTestApp, type TestApp } from '../support/app';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { payloads, postCommand, postEvent, postInteraction } from '../support/slack-request';
import { button, forged, inputs, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;
const FILLED = { title: 'Simskola', done: 'Alla fick prova.' };

const versionsOf = (record: Json | undefined): unknown[] =>
  ((record?.history ?? []) as Json[]).map(({ version }) => version);

describe('races and old things', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let dan: TeamsChat;
  const collection = (name: string) => sides.bot.app.store.connection.collection(name);
  const stored = (name = 'examples'): Promise<Json[]> => collection(name).find({}).sort({ _id: 1 }).toArray();
  const logged = async (): Promise<string> => {
    await anna.say('exempel: Läxhjälp | Friskis | | Varje tisdag');
    return String((await stored())[0]?.code);
  };

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    await sides.appoint('teams:aad-dan', 'deputy', CULTURE);
    await sides.appoint('slack:U00000001', 'council');
    anna = await sides.chat('anna');
    dan = await sides.chat('dan');
    // The first answer says what is kept as well.
    for (const chat of [anna, dan]) await chat.say('hjälp');
    sides.slack.hasSpoken('D00000001');
  });
  beforeEach(async () => {
    for (const name of ['examples', 'initiatives', 'counters']) await collection(name).deleteMany({});
    sides.slack.calls.length = 0;
  });
  after(() => sides.stop());

  describe('the same thing delivered again', () => {
    it('saves one record of an activity that Teams sends twice, and answers it once', async () => {
      const line = 'exempel: Läxhjälp | Friskis | | Varje tisdag';
      const answers = [await anna.say(line, { id: 'again' }), await anna.say(line, { id: 'again' })];
      expect(answers.map(({ length }) => length)).to.deep.equal([1, 0]);
      expect(await stored()).to.have.length(1);
    });

    it('saves one record of an event that Slack sends twice', async () => {
      const event = payloads.message('dialog: Lokaler på Öster | Verdandi');
      await Promise.all([postEvent(sides.bot.url, event), postEvent(sides.bot.url, event)]);
      await sides.slack.waitFor('chat.postMessage');
      await postEvent(sides.bot.url, event);
      expect(await stored('initiatives')).to.have.length(1);
    });

    it('saves one record of a modal that is submitted twice at once', async () => {
      const url = sides.slack.responseUrl();
      await postCommand(sides.bot.url, payloads.command('dialog ny', { response_url: url }));
      const calls = [...sides.slack.of('views.open'), ...sides.slack.of('views.update')];
      const view = (calls.at(-1)?.args.view ?? {}) as { private_metadata?: string };
      const values = { title: { value: { type: 'plain_text_input', value: 'Lokaler' } } };
      const send = () =>
        postInteraction(sides.bot.url, payloads.submission(view.private_metadata ?? '', values));
      await Promise.all([send(), send(), send()]);
      await sides.slack.waitFor('response_url', 3);
      expect(await stored('initiatives')).to.have.length(1);
    });

    it('counts a double click on a form and on a button once', async () => {
      const [form] = await anna.say('exempel ny');
      const save = button(form, 'Spara');
      const saved = await Promise.all([anna.press(save, FILLED), anna.press(save, FILLED)]);
      for (const card of saved) expect(readable(card)).to.include('E-2026-001');
      expect(await stored()).to.have.length(1);
      await anna.say('dialog: Öppettider | Verdandi | 2 mars');
      const held = forged('initiative.held', 'D-2026-001');
      await Promise.all([anna.press(held), anna.press(held)]);
      expect(readable(await anna.press(held))).to.include('redan markerad');
      expect((await stored('initiatives'))[0]).to.include({ status: 'held', version: 2 });
    });
  });

  describe('two at the same moment', () => {
    it('on two replicas: one saves, the other gets the form back with both, and saves on top', async () => {
      const code = await logged();
      const replica: TestApp = await startTestApp({ storeUri: sides.bot.storeUri });
      const there = await openTeamsChat(replica.url, { user: 'dan' });
      const [first] = (await anna.press(forged('record.edit', code))) as Json[];
      const [second] = (await there.press(forged('record.edit', code))) as Json[];
      const answers = await Promise.all([
        anna.press(button(first, 'Spara'), { ...inputs(first), title: 'Annas rubrik' }),
        there.press(button(second, 'Spara'), { ...inputs(second), title: 'Dans rubrik' }),
      ]);
      const lost = answers.filter((answer) => readable(answer).includes('Någon annan har ändrat posten'));
      expect(lost).to.have.length(1);
      const mine = String(inputs(lost[0]).title);
      const again = mine === 'Annas rubrik' ? anna : there;
      await again.press(button(lost[0], 'Spara'), { ...inputs(lost[0]) });
      const [record] = await stored();
      expect(record).to.include({ version: 3 });
      expect((record?.content as Json | undefined)?.title).to.equal(mine);
      expect(versionsOf(record)).to.deep.equal([1, 2, 3]);
      await there.stop();
      await replica.stop();
    });

    it('on two replicas: numbers are given once', async () => {
      const replica = await startTestApp({ storeUri: sides.bot.storeUri });
      const there = await openTeamsChat(replica.url, { user: 'dan' });
      const lines = ['Simning', 'Fotboll', 'Odling', 'Körsång', 'Teater', 'Schack'];
      await Promise.all(
        lines.map((title, i) => (i % 2 === 0 ? anna : there).say(`exempel: ${title} | | | Text`)),
      );
      const codes = (await stored()).map(({ code }) => code).sort();
      expect(codes).to.deep.equal(lines.map((_, i) => `E-2026-00${i + 1}`));
      await there.stop();
      await replica.stop();
    });
  });

  describe('what has changed since a card was made', () => {
    it('a role that was withdrawn between opening and saving saves nothing, and says why', async () => {
      await sides.appoint('teams:aad-tom', 'representative', 'socialforvaltningen');
      const tom = await sides.chat('tom');
      const [form] = await tom.say('exempel ny');
      await collection('members').updateOne({ people: 'teams:aad-tom' }, { $set: { active: false } });
      const refused = await tom.press(button(form, 'Spara'), FILLED);
      expect(readable(refused)).to.include('nuvarande roll').and.include('Inget har ändrats');
      expect(await stored()).to.deep.equal([]);
    });

    it('a record withdrawn under an open form is shown with the way back', async () => {
      const code = await logged();
      const [form] = (await anna.press(forged('record.edit', code))) as Json[];
      await dan.say(`${code} dra tillbaka`);
      const answer = await anna.press(button(form, 'Spara'), { ...inputs(form), title: 'För sent' });
      expect(readable(answer)).to.include('Tillbakadragen').and.include('Återställ');
      expect((await stored())[0]).to.include({ withdrawn: true, version: 2 });
    });

    it('a record erased under an open form, or a code that never was, is said not to be there', async () => {
      const code = await logged();
      const [form] = (await anna.press(forged('record.edit', code))) as Json[];
      await collection('examples').deleteMany({});
      const answer = await anna.press(button(form, 'Spara'), { ...inputs(form), title: 'För sent' });
      expect(readable(answer)).to.include('hittar ingen post');
      for (const id of ['E-1999-001', 'X-2026-001', '', '../..', `E-2026-001@${'9'.repeat(20)}`]) {
        const old = await anna.press(forged('record.show', id));
        expect(readable(old), id).to.match(/hittar ingen post|kunde inte läsa/);
      }
    });

    it('a button of last year, of a command that is gone, is answered kindly on both platforms', async () => {
      for (const name of ['example.approve', 'record.', 'constructor', '__proto__']) {
        expect(readable(await anna.press(forged(name, 'E-2025-001'))), name).to.include(
          'hör till ett meddelande',
        );
      }
      await postInteraction(
        sides.bot.url,
        payloads.press('example.approve~1', '{"i":"E-2025-001","l":"sv"}', {
          response_url: sides.slack.responseUrl(),
        }),
      );
      const [posted] = await sides.slack.waitFor('chat.postMessage');
      expect(String(posted?.args.text)).to.include('hör till ett meddelande');
      const stale = await anna.press(forged('example.save', 'not a ticket'), FILLED);
      expect(readable(stale)).to.include('hör till ett meddelande');
    });

    it('in a dialog, too, the second of two editors sees what changed and chooses', async () => {
      const code = await logged();
      const [card] = await anna.say(code);
      const dialog = await anna.press(button(card, 'Ändra'));
      const [form] = (await dan.press(forged('record.edit', code))) as Json[];
      await dan.press(button(form, 'Spara'), { ...inputs(form), title: 'Dans rubrik' });
      const asked = await anna.press(button(dialog, 'Spara'), { ...inputs(dialog), title: 'Annas rubrik' });
      expect(readable(asked))
        .to.include('Rubrik: ”Läxhjälp” → ”Dans rubrik”')
        .and.include('Avbryt om den nya versionen ska gälla');
      expect(inputs(asked)).to.include({ title: 'Annas rubrik' });
      expect((await stored())[0]).to.include({ version: 2 });
      await anna.press(button(asked, 'Spara'), inputs(asked));
      expect((await stored())[0]).to.include({ version: 3 });
    });

    it('a form opened on an older version keeps what was typed and shows what has changed', async () => {
      const code = await logged();
      const [old] = (await anna.press(forged('record.edit', code))) as Json[];
      for (const title of ['Ett', 'Två', 'Tre']) {
        const [form] = (await dan.press(forged('record.edit', code))) as Json[];
        await dan.press(button(form, 'Spara'), { ...inputs(form), title });
      }
      const asked = await anna.press(button(old, 'Spara'), { ...inputs(old), done: 'Varje onsdag' });
      expect(readable(asked)).to.include('Rubrik: ”Läxhjälp” → ”Tre”');
      expect(inputs(asked)).to.include({ title: 'Tre', done: 'Varje onsdag' });
      // A version that has never been is not taken for a new one.
      const ahead = await anna.press(forged('example.save', `${code}@99@forgedkey`), FILLED);
      expect(readable(ahead)).to.include('Någon annan har ändrat posten');
      expect((await stored())[0]).to.include({ version: 4 });
    });

    it('a record saved before it was kept by period is found by period after the next start', async () => {
      const code = await logged();
      await collection('examples').updateOne({ code }, { $unset: { dated: 1, alike: 1 } });
      const find = async (): Promise<string> => readable(await anna.say('exempel sök läxhjälp 2026'));
      expect(await find()).not.to.include(code);
      const replica = await startTestApp({ storeUri: sides.bot.storeUri });
      await replica.app.sweep();
      await replica.stop();
      expect(await find()).to.include(code);
      expect(readable(await anna.say('exempel: Läxhjälp | | | Ännu en'))).to.include(`finns redan ${code}`);
      // Found again, and not changed.
      expect(versionsOf((await stored())[0])).to.deep.equal([1]);
    });
  });
});
