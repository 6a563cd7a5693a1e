import { expect } from 'chai';
import { form, list, notice, only, record, useRecords, valuesOf } from '../../records/harness';

describe('logging examples', () => {
  const records = useRecords();

  const filled = { title: 'Läxhjälp på biblioteket', done: 'Volontärer hjälper elever varje tisdag.' };
  const titles = async (person: string): Promise<string[]> =>
    list(await records.say(person, 'exempel alla')).items.map(({ title }) => title);

  it('opens a form with two required fields and the own administration filled in', async () => {
    const view = form(await records.say('teams:anna', 'exempel ny'));
    expect(view.fields.filter(({ required }) => required).map(({ id }) => id)).to.deep.equal([
      'title',
      'done',
    ]);
    expect(valuesOf(view).administrations).to.deep.equal(['culture']);
    expect(view.fields.find(({ id }) => id === 'partners')).to.include({
      type: 'suggest',
      source: 'signatories',
    });
    expect(view.fields.find(({ id }) => id === 'principles')?.options).to.have.length(3);
  });

  it('saves what the form holds and confirms it with ändra and dra tillbaka', async () => {
    const { submit, fields } = form(await records.say('teams:anna', 'exempel ny'));
    expect(fields.map(({ id }) => id)).to.include.members([
      'form',
      'from',
      'to',
      'benefitCivil',
      'link',
      'shared',
    ]);
    const saved = record(
      await records.press('teams:anna', submit.name, submit.id, {
        ...filled,
        partners: ['friskis', 'Egen förening'],
        administrations: ['culture', 'social'],
        principles: ['dialogue'],
        form: 'project',
        from: '12 januari',
        to: '2026-03-03',
        benefitMunicipality: 'Nöjda elever',
        link: 'https://example.org/lax',
        shared: 'yes',
      }),
    );
    expect(saved.code).to.equal('E-2026-001');
    expect(saved.lead).to.equal('Sparat som E-2026-001. Tack.');
    expect(saved.status.label).to.equal('Publicerat');
    expect(saved.facts.map(({ value }) => value)).to.deep.equal([
      'Kultur- och fritidsförvaltningen, Socialförvaltningen',
      'Friskis&Svettis Örebro, Egen förening',
      'Dialog',
      'Projekt',
      '12 januari 2026 – 3 mars 2026',
      'Visas i både Teams och Slack',
    ]);
    expect(saved.links?.map(({ url }) => url)).to.deep.equal(['https://example.org/lax']);
    expect(saved.footnote).to.equal('Loggad av Anna Ek, 10 mars 2026 10.00.');
    expect(saved.actions.map(({ name, id }) => [name, id])).to.deep.include.members([
      ['record.edit', 'E-2026-001'],
      ['record.withdraw', 'E-2026-001'],
    ]);
  });

  it('makes one record of a form sent twice, also at the same moment', async () => {
    const { submit } = form(await records.say('teams:anna', 'exempel ny'));
    const sends = await Promise.all(
      [1, 2, 3, 4].map(() => records.press('teams:anna', submit.name, submit.id, filled)),
    );
    sends.push(await records.press('teams:anna', submit.name, submit.id, { ...filled, title: 'Ändrad' }));
    const codes = new Set(sends.map((reply) => record(reply).code));
    expect(codes.size).to.equal(1);
    expect(await titles('teams:anna')).to.deep.equal([filled.title]);
  });

  it('does not take one person’s form key for another’s', async () => {
    const { submit } = form(await records.say('teams:anna', 'exempel ny'));
    const anna = record(await records.press('teams:anna', submit.name, submit.id, filled));
    const sara = record(
      await records.press('teams:sara', submit.name, submit.id, { ...filled, title: 'Saras' }),
    );
    expect(sara.code).to.not.equal(anna.code);
    expect(sara.title).to.equal('Saras');
  });

  it('numbers records without ever using a number twice', async () => {
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        records.say('teams:anna', `exempel: Nummer ${index} | | | Text`),
      ),
    );
    const codes = replies.map((reply) => record(reply).code).sort();
    expect(codes).to.deep.equal(
      Array.from({ length: 12 }, (_, index) => `E-2026-${String(index + 1).padStart(3, '0')}`),
    );
    records.at('2026-12-31T23:30:00Z');
    const next = record(await records.say('teams:anna', 'exempel: Nyår | | | Redan nästa år i Stockholm'));
    records.at('2026-03-10T09:00:00Z');
    expect(next.code).to.equal('E-2027-001');
  });

  it('skips numbers that are taken when the counter has fallen behind', async () => {
    await records.say('teams:anna', 'exempel: Första | | | Text');
    await records.connection.models.counter?.deleteMany({});
    const second = record(await records.say('teams:anna', 'exempel: Andra | | | Text'));
    expect(second.code).to.equal('E-2026-002');
  });

  it('keeps what was typed when something must be corrected', async () => {
    const { submit } = form(await records.say('teams:anna', 'exempel ny'));
    const typed = {
      title: ' ',
      done: 'Ring 640823-3234',
      from: '2026-03-10',
      to: 'snart',
      partners: ['RFSL'],
      link: 'ftp://x',
    };
    const again = form(await records.press('teams:anna', submit.name, submit.id, typed));
    expect(again.submit).to.deep.equal(submit);
    expect(valuesOf(again)).to.deep.equal(typed);
    expect(again.errors).to.have.all.keys('title', 'done', 'to', 'link');
    expect(again.errors?.title).to.contain('Skriv en rubrik, till exempel');
    expect(await records.connection.models.example?.countDocuments({})).to.equal(0);
    const reversed = { ...filled, from: '2026-03-10', to: '2026-03-01' };
    expect(form(await records.press('teams:anna', submit.name, submit.id, reversed)).errors).to.have.property(
      'to',
    );
    const saved = record(await records.press('teams:anna', submit.name, submit.id, filled));
    expect(saved.title).to.equal(filled.title);
  });

  it('stores hostile text as the text it is', async () => {
    const title = '<b>&amp; *fet* @channel <!here> {"$gt":""} %{x}';
    const { submit } = form(await records.say('teams:anna', 'exempel ny'));
    const values = { title, done: '../../etc/passwd\u0000\u202e', partners: ['{"$ne":1}', '__proto__'] };
    const saved = record(await records.press('teams:anna', submit.name, submit.id, values));
    expect(saved.title).to.equal(title);
    expect(saved.paragraphs[0]?.text).to.equal('../../etc/passwd');
    expect(saved.facts.find(({ label }) => label === 'Partner')?.value).to.equal('{"$ne":1}, __proto__');
    const unread = await records.press('teams:anna', 'example.save', '{"$gt":""}', filled);
    expect(notice(unread).text).to.contain('Knappen hör till');
  });

  describe('in one line', () => {
    it('says what it understood', async () => {
      const line =
        'exempel: Läxhjälp | Röda Korset, Friskis | dialog, transparens | Varje tisdag | på Drottninggatan';
      const saved = record(await records.say('teams:anna', line));
      expect(saved.lead).to.contain('Sparat som E-2026-001. Så här förstod jag det.');
      expect(saved.title).to.equal('Läxhjälp');
      expect(saved.facts.map(({ value }) => value)).to.deep.equal([
        'Kultur- och fritidsförvaltningen',
        'Röda Korset – Örebro Rödakorskrets, Friskis&Svettis Örebro',
        'Dialog, Öppenhet och insyn',
      ]);
      expect(saved.paragraphs[0]?.text).to.equal('Varje tisdag | på Drottninggatan');
    });

    it('forgives parts that are left out, slips of the key and unknown principles', async () => {
      const two = record(await records.say('teams:anna', 'exempel: Rubrik | Det vi gjorde'));
      expect(two.paragraphs[0]?.text).to.equal('Det vi gjorde');
      const three = record(await records.say('teams:anna', 'Exempel: Träning | Friskiss | Det vi gjorde'));
      expect(three.facts.at(-1)?.value).to.equal('Friskis&Svettis Örebro');
      const four = record(await records.say('teams:anna', 'example: T | RFSL | mangfald, snällhet | Did it'));
      expect(four.lead).to.contain('I do not recognise the principle “snällhet”');
      expect(four.facts.at(-1)?.value).to.equal('Diversity');
    });

    it('takes a last part that is a day for when it began', async () => {
      for (const line of ['T | RFSL | dialog | Vi sågs | 1 mars', 'T | RFSL | Vi sågs | 2026-03-01']) {
        const { facts, paragraphs } = record(await records.say('teams:anna', `exempel: ${line}`));
        expect(facts.at(-1), line).to.deep.equal({ label: 'När', value: '1 mars 2026' });
        expect(paragraphs[0]?.text, line).to.equal('Vi sågs');
      }
    });

    it('says what is missing, saves nothing and gives the form with what was understood', async () => {
      const understood: Readonly<Record<string, object>> = {
        'exempel: ': { title: '' },
        'exempel: Bara rubrik': { title: 'Bara rubrik', done: '' },
        'exempel: A | Friskis | Dialog': { title: 'A', partners: ['Friskis'], principles: ['dialogue'] },
      };
      for (const [line, values] of Object.entries(understood)) {
        const asked = form(await records.say('teams:anna', line));
        expect(asked.errors?.[''], line).to.contain('Inget är sparat');
        expect(valuesOf(asked), line).to.deep.include(values);
      }
      expect(await titles('teams:anna')).to.deep.equal([]);
    });

    it('gives no identity number back, not even in the form', async () => {
      const reply = await records.say('teams:anna', 'exempel: 640823-3234 | x');
      expect(notice(reply).text).to.contain('Inget är sparat').and.contain('personnummer');
      expect(notice(reply).actions?.[0]?.name).to.equal('example.new');
      expect(JSON.stringify(reply)).not.to.contain('640823');
      expect(await titles('teams:anna')).to.deep.equal([]);
    });

    it('makes one record of one delivery', async () => {
      const replies = await Promise.all(
        [1, 2, 3].map(() => records.say('teams:anna', 'exempel: En | | | Text', { key: 'same' })),
      );
      replies.push(await records.say('teams:anna', 'exempel: En | | | Text', { key: 'same' }));
      expect(new Set(replies.map((reply) => record(reply).code)).size).to.equal(1);
      expect(await titles('teams:anna')).to.deep.equal(['En']);
    });
  });

  it('refuses guests and the council, in words, by button and with a form of someone else', async () => {
    const { submit } = form(await records.say('teams:anna', 'exempel ny'));
    for (const person of ['teams:guest', 'slack:ulf']) {
      for (const reply of [
        await records.say(person, 'exempel ny'),
        await records.say(person, 'exempel: A | | | B'),
        await records.press(person, submit.name, submit.id, filled),
      ]) {
        expect(only(reply, 'notice').text).to.contain('får du inte göra');
      }
    }
    expect(await records.connection.models.example?.countDocuments({})).to.equal(0);
  });
});
