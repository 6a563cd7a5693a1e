import { expect } from 'chai';
import { type BothSides, CULTURE, SOCIAL, startBothSides } from '../../support/both-sides';
import { button, forged, readable, type TeamsChat } from '../../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

describe('being forgotten', () => {
  let sides: BothSides;
  let sara: TeamsChat;
  const collection = (name: string) =>
    sides.bot.app.store.connection.collection<Json & { _id: string }>(name);
  /** Everything in the store but the keys of deliveries, which expire by themselves; or without what every turn leaves behind. */
  const everything = async ({ traces = true } = {}): Promise<string> => {
    const { models } = sides.bot.app.store.connection;
    const all = await Promise.all(
      Object.values(models).map(async ({ collection: one }) => {
        const found = await one.find({}).toArray();
        if (!traces && ['turns', 'audit'].includes(one.name)) return [];
        if (one.name !== 'turns') return found;
        return found.map(({ _id, ...rest }) => rest);
      }),
    );
    return JSON.stringify(all);
  };
  const end = (person: string) =>
    collection('members').updateMany({ people: person }, { $set: { active: false, until: sides.bot.now() } });
  const forget = async (chat: TeamsChat): Promise<string> => {
    const [asked] = await chat.say('glöm mig');
    return readable(await chat.press(button(asked, 'Ja, glöm mig')));
  };

  before(async () => {
    sides = await startBothSides();
    sara = await sides.chat('sara');
  });
  after(() => sides.stop());

  it('says first what happens to what, and changes nothing until it is confirmed', async () => {
    const dora = await sides.chat('dora');
    await dora.say('hinder: Doras hinder med nycklarna');
    const before = await everything({ traces: false });
    const [asked] = await dora.say('glöm mig');
    expect(readable(asked))
      .to.include('Det går inte att ångra')
      .and.include('Ditt namn och ditt konto tas bort ur den');
    expect(readable(await dora.press(button(asked, 'Nej, behåll')))).to.include('Inget har ändrats');
    expect(await everything({ traces: false })).to.equal(before);
  });

  it('erases what is the person’s alone and takes them out of what stays, everywhere', async () => {
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    const anna = await sides.chat('anna');
    await anna.say('exempel: Läxhjälp på Öster | RFSL | dialog | Vi läser läxor');
    await anna.say('E-2026-001 dra tillbaka');
    await anna.say('E-2026-001 återställ');
    await anna.say('hinder: Annas hinder med lokalerna');
    const [declined] = await anna.say('vad kostar en pendelresa till månen?');
    await anna.press(button(declined, 'Skicka'));
    expect(JSON.stringify(await collection('questions').find({}).toArray())).to.include('"told":false');
    await end('teams:aad-anna');
    expect(await everything()).to.include('aad-anna');

    const said = await forget(anna);
    if (!said.includes('glömt'))
      process.stderr.write(sides.bot.logs.filter((l) => l.includes('failed')).join(''));
    expect(said).to.include('jag har glömt dig').and.include('handling finns kvar utan dig');
    expect(await everything()).to.not.match(/aad-anna|"name":"[^"]*anna/i);
    // What is a public record is all there, with its history.
    const [record] = await collection('examples').find({ code: 'E-2026-001' }).toArray();
    expect(record?.content).to.include({ title: 'Läxhjälp på Öster', done: 'Vi läser läxor' });
    const steps = record?.history as { by: string; action: string; name?: string }[];
    expect(steps.map(({ action }) => action)).to.deep.equal(['created', 'withdrawn', 'restored']);
    expect(new Set(steps.map(({ by }) => by)).size).to.equal(1);
    expect(steps[0]?.by).to.match(/^forgotten:[\da-f]{16}$/);
    const question = (await collection('questions').find({}).toArray()).find(({ text }) =>
      /månen/.test(String(text)),
    );
    expect(question).to.deep.include({ waiting: [], state: 'new' });
  });

  it('leaves records that can be read, changed and answered, and registers that can be shown', async () => {
    expect(readable(await sara.say('E-2026-001 historik'))).to.include('Läxhjälp på Öster');
    expect(readable(await sara.say(`representanter`))).to.not.include('forgotten');
    const seat = readable(await sara.press(forged('member.show', CULTURE)));
    expect(seat).to.include('Borttagen person').and.not.include('forgotten:');
    const [form] = (await sara.press(forged('matter.answer', 'H-2026-002'))) as Json[];
    await sara.press(button(form, 'Spara'), { answer: 'Rådet tar upp det.' }).catch(() => undefined);
    await sides.bot.app.sweep();
    expect(sides.bot.logs.join('')).to.not.include('chore failed');
    expect(await collection('deliveries').countDocuments({ _id: { $regex: '^matter:' } })).to.equal(0);
  });

  it('is done once, however often it is asked for, and the person may come back as a stranger', async () => {
    const carl = await sides.chat('carl');
    await carl.say('hinder: Carls hinder');
    const [asked] = await carl.say('glöm mig');
    const yes = button(asked, 'Ja, glöm mig');
    await Promise.all([carl.press(yes), carl.press(yes), carl.press(yes)]);
    expect(await everything()).to.not.include('aad-carl","name');
    expect(await collection('matters').countDocuments({ 'createdBy.id': 'teams:aad-carl' })).to.equal(0);
    expect(readable(await carl.say('mina uppgifter'))).to.not.include('Carls hinder');
    expect(await collection('contacts').countDocuments({ _id: 'teams:aad-carl' })).to.equal(1);
  });

  it('is refused while a role lasts, by the configuration as well, and changes nothing', async () => {
    await sides.appoint('teams:aad-rut', 'deputy', SOCIAL);
    const rut = await sides.chat('rut');
    await rut.say('hej');
    for (const [chat, role] of [
      [rut, 'ersättare'],
      [sara, 'samordnare enligt konfigurationen'],
    ] as const) {
      const before = await everything({ traces: false });
      expect(readable(await chat.say('glöm mig')))
        .to.include(role)
        .and.include('Inget har ändrats');
      expect(readable(await chat.press(forged('privacy.erase')))).to.include(role);
      expect(await everything({ traces: false })).to.equal(before);
    }
  });

  it('covers both accounts of one who has linked them', async () => {
    const eva = await sides.chat('eva');
    await eva.say('hinder: Evas hinder');
    await collection('contacts').updateOne(
      { _id: 'teams:aad-eva' as never },
      { $set: { linked: ['slack:UEVA'] } },
    );
    await collection('contacts').insertOne({
      ...{ _id: 'slack:UEVA', name: 'Eva', key: 'eva', platform: 'slack', address: { channel: 'DEVA' } },
      ...{ language: 'sv', seenAt: sides.bot.now(), linked: ['teams:aad-eva'] },
    });
    await forget(eva);
    expect(await everything()).to.not.match(/aad-eva|UEVA|DEVA/);
  });

  it('is finished by a sweep when its process died in the middle', async () => {
    const ida = await sides.chat('ida');
    await ida.say('hinder: Idas hinder');
    const pseudonym = 'forgotten:00000000000000ff';
    // The process noted whom to forget, took out who had reported the matter, and died.
    await collection('erasures').insertOne({
      ...{ _id: pseudonym, state: 'started', ids: ['teams:aad-ida'], conversations: [], at: sides.bot.now() },
    });
    await collection('matters').updateOne(
      { 'createdBy.id': 'teams:aad-ida' },
      {
        $set: {
          ...{ createdBy: { id: pseudonym }, origin: `${pseudonym}|H` },
          ...{ 'content.reportedIn.conversation': pseudonym, 'content.reportedIn.address': {} },
        } as never,
      },
    );
    await sides.bot.app.sweep();
    expect(await everything()).to.not.include('aad-ida');
    const [erasure] = await collection('erasures').find({ _id: pseudonym }).toArray();
    expect(erasure).to.include({ state: 'done' }).and.not.have.any.keys('ids', 'conversations');
    await sides.bot.app.sweep();
    expect(await collection('erasures').findOne({ _id: pseudonym })).to.deep.equal(erasure);
  });
});
