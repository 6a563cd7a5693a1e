import { expect } from 'chai';
import { form, list, notice, record, useRecords, valuesOf } from '../../records/harness';

describe('drafts and copies', () => {
  const records = useRecords();

  const titles = async (person: string, words: string): Promise<string[]> =>
    list(await records.say(person, words)).items.map(({ title }) => title);
  const saveDraft = async (title = 'Läxhjälp'): Promise<string> => {
    const { submit } = form(await records.say('teams:anna', 'exempel ny'));
    const values = {
      title,
      done: 'Varje tisdag',
      shared: 'yes',
      administrations: ['culture'],
      status: 'draft',
    };
    return record(await records.press('teams:anna', submit.name, submit.id, values)).code;
  };

  it('are seen by their writer and those who may change them, and by nobody else', async () => {
    const code = await saveDraft();
    for (const words of ['exempel utkast', 'exempel mina', 'exempel mina utkast']) {
      expect(await titles('teams:anna', words), words).to.deep.equal(['Läxhjälp']);
    }
    for (const person of ['teams:anna', 'teams:sara', 'slack:ulf', 'teams:guest']) {
      for (const words of ['exempel alla', 'exempel sök läxhjälp', 'exempel sök 2026']) {
        expect(await titles(person, words), `${person} ${words}`).to.deep.equal([]);
      }
    }
    for (const person of ['teams:sara', 'teams:guest', 'slack:ulf', 'slack:rea']) {
      expect(notice(await records.say(person, code)).text, person).to.contain('hittar ingen post');
    }
    expect(record(await records.say('teams:dan', code)).status.label).to.equal('Utkast');
    expect(JSON.stringify(await records.say('teams:sara', 'digest'))).to.not.include('Läxhjälp');
  });

  it('are published by button or words, once, and count from then', async () => {
    const code = await saveDraft();
    const draft = record(await records.say('teams:anna', code));
    expect(draft.actions[0]).to.include({ name: 'record.publish', id: code, label: 'Publicera' });
    records.at('2026-05-04T09:00:00Z');
    const published = record(await records.press('teams:anna', 'record.publish', code));
    expect(published.status.label).to.equal('Publicerat');
    expect(published.lead).to.contain('är publicerat');
    const twice = record(await records.say('teams:anna', `${code} publicera`));
    expect(twice.lead).to.contain('redan publicerat');
    expect(twice.footnote).to.contain('4 maj 2026').and.contain('Version 2.');
    expect(await titles('teams:sara', 'exempel alla')).to.deep.equal(['Läxhjälp']);
    expect(await titles('slack:ulf', 'exempel sök läxhjälp')).to.deep.equal(['Läxhjälp']);
    expect(await titles('teams:anna', 'exempel utkast')).to.deep.equal([]);
    expect(JSON.stringify(await records.say('teams:sara', 'digest'))).to.include('Läxhjälp');
  });

  it('are published by those alone who may change them', async () => {
    const code = await saveDraft();
    for (const person of ['teams:sara', 'teams:guest', 'slack:ulf']) {
      const refused = notice(await records.press(person, 'record.publish', code));
      expect(refused.text, person).to.match(/hittar ingen post|får du inte göra/);
    }
    expect(record(await records.press('teams:dan', 'record.publish', code)).status.label).to.equal(
      'Publicerat',
    );
  });

  it('stay drafts when they are edited without a word about it', async () => {
    const code = await saveDraft();
    const edit = form(await records.say('teams:anna', `${code} ändra`));
    expect(valuesOf(edit).status).to.equal('draft');
    const { status: _, ...values } = valuesOf(edit);
    const saved = await records.press('teams:anna', edit.submit.name, edit.submit.id, {
      ...values,
      title: 'Läxhjälp igen',
    });
    expect(record(saved).status.label).to.equal('Utkast');
  });

  it('copy what was said, not when, nor who may see it', async () => {
    const line = 'exempel: Läxhjälp | Friskis | dialog | Varje tisdag';
    const code = record(await records.say('teams:anna', line)).code;
    const copy = form(await records.say('teams:sara', `${code} kopiera`));
    expect(copy.title).to.equal('Nytt exempel');
    expect(valuesOf(copy)).to.deep.equal({
      title: 'Läxhjälp',
      done: 'Varje tisdag',
      partners: ['Friskis&Svettis Örebro'],
      principles: ['dialogue'],
      administrations: ['social'],
      shared: 'no',
      status: 'published',
    });
    const values = { ...valuesOf(copy), title: 'Läxhjälp i Vivalla hela sommaren' };
    const saved = record(await records.press('teams:sara', copy.submit.name, copy.submit.id, values));
    expect(saved.code).to.not.equal(code);
    expect(notice(await records.say('slack:ulf', `${code} kopiera`)).text).to.contain('hittar ingen post');
    expect(notice(await records.press('teams:guest', 'record.copy', code)).tone).to.equal('warning');
  });
});
