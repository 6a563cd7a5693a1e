import { expect } from 'chai';
import { type BothSides, CULTURE, SOCIAL, startBothSides } from '../support/both-sides';
import { payloads, postInteraction } from '../support/slack-request';
import { button, forged, inputs, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;
const FILLED = { title: 'Simskola', done: 'Alla fick prova.' };
const NOT_ALLOWED = 'nuvarande roll';
const NOT_FOUND = 'hittar ingen post';

describe('attacks by forged buttons and forms', () => {
  let sides: BothSides;
  /** Culture's representative, the social administration's, and a guest. */
  let anna: TeamsChat;
  let sam: TeamsChat;
  let guest: TeamsChat;
  const stored = (): Promise<Json[]> =>
    sides.bot.app.store.connection.collection('examples').find({}).sort({ code: 1 }).toArray();
  const snapshot = async (): Promise<string> => JSON.stringify(await stored());

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    await sides.appoint('teams:aad-sam', 'representative', SOCIAL);
    [anna, sam, guest] = [await sides.chat('anna'), await sides.chat('sam'), await sides.chat('guest')];
    await anna.say('exempel: Läxhjälp | Friskis | | Varje tisdag');
  });
  after(() => sides.stop());

  describe('on other people’s records', () => {
    for (const name of ['record.edit', 'record.withdraw', 'record.restore', 'record.publish']) {
      it(`${name} by another administration's representative → refused, nothing changed`, async () => {
        const before = await snapshot();
        expect(readable(await sam.press(forged(name, 'E-2026-001')))).to.include(NOT_ALLOWED);
        expect(await snapshot()).to.equal(before);
      });
    }

    it('a form of one’s own sent with another’s record and version on it → refused, nothing changed', async () => {
      const before = await snapshot();
      const answer = await sam.press(forged('example.save', 'E-2026-001@1@abcdef0123456789'), FILLED);
      expect(readable(answer)).to.include(NOT_ALLOWED);
      expect(await snapshot()).to.equal(before);
    });

    it('the form that the owner opened, sent by somebody else → refused, nothing changed', async () => {
      const before = await snapshot();
      const [form] = (await anna.press(forged('record.edit', 'E-2026-001'))) as Json[];
      const answer = await sam.press(button(form, 'Spara'), { ...inputs(form), title: 'Kapad' });
      expect(readable(answer)).to.include(NOT_ALLOWED);
      expect(await snapshot()).to.equal(before);
    });

    it('numbers tried one by one, by a guest → the same answer whether there is such a record or not', async () => {
      const answers = new Set<string>();
      await sides.bot.app.store.connection
        .collection('examples')
        .updateMany({}, { $set: { status: 'draft', audience: [] } });
      for (let n = 1; n <= 5; n += 1) {
        const code = `E-2026-00${n}`;
        answers.add(readable(await guest.press(forged('record.show', code))).replaceAll(code, ''));
      }
      expect(answers.size).to.equal(1);
      expect([...answers][0]).to.include(NOT_FOUND);
      await sides.bot.app.store.connection
        .collection('examples')
        .updateMany({}, { $set: { status: 'published', audience: ['teams'] } });
    });

    it('an example of Teams that isn’t shared, asked for in Slack → not there', async () => {
      sides.slack.hasSpoken('D00000001');
      sides.slack.calls.length = 0;
      const pressed = payloads.press('record.show~0', '{"i":"E-2026-001","l":"sv"}');
      await postInteraction(sides.bot.url, pressed);
      const [said] = await sides.slack.waitFor('chat.postMessage');
      expect(JSON.stringify(said?.args)).to.include(NOT_FOUND).and.not.include('Läxhjälp');
    });
  });

  describe('on permissions', () => {
    const forCoordinators = [
      'member.new',
      'member.apply',
      'question.open',
      'curated.withdraw',
      'matter.handover',
    ];
    for (const name of forCoordinators) {
      it(`${name} by a representative → refused`, async () => {
        const answer = readable(await anna.press(forged(name, '0123456789abcdef01234567'), { list: '' }));
        expect(answer).to.include(NOT_ALLOWED);
      });
    }

    it('a form for a role one doesn’t have → refused, nothing saved', async () => {
      const before = await snapshot();
      const answer = await guest.press(forged('example.save', 'abcdef0123456789'), FILLED);
      expect(readable(answer)).to.include(NOT_ALLOWED);
      expect(await snapshot()).to.equal(before);
    });

    it('the sender’s own claim to a role or another person in the button → not read', async () => {
      const data = {
        ...{ roles: ['coordinator'], person: { id: 'teams:aad-sara' }, administration: CULTURE },
        action: { name: 'question.list', roles: ['coordinator'], person: 'teams:aad-sara', language: 'sv' },
      };
      expect(readable(await guest.press({ title: 'x', data }))).to.match(/nuvarande roll|hör till/);
    });
  });

  describe('with more than the form asks for', () => {
    const extra = {
      ...{ withdrawn: 'true', version: '99', code: 'E-2026-777', createdBy: 'teams:aad-sara' },
      ...{ _id: '000000000000000000000000', history: '[]', platform: 'slack', origin: 'x', responses: '[]' },
    };
    it('fields of the record that no form has (mass assignment) → left unread', async () => {
      await anna.press(forged('example.save', 'massassignment01'), { ...FILLED, ...extra });
      const record = (await stored()).at(-1);
      expect(record).to.include({ code: 'E-2026-002', version: 1, platform: 'teams' });
      expect((record?.createdBy as Json | undefined)?.id).to.equal('teams:aad-anna');
      expect(record?.history).to.have.length(1);
    });

    it('a status that no form offers → the form comes back, nothing saved', async () => {
      const before = await snapshot();
      const answer = await anna.press(forged('example.save', 'forgedstatus0123'), {
        ...{ title: 'Odling', done: 'Vi odlade.', status: 'withdrawn' },
      });
      expect(inputs(answer)).to.include({ title: 'Odling' });
      expect(await snapshot()).to.equal(before);
    });

    for (const key of ['__proto__', 'constructor', 'prototype']) {
      it(`a field called ${key} (prototype pollution) → left unread, in Teams and in Slack`, async () => {
        const values = JSON.parse(
          `{"title":"Hej","${key}":{"polluted":"yes","isAdmin":true},"${key}.x":"y"}`,
        );
        await anna.press(forged('example.save', `pollute${key.length}abcdef`), values);
        const state = JSON.parse(
          `{"${key}":{"${key}":{"type":"checkboxes","selected_options":[{"value":"yes"}]}},"title":{"value":{"type":"plain_text_input","value":""}}}`,
        );
        const place = { channel: 'D00000001', kind: 'personal', at: sides.bot.now().getTime() };
        const metadata = { action: 'initiative.save', id: 'pollution0123456', language: 'sv', place };
        const sent = await postInteraction(
          sides.bot.url,
          payloads.submission(JSON.stringify(metadata), state),
        );
        expect(sent.status).to.equal(200);
        expect(({} as Json).polluted).to.equal(undefined);
        expect(({} as Json).isAdmin).to.equal(undefined);
      });
    }

    it('two thousand fields → read as the form’s own, the rest dropped', async () => {
      const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`field${n}`, 'x'.repeat(20)]));
      const answer = await anna.press(forged('example.save', 'manyfields012345'), {
        ...many,
        title: 'Körsång',
        done: 'Vi sjöng.',
      });
      expect(readable(answer)).to.match(/Sparat som E-2026-003/);
      expect(JSON.stringify((await stored()).at(-1))).to.not.include('field1999');
    });
  });

  describe('with ids that are none', () => {
    const ids = [
      ...['../../etc/passwd', '..\\..\\windows', '/api/../admin', '%2e%2e%2f', 'E-2026-001\u0000.json'],
      ...['{"$gt":""}', '[object Object]', "' || 1==1 //", '$where', 'e'.repeat(200)],
    ];
    for (const id of ids) {
      it(`${JSON.stringify(id).slice(0, 40)} for a record → not found, nothing read or changed`, async () => {
        const before = await snapshot();
        for (const name of ['record.show', 'record.edit', 'record.history'])
          expect(readable(await anna.press(forged(name, id)))).to.match(/hittar ingen post|kunde inte läsa/);
        expect(await snapshot()).to.equal(before);
      });
    }

    it('an object with an operator in place of an id → nothing of ours, and no turn', async () => {
      const data = { action: { name: 'record.show', id: { $gt: '' }, language: 'sv' } };
      const answer = await anna.press({ title: 'x', data });
      expect(readable(answer)).to.not.include('Läxhjälp');
      expect(JSON.stringify(answer)).to.include('BadRequest');
    });

    it('operators in the values of a form → text like any other', async () => {
      const typed = { title: '{"$ne":null}', done: '$where: sleep(1000)' };
      await anna.press(forged('example.save', 'operators0123456'), typed);
      const record = (await stored()).at(-1);
      expect(record?.content).to.deep.include({ title: typed.title, done: typed.done });
    });

    it('an object with an operator as a form’s value → not read as one', async () => {
      const answer = await anna.press(forged('example.save', 'operatorobj01234'), {
        title: { $ne: null },
        done: ['$gt'],
      });
      expect(readable(answer)).to.match(/rubrik/i);
      expect(JSON.stringify(await stored())).to.not.include('$gt');
    });
  });

  describe('sent again', () => {
    it('a form that was saved, a day later and by hand → the record it made, no second one', async () => {
      const save = forged('example.save', 'replayed01234567');
      expect(readable(await anna.press(save, { title: 'Bågskytte', done: 'Vi sköt.' }))).to.include('Sparat');
      const before = (await stored()).length;
      sides.bot.setNow('2026-03-13T09:00:00+01:00');
      await anna.press(save, { ...FILLED, title: 'Ändrad i efterhand' });
      expect(await stored()).to.have.length(before);
      expect(JSON.stringify(await stored())).to.not.include('Ändrad i efterhand');
    });

    it('somebody else’s form key → no record of theirs is shown or changed', async () => {
      const before = await snapshot();
      const answer = await sam.press(forged('example.save', 'replayed01234567'), { ...FILLED, title: 'Min' });
      expect(readable(answer)).to.not.include('Kapad');
      const after = JSON.parse(await snapshot()) as Json[];
      expect(JSON.stringify(after.slice(0, JSON.parse(before).length))).to.equal(before);
    });
  });
});
