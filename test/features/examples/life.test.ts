import { expect } from 'chai';
import { form, list, notice, record, useRecords, valuesOf } from '../../records/harness';

describe('the life of an example', () => {
  const records = useRecords();
  let code: string;
  beforeEach(async () => {
    code = record(await records.say('teams:anna', 'exempel: Läxhjälp | RFSL | dialog | Varje tisdag')).code;
  });

  const refusedAs = async (person: string, text: string): Promise<string> =>
    notice(await records.say(person, text)).text;

  it('is shown by its number however it is written', async () => {
    for (const words of [code, 'exempel E-2026-001', 'e 2026 1', 'E-2026-1 visa', 'visa e-2026-001']) {
      expect(record(await records.say('teams:sara', words)).title, words).to.equal('Läxhjälp');
    }
    expect(await refusedAs('teams:anna', 'E-2026-999')).to.contain('hittar ingen post');
    expect(await refusedAs('teams:anna', 'H-2026-001')).to.contain('hittar ingen post');
    const { actions } = record(await records.say('teams:sara', code));
    expect(actions.map(({ name }) => name)).to.deep.equal(['record.copy', 'record.history']);
  });

  it('is edited in a form that holds what it says', async () => {
    const edit = form(await records.say('teams:dan', `${code} ändra`));
    expect(edit.title).to.equal('Ändra exempel');
    expect(valuesOf(edit)).to.deep.include({
      title: 'Läxhjälp',
      done: 'Varje tisdag',
      partners: ['RFSL Örebro'],
      principles: ['dialogue'],
      administrations: ['culture'],
      shared: 'no',
    });
    records.at('2026-03-11T13:30:00Z');
    const values = { ...valuesOf(edit), title: 'Läxhjälp för alla', partners: [], from: '2 mars' };
    const saved = record(await records.press('teams:dan', edit.submit.name, edit.submit.id, values));
    expect(saved.title).to.equal('Läxhjälp för alla');
    expect(saved.footnote).to.equal('Loggad av Anna Ek, 10 mars 2026 10.00. Version 2.');
    expect(saved.facts.map(({ value }) => value)).to.not.include('RFSL Örebro');

    const { history } = record(await records.say('teams:anna', `${code} historik`));
    expect(history).to.deep.equal([
      '10 mars 2026 10.00, Anna Ek (Teams) loggade posten',
      '11 mars 2026 14.30, Dan Deputy (Teams) ändrade: Rubrik: ”Läxhjälp” → ”Läxhjälp för alla”; Partner: ”RFSL Örebro” → tomt; Från: tomt → 2 mars 2026',
    ]);
    expect(list(await records.say('teams:anna', 'exempel sök rfsl')).items).to.deep.equal([]);
    expect(list(await records.say('teams:anna', 'exempel sök alla')).items).to.have.length(1);
  });

  it('counts a form that is sent twice once, and a form without changes not at all', async () => {
    const edit = form(await records.say('teams:anna', `${code} ändra`));
    const values = { ...valuesOf(edit), title: 'Ny rubrik' };
    const send = () => records.press('teams:anna', edit.submit.name, edit.submit.id, values);
    const replies = [...(await Promise.all([send(), send(), send()])), await send()];
    for (const reply of replies) expect(record(reply).footnote).to.contain('Version 2.');
    const unchanged = form(await records.say('teams:anna', `${code} ändra`));
    await records.press('teams:anna', unchanged.submit.name, unchanged.submit.id, valuesOf(unchanged));
    expect(record(await records.say('teams:anna', `${code} historik`)).history).to.have.length(2);
  });

  it('shows the second of two editors what has changed, and loses neither’s work', async () => {
    const first = form(await records.say('teams:anna', `${code} ändra`));
    const second = form(await records.say('teams:dan', `${code} ändra`));
    await records.press('teams:anna', first.submit.name, first.submit.id, {
      ...valuesOf(first),
      title: 'Annas rubrik',
      done: 'Annas text',
    });
    const typed = { ...valuesOf(second), title: 'Dans rubrik', benefitCivil: 'Fler medlemmar' };
    const conflict = form(await records.press('teams:dan', second.submit.name, second.submit.id, typed));
    expect(conflict.errors?.['']).to.contain('Någon annan har ändrat posten');
    expect(conflict.errors?.['']).to.contain('Rubrik: ”Läxhjälp” → ”Annas rubrik”');
    expect(valuesOf(conflict)).to.deep.include({
      title: 'Dans rubrik',
      done: 'Annas text',
      benefitCivil: 'Fler medlemmar',
    });
    expect(record(await records.say('teams:dan', code)).title).to.equal('Annas rubrik');
    const again = await records.press(
      'teams:dan',
      conflict.submit.name,
      conflict.submit.id,
      valuesOf(conflict),
    );
    expect(record(again).title).to.equal('Dans rubrik');
    expect(record(again).paragraphs[0]?.text).to.equal('Annas text');
  });

  it('lets one of many editors at the same moment through', async () => {
    const forms = await Promise.all(
      ['teams:anna', 'teams:dan', 'teams:cora'].map(async (person) => ({
        person,
        view: form(await records.say(person, `${code} ändra`)),
      })),
    );
    const replies = await Promise.all(
      forms.map(({ person, view }) =>
        records.press(person, view.submit.name, view.submit.id, { ...valuesOf(view), title: person }),
      ),
    );
    expect(replies.map(({ views }) => views[0]?.kind).sort()).to.deep.equal(['form', 'form', 'record']);
    expect(record(await records.say('teams:anna', `${code} historik`)).history).to.have.length(2);
  });

  it('is withdrawn, hidden, shown to those who can restore it, and restored', async () => {
    const said = notice(await records.say('teams:anna', `exempel ${code} dra tillbaka`));
    expect(said.text).to.contain(`${code} är tillbakadragen`);
    expect(list(await records.say('teams:anna', 'exempel alla')).items).to.deep.equal([]);
    expect(await refusedAs('teams:sara', code)).to.contain('hittar ingen post');
    const hidden = record(await records.say('teams:dan', code));
    expect(hidden.status.label).to.equal('Tillbakadragen');
    expect(hidden.actions.map(({ name }) => name)).to.deep.equal(['record.restore', 'record.history']);
    // Asking for the form of a withdrawn record shows it with the way back.
    expect(record(await records.say('teams:anna', `${code} ändra`)).actions[0]?.name).to.equal(
      'record.restore',
    );
    const twice = await records.press('teams:anna', 'record.withdraw', code);
    expect(notice(twice).tone).to.equal('success');
    const undo = notice(twice).actions?.[0];
    const back = record(await records.press('teams:anna', undo?.name ?? '', undo?.id));
    expect(back.status.label).to.equal('Publicerat');
    expect(record(await records.say('teams:anna', `${code} historik`)).history).to.have.length(3);
    expect(list(await records.say('teams:sara', 'exempel alla')).items).to.have.length(1);
  });

  it('is withdrawn when it is only called the latest, and nobody else has one withdrawn by that', async () => {
    await records.say('teams:anna', 'exempel: Först | | | Ett');
    const { code: latest } = record(await records.say('teams:anna', 'exempel: Sist | | | Två'));
    const none = notice(await records.press('teams:dan', 'example.withdrawLast', ''));
    expect(none.text).to.not.contain(latest);
    const said = notice(await records.press('teams:anna', 'example.withdrawLast', ''));
    expect(said.text).to.contain(`${latest} är tillbakadragen`);
    expect(said.actions?.[0]?.name).to.equal('record.restore');
    const others = list(await records.say('teams:anna', 'exempel mina')).items;
    expect(JSON.stringify(others)).to.contain('Först').and.not.contain('Sist');
  });

  it('has a history that is there when asked for: the latest steps, and how many came before', async () => {
    const code = record(await records.say('teams:anna', 'exempel: Simskola | | | Steg 0')).code;
    for (let step = 1; step <= 31; step++) {
      const asked = form(await records.say('teams:anna', `${code} ändra`));
      const values = { ...valuesOf(asked), done: `Steg ${step}` };
      await records.press('teams:anna', asked.submit.name, asked.submit.id, values);
    }
    const shown = record(await records.say('teams:anna', `${code} historik`));
    expect(shown.history?.[0]).to.equal('2 tidigare steg visas inte här.');
    expect(shown.history).to.have.length(31);
    expect(shown.history?.at(-1)).to.contain('”Steg 30” → ”Steg 31”');
    expect(shown.actions.map(({ name }) => name)).not.to.include('record.history');
  });

  it('keeps an edit from reaching a record that was withdrawn meanwhile', async () => {
    const edit = form(await records.say('teams:anna', `${code} ändra`));
    await records.say('teams:dan', `${code} dra tillbaka`);
    const reply = await records.press('teams:anna', edit.submit.name, edit.submit.id, {
      ...valuesOf(edit),
      title: 'För sent',
    });
    expect(record(reply).lead).to.contain('Någon annan har ändrat posten');
    expect(record(reply).title).to.equal('Läxhjälp');
  });

  it('is changed by its administration, its creator and coordinators alone', async () => {
    for (const verb of ['ändra', 'dra tillbaka', 'återställ']) {
      const refused = await records.say('teams:sara', `${code} ${verb}`);
      expect(notice(refused).text, verb).to.contain('får du inte göra');
      // A guest isn't told that it is there.
      expect(notice(await records.say('teams:guest', `${code} ${verb}`)).text, verb).to.match(
        /hittar ingen post|får du inte göra/,
      );
    }
    const edit = form(await records.say('teams:anna', `${code} ändra`));
    const stolen = await records.press('teams:sara', edit.submit.name, edit.submit.id, valuesOf(edit));
    expect(notice(stolen).text).to.contain('får du inte göra');
    expect(form(await records.say('teams:cora', `${code} ändra`)).kind).to.equal('form');
  });

  it('is out of reach for whoever has lost the role since the form was opened', async () => {
    records.roles('teams:tom', { name: 'Tom', roles: ['representative'], administration: 'social' });
    const own = record(await records.say('teams:tom', 'exempel: Toms | | | Text')).code;
    const edit = form(await records.say('teams:tom', `${own} ändra`));
    records.roles('teams:tom', { name: 'Tom', roles: ['guest'] });
    const reply = await records.press('teams:tom', edit.submit.name, edit.submit.id, valuesOf(edit));
    expect(notice(reply).text).to.contain('får du inte göra');
  });

  it('answers kindly when the record is erased under an open form', async () => {
    const edit = form(await records.say('teams:anna', `${code} ändra`));
    await records.connection.models.example?.deleteMany({});
    const reply = await records.press('teams:anna', edit.submit.name, edit.submit.id, valuesOf(edit));
    expect(notice(reply).text).to.contain('hittar ingen post');
  });

  it('speaks English to those who do', async () => {
    expect(form(await records.say('teams:anna', `${code} edit`)).title).to.equal('Edit example');
    expect(notice(await records.say('teams:anna', `example ${code} withdraw`)).text).to.contain(
      'is withdrawn',
    );
    expect(record(await records.say('teams:anna', `${code} restore`)).footnote).to.contain(
      'Logged by Anna Ek, 10 March 2026 10:00.',
    );
  });
});
