import { expect } from 'chai';
import { sensitiveTopicsIn } from '../../../src/forms/sensitive';
import { likeness } from '../../../src/records/similar';
import { form, list, record, useRecords, valuesOf } from '../../records/harness';

describe('what to think about before saving', () => {
  const records = useRecords();

  const LINE = 'exempel: Läxhjälp på biblioteket | Friskis | dialog | Varje tisdag';
  const count = async (): Promise<number> =>
    list(await records.say('teams:anna', 'exempel alla')).items.length;

  it('shows a likely duplicate first, loses nothing, and saves anyway when asked to', async () => {
    const { code } = record(await records.say('teams:anna', LINE));
    const { submit } = form(await records.say('teams:sara', 'exempel ny'));
    const typed = { title: 'Läxhjälp i biblioteket', done: 'Onsdagar', partners: ['Friskis'], shared: 'no' };
    const asked = form(await records.press('teams:sara', submit.name, submit.id, typed));
    expect(asked.errors?.['']).to.contain(`Det finns redan ${code}`).and.contain('Spara ändå');
    expect(valuesOf(asked)).to.deep.include(typed);
    expect(asked.submit.label).to.equal('Spara ändå');
    expect(await count()).to.equal(1);
    const saved = record(
      await records.press('teams:sara', asked.submit.name, asked.submit.id, valuesOf(asked)),
    );
    expect(await count()).to.equal(2);
    // Sent twice it is still one, and no warning of itself.
    const again = await records.press('teams:sara', asked.submit.name, asked.submit.id, valuesOf(asked));
    expect(record(again).code).to.equal(saved.code);
    const late = await records.press('teams:sara', submit.name, submit.id, typed);
    expect(record(late).code).to.equal(saved.code);
    const history = record(await records.say('teams:sara', `${saved.code} historik`)).history;
    expect(history?.[0]).to.contain('loggade posten (sparad trots liknande post)');
  });

  it('stops a line in the same way, with the line in the form', async () => {
    await records.say('teams:anna', LINE);
    const asked = form(await records.say('teams:sara', LINE));
    expect(valuesOf(asked)).to.deep.include({ title: 'Läxhjälp på biblioteket', done: 'Varje tisdag' });
    expect(await count()).to.equal(1);
    await records.press('teams:sara', asked.submit.name, asked.submit.id, valuesOf(asked));
    expect(await count()).to.equal(2);
  });

  it('says in that form what it did not understand, which no field can hold', async () => {
    await records.say('teams:anna', 'dialog: Öppettider | RFSL');
    const asked = form(await records.say('teams:anna', 'dialog: Öppettider | RFSL | 31 februari'));
    expect(asked.errors?.['']).to.contain('”31 februari”').and.contain('Det finns redan');
  });

  it('never names what the person may not see', async () => {
    await records.say('teams:anna', 'dialog: Öppettider på fritidsgården | RFSL');
    expect(
      record(await records.say('slack:ulf', 'dialog: Öppettider på fritidsgården | RFSL')).code,
    ).to.match(/^D-/);
  });

  it('takes what is held again, on another day or with others, for something new', async () => {
    await records.say('teams:anna', 'dialog: Öppettider | RFSL | 12 mars');
    for (const line of ['dialog: Öppettider | RFSL | 12 april', 'dialog: Öppettider | Friskis | 12 mars']) {
      expect(record(await records.say('teams:anna', line)).code, line).to.match(/^D-/);
    }
    form(await records.say('teams:anna', 'dialog: Öppettider | RFSL | 12 mars'));
  });

  it('compares titles by their words', () => {
    expect(likeness('Läxhjälp på biblioteket', 'läxhjälpen i Biblioteket')).to.equal(1);
    expect(likeness('Läxhjälp', 'Simskola')).to.equal(0);
    expect(likeness('Läxhjälp på biblioteket', 'Läxhjälp i skolan')).to.be.closeTo(1 / 3, 0.01);
    expect(likeness('', 'och')).to.equal(0);
  });

  it('warns of a text that seems to reveal something sensitive, and notes the decision without the text', async () => {
    const { submit } = form(await records.say('teams:anna', 'exempel ny'));
    const typed = { title: 'Promenader', done: 'Hon har diabetes och går med varje vecka.' };
    const asked = form(await records.press('teams:anna', submit.name, submit.id, typed));
    expect(asked.errors?.done).to.contain('hälsa');
    expect(valuesOf(asked)).to.deep.include(typed);
    expect(await count()).to.equal(0);
    const saved = record(
      await records.press('teams:anna', asked.submit.name, asked.submit.id, valuesOf(asked)),
    );
    const stored = await records.repositories.examples.byCode(saved.code);
    expect(stored?.history[0]).to.deep.include({ accepted: ['sensitive'] });
    expect(JSON.stringify(stored?.history)).to.not.include('diabetes');
    // What was decided isn't asked again; what is new is.
    const edit = form(await records.say('teams:anna', `${saved.code} ändra`));
    const renamed = { ...valuesOf(edit), title: 'Promenader i parken' };
    expect(
      record(await records.press('teams:anna', edit.submit.name, edit.submit.id, renamed)).title,
    ).to.equal('Promenader i parken');
    const more = form(await records.say('teams:anna', `${saved.code} ändra`));
    const civil = { ...valuesOf(more), benefitCivil: 'Han är muslim och trivs.' };
    const warned = form(await records.press('teams:anna', more.submit.name, more.submit.id, civil));
    expect(Object.keys(warned.errors ?? {}))
      .to.include('benefitCivil')
      .and.not.include('done');
  });

  it('finds the four topics in both languages, and leaves groups and associations alone', () => {
    const found: readonly (readonly [string, readonly string[]])[] = [
      ['Eleven blev sjukskriven i maj.', ['health']],
      ['She was diagnosed last year.', ['health']],
      ['Vår kontakt är sedan länge troende muslim.', ['faith']],
      ['Han är medlem i facket.', ['union']],
      ['Stöd gavs till Kim Larsson, som är asylsökande.', ['origin']],
      ['Hon är kristen och har cancer', ['health', 'faith']],
      ['Cancerföreningen och Funktionsrätt ordnade en föreläsning om diabetes.', []],
      ['Muslimska föreningen bjöd in till öppet hus.', []],
      ['Volontärer hjälpte elever med läxor varje tisdag.', []],
      ['', []],
    ];
    for (const [text, topics] of found) expect(sensitiveTopicsIn(text), text).to.deep.equal(topics);
  });
});
