import { expect } from 'chai';
import { nextStatuses } from '../../../src/features/initiatives/status';
import { initiativeStatuses } from '../../../src/records/entry';
import { form, list, notice, only, record, useRecords, valuesOf } from '../../records/harness';

describe('dialogue initiatives', () => {
  const records = useRecords();

  const log = async (person: string, line: string): Promise<string> =>
    record(await records.say(person, `dialog: ${line}`)).code;

  it('are logged by form', async () => {
    const view = form(await records.say('teams:anna', 'dialog ny'));
    expect(view.fields.filter(({ required }) => required).map(({ id }) => id)).to.deep.equal(['title']);
    expect(valuesOf(view)).to.deep.include({ administrations: ['culture'], takenBy: 'municipality' });
    const saved = record(
      await records.press('teams:anna', view.submit.name, view.submit.id, {
        ...valuesOf(view),
        title: 'Öppettider',
        partners: ['Röda Korset'],
        date: 'nästa torsdag',
        stage: 'idea',
        commitments: ['2', '1'],
        form: 'consultation',
      }),
    );
    expect(saved.code).to.equal('D-2026-001');
    expect(saved.status.label).to.equal('Planerad');
    expect(saved.facts.map(({ value }) => value)).to.deep.equal([
      'Röda Korset – Örebro Rödakorskrets',
      '19 mars 2026',
      'Kultur- och fritidsförvaltningen',
      'Kommunen',
      'Samråd',
      'Idé',
      '1. Hållbar utveckling, 2. Bjuda in tidigt',
    ]);
  });

  it('are logged in one line, with the date as people say it', async () => {
    const saved = record(await records.say('teams:anna', 'dialog: Öppettider | Verdandi, RFSL | 12 mars'));
    expect(saved.title).to.equal('Öppettider');
    expect(saved.facts.slice(0, 2).map(({ value }) => value)).to.deep.equal([
      'Verdandi, RFSL Örebro',
      '12 mars 2026',
    ]);
    const two = record(await records.say('teams:anna', 'dialog: Öppettider | i morgon'));
    expect(two.facts[0]).to.deep.equal({ label: 'Datum', value: '11 mars 2026' });
    const wrong = record(await records.say('teams:anna', 'dialog: Bidrag | RFSL | snart'));
    expect(wrong.lead).to.contain('Jag förstod inte ”snart” som ett datum.');
    const more = record(await records.say('teams:anna', 'dialog: Lokaler | RFSL | 12 mars | vem får nyckel'));
    expect(more.title).to.equal('Lokaler – vem får nyckel');
    expect(more.lead).to.contain('”vem får nyckel” står nu sist i ämnet.').and.not.contain('som ett datum');
    const passed = record(await records.say('teams:anna', 'dialog: Öppettider | RFSL | 2 mars'));
    expect(passed.lead).to.contain('Datumet har passerat');
    const asked = form(await records.say('teams:anna', 'dialog: | RFSL | 2 mars'));
    expect(asked.errors?.title).to.contain('Skriv vad dialogen');
    expect(valuesOf(asked)).to.deep.include({ partners: ['RFSL'], date: '2026-03-02' });
    expect(list(await records.say('teams:anna', 'dialog mina')).items).to.have.length(5);
  });

  it('cross the year with the calendar', async () => {
    records.at('2026-12-30T09:00:00Z');
    const saved = record(await records.say('teams:anna', 'dialog: Nyår | RFSL | 7 januari'));
    expect(saved.facts[1]?.value).to.equal('7 januari 2027');
    records.at('2026-03-10T09:00:00Z');
    expect(list(await records.say('teams:anna', 'dialog sök 2027')).items).to.have.length(1);
    expect(list(await records.say('teams:anna', 'dialog sök 2026')).items).to.have.length(0);
  });

  it('go from planned to followed up by words and by button, and every step is in the history', async () => {
    const code = await log('teams:anna', 'Öppettider | RFSL | 12 mars');
    const invited = record(await records.say('teams:anna', `dialog ${code} inbjuden`));
    expect(invited.lead).to.equal(`${code} är nu markerad som inbjuden.`);
    const button = invited.actions.find(({ label }) => label === 'Genomförd');
    const held = record(await records.press('teams:dan', button?.name ?? '', button?.id));
    expect(held.status).to.deep.equal({ label: 'Genomförd', tone: 'good' });
    expect(record(await records.say('teams:anna', `${code} uppföljd`)).status.label).to.equal('Uppföljd');
    const { history } = record(await records.say('teams:anna', `${code} historik`));
    expect(history?.slice(1)).to.deep.equal([
      '10 mars 2026 10.00, Anna Ek (Teams) ändrade: Status: Planerad → Inbjuden',
      '10 mars 2026 10.00, Dan Deputy (Teams) ändrade: Status: Inbjuden → Genomförd',
      '10 mars 2026 10.00, Anna Ek (Teams) ändrade: Status: Genomförd → Uppföljd',
    ]);
  });

  it('allow no other step, and say which are possible', async () => {
    const code = await log('teams:anna', 'Öppettider | RFSL | 12 mars');
    const reply = await records.say('teams:anna', `dialog ${code} uppföljd`);
    expect(only(reply, 'notice').text).to.contain('kan inte bli uppföljd härifrån. Inget har ändrats.');
    expect(only(reply, 'notice').text).to.contain('Möjligt nu: inbjuden, genomförd, avböjd, inställd.');
    expect(record(reply).status.label).to.equal('Planerad');
    for (const from of initiativeStatuses) expect(nextStatuses(from)).to.not.include(from);
  });

  it('take a double press as one, and an old button kindly', async () => {
    const code = await log('teams:anna', 'Öppettider | RFSL | 12 mars');
    const presses = [1, 2, 3].map(() => records.press('teams:anna', 'initiative.held', code));
    for (const reply of await Promise.all(presses)) {
      expect(['record', 'notice']).to.include(reply.views[0]?.kind);
    }
    const again = record(await records.press('teams:anna', 'initiative.held', code));
    expect(again.lead).to.equal(`${code} är redan markerad som genomförd.`);
    expect(record(await records.say('teams:anna', `${code} historik`)).history).to.have.length(2);
  });

  it('undo a slip, but not over someone else’s change', async () => {
    const code = await log('teams:anna', 'Öppettider | RFSL | 12 mars');
    const slip = record(await records.say('teams:anna', `dialog ${code} inställd`));
    const undo = slip.actions.find(({ label }) => label === 'Ångra');
    const back = record(await records.press('teams:anna', undo?.name ?? '', undo?.id));
    expect(back.status.label).to.equal('Planerad');
    const late = await records.press('teams:anna', undo?.name ?? '', undo?.id);
    expect(notice(late).text).to.contain('Någon annan har ändrat posten');
  });

  it('keep the status that others have set while a form was open', async () => {
    const code = await log('teams:anna', 'Öppettider | RFSL | 12 mars');
    const edit = form(await records.say('teams:anna', `${code} ändra`));
    await records.say('teams:dan', `dialog ${code} genomförd`);
    const typed = { ...valuesOf(edit), outcome: 'Längre öppet på lördagar' };
    const conflict = form(await records.press('teams:anna', edit.submit.name, edit.submit.id, typed));
    expect(conflict.errors?.['']).to.contain('Status: Planerad → Genomförd');
    const { submit } = conflict;
    const saved = record(await records.press('teams:anna', submit.name, submit.id, valuesOf(conflict)));
    expect(saved.status.label).to.equal('Genomförd');
    expect(saved.paragraphs).to.deep.equal([
      { heading: 'Vad ledde det till?', text: 'Längre öppet på lördagar' },
    ]);
  });

  it('are logged by the council for civil society, and changed by nobody who may not', async () => {
    const view = form(await records.say('slack:ulf', 'dialog ny'));
    expect(valuesOf(view)).to.deep.equal({ administrations: [], takenBy: 'civil', shared: 'no' });
    const code = await log('slack:ulf', 'Bidrag | Socialtjänsten | 12 mars');
    expect(record(await records.say('slack:ulf', `dialog ${code} genomförd`)).status.label).to.equal(
      'Genomförd',
    );
    expect(notice(await records.say('slack:rea', `dialog ${code} uppföljd`)).text).to.contain(
      'får du inte göra',
    );
    expect(notice(await records.say('teams:cora', `dialog ${code} uppföljd`)).text).to.contain(
      'hittar ingen post',
    );
    expect(notice(await records.say('slack:guest', 'dialog: A | B')).text).to.contain('får du inte göra');
  });

  it('answer in English when called in English', async () => {
    const saved = record(await records.say('teams:anna', 'dialogue: Opening hours | RFSL | next Thursday'));
    expect(saved.facts.slice(0, 2)).to.deep.equal([
      { label: 'Counterpart', value: 'RFSL Örebro' },
      { label: 'Date', value: '19 March 2026' },
    ]);
    expect(record(await records.say('teams:anna', `dialogue ${saved.code} held`)).status.label).to.equal(
      'Held',
    );
    expect(list(await records.say('teams:anna', 'dialogues all')).heading).to.equal('Dialogue initiatives');
  });
});
