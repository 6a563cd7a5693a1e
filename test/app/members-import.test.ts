import { expect } from 'chai';
import { type BothSides, startBothSides } from '../support/both-sides';
import { payloads, postCommand } from '../support/slack-request';
import { button, inputs, readable, type TeamsChat } from '../support/teams-chat';

const LIST = [
  'person;namn;förvaltning;roll',
  'teams:a;Anna Ek;Socialförvaltningen;representant',
  'teams:b;Bo Ek;Socialförvaltningen;representant',
  'teams:c;"Cia; Ek";KLF;ersättare',
  'teams:d;Dan Ek;Rymdförvaltningen;representant',
].join('\n');

describe('members, many at once and on both platforms', () => {
  let sides: BothSides;
  let sara: TeamsChat;
  const members = () =>
    sides.bot.app.store.connection.collection('members').find({ active: true }).sort({ name: 1 }).toArray();
  before(async () => {
    sides = await startBothSides();
    sara = await sides.chat('sara');
  });
  after(() => sides.stop());

  it('a list is compared with the register before anything changes, and its faults named by line', async () => {
    const [form] = await sara.say('representanter importera');
    const empty = await sara.press(button(form, 'Visa ändringar'), { list: 'namn\nAnna' });
    expect(readable(empty)).to.include('Rubrikraden behöver');
    const number = { list: `${LIST}\nteams:e;Eva 19121212-1212;KLF;ersättare` };
    expect(readable(await sara.press(button(form, 'Visa ändringar'), number))).to.include('personnummer');
    const preview = await sara.press(button(form, 'Visa ändringar'), { list: LIST });
    const text = readable(preview);
    expect(text).to.include('2 läggs till, 0 ersätts, 0 är oförändrade, 2 går inte att läsa');
    expect(text).to.include('Rad 3').and.include('Rad 5').and.include('Rymdförvaltningen');
    expect(text).to.include('Rad 4').and.include('Cia; Ek');
    expect(await members()).to.have.length(0);
    expect(String(inputs(preview).list)).to.include('Bo Ek');
  });

  it('what was shown is carried out, once; another register shows a new comparison instead', async () => {
    const list = LIST.split('\n').slice(0, 2).join('\n');
    const [form] = await sara.say('representanter importera');
    const preview = await sara.press(button(form, 'Visa ändringar'), { list });
    await sides.appoint('teams:x', 'representative', 'socialforvaltningen');
    const changed = await sara.press(button(preview, 'Genomför'), { list });
    expect(readable(changed)).to.include('Registret har ändrats').and.include('ersätter teams:x');
    expect((await members()).map(({ name }) => name)).to.deep.equal(['teams:x']);
    expect(readable(await sara.press(button(changed, 'Genomför'), { list }))).to.include(
      '1 ändring är genomförd',
    );
    await sara.press(button(changed, 'Genomför'), { list });
    expect((await members()).map(({ name }) => name)).to.deep.equal(['Anna Ek']);
  });

  it('one person is linked on both platforms by a code, and has the same roles there', async () => {
    const eva = await sides.chat('eva');
    await sides.appoint('teams:aad-eva', 'deputy', 'socialforvaltningen');
    const [given] = await eva.say('koppla konto');
    const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(readable(given))?.[0] ?? '';
    const slash = async (text: string): Promise<string> =>
      (
        await postCommand(
          sides.bot.url,
          payloads.command(text, { channel_id: 'D00000001', channel_name: 'directmessage' }),
        )
      ).text();
    expect(readable(await eva.say(`koppla konto ${code}`))).to.include('gäller inte');
    expect(await slash('representant sätt mig | KLF')).to.include('roll');
    expect(await slash(`koppla konto ${code.toLowerCase()}`)).to.include('Dina konton är kopplade');
    expect(await slash(`koppla konto ${code}`)).to.include('gäller inte');
    const linked = (await members()).find(({ people }) => people.includes('teams:aad-eva'));
    expect(linked?.people).to.have.members(['teams:aad-eva', 'slack:U00000001']);
    expect(linked?.history.at(-1)).to.include({ action: 'linked', platform: 'slack' });

    // The link is taken away from either side; the role stays where it was given.
    expect(await slash('koppla isär konton')).to.include('inte längre kopplade');
    expect(await slash('koppla isär konton')).to.include('inte kopplat till något');
    const apart = (await members()).find(({ people }) => people.includes('teams:aad-eva'));
    expect(apart?.people).to.deep.equal(['teams:aad-eva']);
    expect(apart?.history.at(-1)).to.include({ action: 'unlinked', platform: 'slack' });
    const contacts = await sides.bot.app.store.connection.collection('contacts').find({}).toArray();
    expect(contacts.flatMap(({ linked }) => linked)).to.deep.equal([]);
  });
});
