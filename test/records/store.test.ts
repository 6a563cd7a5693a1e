import { expect } from 'chai';
import { isEmbedded } from '../storage/with-store';
import { form, list, notice, type Records, record, startRecords, valuesOf } from './harness';

describe('records and their store', () => {
  it('gives the form back filled when the store is away, and says that nothing is lost', async () => {
    const records = await startRecords();
    const { submit } = form(await records.say('teams:anna', 'exempel ny'));
    await records.connection.close();
    const values = { title: 'Läxhjälp', done: 'Varje tisdag' };
    const again = form(await records.press('teams:anna', submit.name, submit.id, values));
    expect(valuesOf(again)).to.deep.include(values);
    expect(again.submit).to.deep.equal(submit);
    expect(again.errors?.['']).to.contain('Jag når inte mina anteckningar just nu');
    expect(notice(await records.say('teams:anna', 'exempel alla')).tone).to.equal('error');
    expect(notice(await records.say('teams:anna', 'exempel: A | | | B')).text).to.contain('når inte');
    await records.stop();
  });

  describe('with an index for every query', () => {
    let records: Records;
    before(async function () {
      if (!isEmbedded()) return this.skip();
      records = await startRecords();
    });
    after(() => records?.stop());

    it('reads no collection from end to end', async () => {
      const example = record(
        await records.say('teams:anna', 'exempel: Läxhjälp | RFSL | dialog | Text'),
      ).code;
      const initiative = record(await records.say('teams:anna', 'dialog: Öppettider | RFSL | 2 mars')).code;
      const words = [
        'exempel mina',
        'exempel våra',
        'exempel alla',
        'exempel sök läxhjälp',
        'exempel sök lexhjelp',
        'exempel sök läx',
        'exempel sök partner:rfsl',
        'exempel sök princip:dialog 2026',
        'exempel sök förvaltning:kultur mars 2026',
        'exempel sök 2026',
        'dialog mina',
        'dialog sök öppet',
        'digest',
        'exempel utkast',
        'exempel: Läxhjälp i parken varje dag | RFSL | dialog | Text',
        `${example} ändra`,
        `${example} kopiera`,
        `${example} publicera`,
        `${example} bekräfta`,
        `${example} kommentera: Tack`,
        `${example} historik`,
        `${example} dra tillbaka`,
        `${example} återställ`,
        `${initiative} utfall: Öppet till 21`,
        `${initiative} återkoppling`,
        `${initiative} genomförd`,
        `${initiative} ångra`,
        `${initiative} dra tillbaka`,
      ];
      for (const person of ['teams:anna', 'slack:rea', 'slack:ulf', 'teams:guest', 'terminal:me']) {
        for (const text of words) await records.say(person, text);
      }
      expect(records.slow).to.deep.equal([]);
      await records.connection.models.example?.find({ 'content.done': 'Text' });
      expect(records.slow.splice(0), 'an unindexed query is noticed').to.have.length(1);
    });
  });

  it('keeps one history entry for each version, however many save at once', async () => {
    const records = await startRecords();
    const { code } = record(await records.say('teams:anna', 'exempel: A | | | Text'));
    const actor = { id: 'teams:anna', platform: 'teams' } as const;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, async (_, index) => {
        const entry = await records.repositories.examples.byCode(code);
        if (entry === undefined) throw new Error('not saved');
        const draft = { ...entry, content: { ...entry.content, title: `Titel ${index}` } };
        const cause = { actor, at: new Date(), key: `edit-${index}` };
        return records.repositories.examples.update(code, entry.version, draft, cause);
      }),
    );
    const saved = outcomes.filter(({ status }) => status === 'fulfilled').length;
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason.code] : [],
    );
    expect(saved).to.be.at.least(1);
    expect(new Set(refused)).to.deep.equal(new Set(saved === 8 ? [] : ['record-changed']));
    const now = await records.repositories.examples.byCode(code);
    expect(now?.version).to.equal(saved + 1);
    expect(now?.history.map(({ version }) => version)).to.deep.equal(
      Array.from({ length: saved + 1 }, (_, index) => index + 1),
    );
    expect(list(await records.say('teams:anna', 'exempel alla')).items[0]?.title).to.equal(
      now?.content.title,
    );
    await records.stop();
  });

  it('refuses to write what the schema does not know', async () => {
    const records = await startRecords();
    const model = records.connection.models.example;
    const unknown = await model
      ?.updateOne({ code: 'E-2026-001' }, { $set: { secret: 1 } })
      .catch((error) => error);
    expect(unknown).to.be.instanceOf(Error);
    const query = await model?.find({ secret: 1 }).catch((error) => error);
    expect(query).to.be.instanceOf(Error);
    await records.stop();
  });
});
