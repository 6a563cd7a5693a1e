import { expect } from 'chai';
import { form, notice, record, useRecords, valuesOf } from '../../records/harness';

describe('what a dialogue led to', () => {
  const records = useRecords();
  let code: string;
  beforeEach(async () => {
    code = record(await records.say('teams:anna', 'dialog: Öppettider | RFSL | 9 mars')).code;
    await records.say('teams:anna', `${code} genomförd`);
  });

  const names = async (): Promise<string[]> =>
    record(await records.say('teams:anna', code)).actions.map(({ name }) => name);

  it('is asked for by button until it is there, in a form of its own', async () => {
    expect(await names()).to.include.members(['initiative.outcome', 'initiative.feedback']);
    const asked = form(await records.press('teams:anna', 'initiative.outcome', code));
    expect(asked.fields.map(({ id }) => id)).to.deep.equal([
      'outcome',
      'nextStep',
      'feedbackOn',
      'followUpOn',
    ]);
    const values = {
      outcome: 'Öppet till 21',
      nextStep: 'Prova i vår',
      feedbackOn: 'i går',
      followUpOn: '1 maj',
    };
    const saved = record(await records.press('teams:anna', asked.submit.name, asked.submit.id, values));
    expect(saved.paragraphs.map(({ text }) => text)).to.deep.equal(['Öppet till 21', 'Prova i vår']);
    expect(saved.facts.map(({ value }) => value)).to.include.members([
      'RFSL Örebro',
      '9 mars 2026',
      '1 maj 2026',
    ]);
    expect(saved.status.label).to.equal('Genomförd');
    expect(await names())
      .to.not.include('initiative.outcome')
      .and.not.include('initiative.feedback');
  });

  it('is said in words, under the same guards', async () => {
    const saved = record(await records.say('teams:anna', `dialog ${code} utfall: Öppet till 21`));
    expect(saved.paragraphs[0]?.text).to.equal('Öppet till 21');
    const refused = form(await records.say('teams:anna', `${code} utfall ring 640823-3234`));
    expect(refused.errors?.outcome).to.contain('personnummer');
    expect(valuesOf(refused).outcome).to.contain('ring');
    const asked = form(await records.say('teams:anna', `${code} utfall Han har cancer`));
    expect(asked.submit.label).to.equal('Spara ändå');
    for (const person of ['teams:sara', 'slack:ulf', 'teams:guest']) {
      const answer = notice(await records.say(person, `${code} utfall: Kapat`));
      expect(answer.text, person).to.match(/får du inte göra|hittar ingen post/);
    }
    expect(record(await records.say('teams:anna', code)).paragraphs[0]?.text).to.equal('Öppet till 21');
  });

  it('keeps the rest of the record, also when someone else changes it meanwhile', async () => {
    const asked = form(await records.press('teams:anna', 'initiative.outcome', code));
    const edit = form(await records.say('teams:dan', `${code} ändra`));
    await records.press('teams:dan', edit.submit.name, edit.submit.id, {
      ...valuesOf(edit),
      title: 'Nya tider',
    });
    const conflict = form(
      await records.press('teams:anna', asked.submit.name, asked.submit.id, { outcome: 'Öppet till 21' }),
    );
    expect(conflict.errors?.['']).to.contain('Ämne: ”Öppettider” → ”Nya tider”');
    expect(valuesOf(conflict).outcome).to.equal('Öppet till 21');
    const saved = record(
      await records.press('teams:anna', conflict.submit.name, conflict.submit.id, valuesOf(conflict)),
    );
    expect([saved.title, saved.paragraphs[0]?.text]).to.deep.equal(['Nya tider', 'Öppet till 21']);
  });

  it('counts as heard today, or on the day that is said', async () => {
    const today = record(await records.press('teams:anna', 'initiative.feedback', code));
    expect(today.lead).to.contain('10 mars 2026');
    expect(record(await records.press('teams:anna', 'initiative.feedback', code)).lead).to.contain('redan');
    const other = record(await records.say('teams:anna', `${code} återkoppling 8 mars`));
    expect(other.facts.find(({ label }) => label === 'Återkoppling gavs')?.value).to.equal('8 mars 2026');
    expect(notice(await records.say('teams:anna', `${code} återkoppling sen`)).text).to.contain('datum');
    expect(record(await records.say('teams:anna', `${code} feedback 9 March`)).lead).to.contain(
      '9 March 2026',
    );
  });

  it('reads as a list of labels and values', async () => {
    const { facts } = record(await records.say('teams:anna', code));
    expect(facts.map(({ label }) => label).join())
      .to.include('Initiativ från')
      .and.not.include('?');
    const edit = form(await records.say('teams:anna', `${code} ändra`));
    await records.press('teams:anna', edit.submit.name, edit.submit.id, {
      ...valuesOf(edit),
      takenBy: 'civil',
    });
    const { history } = record(await records.say('teams:anna', `${code} historik`));
    expect(history?.at(-1)).to.contain('Initiativ från: Kommunen → Civilsamhället');
  });
});
