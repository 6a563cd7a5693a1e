import { expect } from 'chai';
import type { Reply } from '../../../src/turn/turn';
import { list, notice, record, useRecords } from '../../records/harness';

describe('finding examples', () => {
  const records = useRecords();

  const log = async (person: string, line: string): Promise<string> =>
    record(await records.say(person, `exempel: ${line}`)).code;
  const titles = (reply: Reply): string[] => list(reply).items.map(({ title }) => title);

  it('says what to do where there is nothing yet', async () => {
    for (const words of ['exempel mina', 'exempel alla', 'exempel min förvaltnings']) {
      const empty = list(await records.say('teams:anna', words));
      expect(empty.items, words).to.deep.equal([]);
      expect(empty.empty, words).to.contain('exempel ny');
    }
    expect(list(await records.say('teams:anna', 'exempel sök läxhjälp')).empty).to.contain('läxhjälp');
    expect(notice(await records.say('teams:anna', 'exempel sök')).text).to.contain('Skriv vad du söker');
    expect(notice(await records.say('teams:anna', 'exempel sök och i på')).text).to.contain(
      'Skriv vad du söker',
    );
    expect(notice(await records.say('teams:cora', 'exempel vara')).text).to.contain('förvaltning');
  });

  it('lists mine, my administration’s and all, newest first', async () => {
    await log('teams:anna', 'Annas | | | Text');
    records.at('2026-03-10T09:01:00Z');
    await log('teams:dan', 'Dans | | | Text');
    records.at('2026-03-10T09:02:00Z');
    await log('teams:sara', 'Saras | | | Text');
    expect(titles(await records.say('teams:anna', 'exempel mina'))).to.deep.equal(['Annas']);
    expect(titles(await records.say('teams:anna', 'exempel våra'))).to.deep.equal(['Dans', 'Annas']);
    expect(titles(await records.say('teams:anna', 'exempel'))).to.deep.equal(['Saras', 'Dans', 'Annas']);
    const refused = await records.say('teams:anna', 'exempel mina', { kind: 'channel' });
    expect(notice(refused).text).to.contain('egen chatt');
  });

  it('offers to log only to those who may', async () => {
    const offered = async (person: string): Promise<boolean> =>
      list(await records.say(person, 'exempel alla')).actions.some(({ name }) => name === 'example.new');
    expect(await offered('teams:anna')).to.equal(true);
    for (const person of ['slack:ulf', 'teams:guest']) expect(await offered(person), person).to.equal(false);
  });

  it('turns pages without losing or repeating any', async () => {
    for (let index = 1; index <= 18; index++) await log('teams:anna', `Nr ${index} | | | Samma text`);
    for (const words of ['exempel alla', 'exempel mina', 'exempel sök samma text']) {
      const seen: string[] = [];
      let reply = await records.say('teams:anna', words);
      for (let page = 1; page <= 3; page++) {
        seen.push(...titles(reply));
        expect(list(reply).footer).to.equal(`Sida ${page}`);
        const next = list(reply).actions.find(({ label }) => label === 'Nästa sida');
        expect(next === undefined, `${words} ${page}`).to.equal(page === 3);
        if (next !== undefined) reply = await records.press('teams:anna', next.name, next.id);
      }
      expect(seen).to.deep.equal(Array.from({ length: 18 }, (_, index) => `Nr ${18 - index}`));
      const back = list(reply).actions.find(({ label }) => label === 'Föregående sida');
      expect(titles(await records.press('teams:anna', back?.name ?? '', back?.id))[0]).to.equal('Nr 10');
    }
    expect(titles(await records.press('teams:anna', 'example.all', '9999'))).to.deep.equal([]);
    expect(notice(await records.press('teams:anna', 'example.all', '-1')).text).to.contain('kunde inte läsa');
  });

  describe('by search', () => {
    beforeEach(async () => {
      await log('teams:anna', 'Läxhjälp på biblioteket | Röda Korset | dialog | Volontärer hjälper elever');
      records.at('2026-03-10T09:01:00Z');
      await log(
        'teams:sara',
        'Promenader i Vivalla | Friskis, Grannarna i Vivalla | mångfald | Äldre går tillsammans',
      );
    });

    const found: Readonly<Record<string, readonly string[]>> = {
      läxhjälp: ['Läxhjälp på biblioteket'],
      laxhjalpen: ['Läxhjälp på biblioteket'],
      LÄXHJÄLPS: ['Läxhjälp på biblioteket'],
      lexhjälp: ['Läxhjälp på biblioteket'],
      volontärerna: ['Läxhjälp på biblioteket'],
      volotnärer: ['Läxhjälp på biblioteket'],
      promenad: ['Promenader i Vivalla'],
      biblio: ['Läxhjälp på biblioteket'],
      'elever läxhjälp': ['Läxhjälp på biblioteket'],
      'läxhjälp vivalla': [],
      friskis: ['Promenader i Vivalla'],
      'partner:friskis': ['Promenader i Vivalla'],
      'partner:grannar': ['Promenader i Vivalla'],
      'partner:"röda korset" elever': ['Läxhjälp på biblioteket'],
      'princip:mangfald': ['Promenader i Vivalla'],
      'princip:snällhet': [],
      'förvaltning:kultur': ['Läxhjälp på biblioteket'],
      socialförvaltningen: ['Promenader i Vivalla'],
      '2026': ['Promenader i Vivalla', 'Läxhjälp på biblioteket'],
      'promenader mars 2026': ['Promenader i Vivalla'],
      '2026-04': [],
      '2025': [],
      xyzzy: [],
    };
    for (const [words, expected] of Object.entries(found)) {
      it(`${words} finds ${expected.length}`, async () => {
        expect(titles(await records.say('teams:anna', `exempel sök ${words}`))).to.deep.equal(expected);
      });
    }

    it('says when it has searched for something else, and when a word is unknown', async () => {
      expect(list(await records.say('teams:anna', 'exempel sök lexhjälp')).intro).to.contain('”lexhjälp”');
      expect(list(await records.say('teams:anna', 'exempel sök läxhjälp')).intro).to.equal(undefined);
      expect(list(await records.say('teams:anna', 'exempel sök xyzzy')).empty).to.contain('”xyzzy”');
    });

    it('forgets what a record no longer says', async () => {
      await records.say('teams:sara', 'E-2026-002 dra tillbaka');
      expect(titles(await records.say('teams:anna', 'exempel sök promenader'))).to.deep.equal([]);
    });
  });

  it('shows only shared records on the other platform, and only shared ones to guests', async () => {
    const own = await log('teams:anna', 'Bara Teams | | | Hemligt');
    const both = await log('teams:anna', 'Delad | | | Öppet');
    const { repositories } = records;
    const entry = await repositories.examples.byCode(both);
    if (entry === undefined) throw new Error('not saved');
    const actor = { id: 'teams:anna', platform: 'teams' } as const;
    await repositories.examples.update(
      both,
      1,
      { ...entry, shared: true },
      { actor, at: new Date(), key: 'share' },
    );
    for (const person of ['slack:ulf', 'slack:rea', 'slack:guest', 'teams:guest']) {
      expect(titles(await records.say(person, 'exempel alla')), person).to.deep.equal(['Delad']);
      expect(titles(await records.say(person, 'exempel sök hemligt')), person).to.deep.equal([]);
      expect(notice(await records.say(person, own)).text, person).to.contain('hittar ingen post');
      expect(record(await records.say(person, `exempel ${both}`)).title).to.equal('Delad');
    }
    expect(titles(await records.say('teams:sara', 'exempel alla'))).to.have.members(['Bara Teams', 'Delad']);
    expect(titles(await records.say('terminal:me', 'exempel alla'))).to.have.members(['Bara Teams', 'Delad']);
  });
});
