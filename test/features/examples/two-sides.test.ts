import { expect } from 'chai';
import { form, list, notice, record, useRecords, valuesOf } from '../../records/harness';

describe('the two sides of an example', () => {
  const records = useRecords();
  let code: string;
  beforeEach(async () => {
    code = await log('Läxhjälp', 'yes', ['RFSL']);
  });

  const log = async (title: string, shared: string, partners: string[]): Promise<string> => {
    const { submit } = form(await records.say('teams:anna', 'exempel ny'));
    const values = { title, done: 'Text', shared, partners, administrations: ['culture'] };
    return record(await records.press('teams:anna', submit.name, submit.id, values)).code;
  };
  const confirmedBy = async (person: string): Promise<string | undefined> =>
    record(await records.say(person, code)).facts.find(({ label }) => label === 'Bekräftad av')?.value;

  it('can be confirmed from the other platform, once, and both see by whom', async () => {
    const seen = record(await records.say('slack:ulf', code));
    expect(seen.actions.map(({ name }) => name)).to.include.members(['record.confirm', 'record.comment']);
    const confirmed = record(await records.press('slack:ulf', 'record.confirm', code));
    expect(confirmed.lead).to.contain(`Du har bekräftat ${code}`);
    expect(confirmed.actions.map(({ name }) => name)).to.not.include('record.confirm');
    const twice = record(await records.say('slack:ulf', `${code} bekräfta`));
    expect(twice.lead).to.contain('redan bekräftat');
    expect(await confirmedBy('teams:anna')).to.equal('Ulf Union 10 mars 2026 10.00');
    const { history } = record(await records.say('teams:anna', `${code} historik`));
    expect(history?.[1]).to.contain('Ulf Union (Slack) bekräftade posten');
    expect(history).to.have.length(2);
  });

  it('say when the record has changed since it was confirmed', async () => {
    await records.press('slack:ulf', 'record.confirm', code);
    const edit = form(await records.say('teams:anna', `${code} ändra`));
    const values = { ...valuesOf(edit), title: 'Läxhjälp för vuxna' };
    await records.press('teams:anna', edit.submit.name, edit.submit.id, values);
    expect(await confirmedBy('slack:ulf')).to.contain('ändrad sedan dess');
  });

  it('do not disturb someone who is editing meanwhile', async () => {
    const edit = form(await records.say('teams:anna', `${code} ändra`));
    await records.press('slack:ulf', 'record.confirm', code);
    const values = { ...valuesOf(edit), title: 'Läxhjälp för alla' };
    const saved = record(await records.press('teams:anna', edit.submit.name, edit.submit.id, values));
    expect(saved.title).to.equal('Läxhjälp för alla');
    expect(saved.footnote).to.contain('Version 3.');
  });

  it('can be commented, with the guards of every text', async () => {
    const view = form(await records.press('slack:ulf', 'record.comment', code));
    const send = (text: string, id = view.submit.id) =>
      records.press('slack:ulf', view.submit.name, id, { text });
    expect(form(await send('  ')).errors?.text).to.contain('Skriv vad du vill säga');
    const number = form(await send('Ring 640823-3234'));
    expect(number.errors?.text).to.contain('personnummer');
    expect(valuesOf(number).text).to.contain('Ring');
    const asked = form(await send('Hon är sjukskriven.'));
    expect(asked.submit.label).to.equal('Spara ändå');
    const saved = record(await send('Det stämmer, vi var tolv.'));
    expect(saved.paragraphs.at(-1)).to.deep.equal({
      heading: 'Kommentar från Ulf Union, 10 mars 2026 10.00',
      text: 'Det stämmer, vi var tolv.',
    });
    await send('Det stämmer, vi var tolv.');
    await records.say('slack:ulf', `exempel ${code} kommentera: Tack för året`);
    const shown = record(await records.say('teams:anna', code));
    expect(shown.paragraphs.filter(({ heading }) => heading?.startsWith('Kommentar'))).to.have.length(2);
  });

  it('is for the council alone, and for shared records that name a signatory', async () => {
    for (const person of ['teams:anna', 'teams:cora', 'teams:guest', 'slack:guest', 'slack:rea']) {
      for (const name of ['record.confirm', 'record.comment']) {
        expect(notice(await records.press(person, name, code)).text, person).to.contain('får du inte göra');
      }
      expect(record(await records.say(person, code)).actions.map(({ name }) => name)).to.not.include(
        'record.confirm',
      );
    }
    const unshared = await log('Hemlig', 'no', ['RFSL']);
    const nameless = await log('Egen', 'yes', ['Kvartersklubben']);
    const asked = async (name: string, id: string): Promise<string> =>
      notice(await records.press('slack:ulf', name, id)).text;
    expect(await asked('record.confirm', unshared)).to.contain('hittar ingen post');
    expect(await asked('record.comment', unshared)).to.contain('hittar ingen post');
    const forged = await records.press('slack:ulf', 'record.saveComment', `${unshared}@1@abcdefgh`, {
      text: 'Hej',
    });
    expect(notice(forged).text).to.contain('hittar ingen post');
    expect(await asked('record.confirm', nameless)).to.contain('kan inte bekräftas');
    await records.say('teams:anna', `${code} dra tillbaka`);
    expect(await asked('record.confirm', code)).to.contain('hittar ingen post');
  });

  it('cross between the platforms only when shared, whatever way is tried', async () => {
    await records.clear();
    const secret = await log('Hemlig läxhjälp', 'no', ['RFSL']);
    const words = [
      secret,
      secret.toLowerCase().replaceAll('-', ' '),
      `${secret} historik`,
      `${secret} kopiera`,
      `${secret} ändra`,
      `${secret} bekräfta`,
      `${secret} kommentera: hej`,
      `${secret} återställ`,
      `${secret} publicera`,
      `${secret} dra tillbaka`,
      'exempel alla',
      'exempel mina',
      'exempel sök hemlig',
      'exempel sök partner:rfsl',
      'exempel sök förvaltning:kultur 2026',
      'digest',
    ];
    const names = ['show', 'edit', 'history', 'copy', 'withdraw', 'restore', 'publish', 'confirm', 'comment'];
    for (const person of ['slack:ulf', 'teams:ulla', 'slack:rea', 'slack:guest', 'teams:guest']) {
      for (const text of words) {
        const reply = JSON.stringify(await records.say(person, text));
        expect(reply, `${person} ${text}`).to.not.include('läxhjälp');
      }
      for (const name of names) {
        const reply = JSON.stringify(await records.press(person, `record.${name}`, secret));
        expect(reply, `${person} ${name}`).to.not.include('läxhjälp');
      }
      const forged = { title: 'x', done: 'y', shared: 'yes' };
      const reply = await records.press(person, 'example.save', `${secret}@1@forgedkey`, forged);
      expect(JSON.stringify(reply), person).to.not.include('läxhjälp');
    }
    expect(record(await records.say('teams:anna', secret)).footnote).to.not.contain('Version');
  });

  it('leave the council what it has logged itself, also in Teams', async () => {
    const own = record(await records.say('teams:ulla', 'dialog: Lokaler på Öster | RFSL')).code;
    expect(record(await records.say('teams:ulla', own)).code).to.equal(own);
    expect(list(await records.say('teams:ulla', 'dialog mina')).items.map((item) => item.code)).to.deep.equal(
      [own],
    );
    const edit = form(await records.say('teams:ulla', `${own} ändra`));
    expect(valuesOf(edit).title).to.equal('Lokaler på Öster');
    expect(notice(await records.say('slack:ulf', own)).text).to.contain('hittar ingen post');
    expect(list(await records.say('slack:ulf', 'exempel alla')).items.map((item) => item.code)).to.deep.equal(
      [code],
    );
  });
});
