import { expect } from 'chai';
import { type BothSides, CULTURE, startBothSides } from '../../support/both-sides';
import { samples } from '../../support/permission-samples';
import { payloads, postCommand } from '../../support/slack-request';
import { button, forged, type TeamsChat } from '../../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

describe('the audit log', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let sara: TeamsChat;
  const collection = (name: string) =>
    sides.bot.app.store.connection.collection<Json & { _id: string }>(name);
  const logged = async (about: string): Promise<Json[]> =>
    collection('audit').find({ about }).sort({ _id: 1 }).toArray();

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    anna = await sides.chat('anna');
    sara = await sides.chat('sara');
    await anna.say('exempel: Simskola | RFSL | dialog | Alla fick prova');
    await anna.say('E-2026-001 dra tillbaka');
  });
  after(() => sides.stop());

  it('has who, what, when and from where of each change, once, and none of its content', async () => {
    for (let time = 0; time < 3; time++) await sides.bot.app.sweep();
    const at = sides.bot.now();
    const by = { at, by: 'teams:aad-anna', platform: 'teams', about: 'E-2026-001', fields: [] };
    expect(await logged('E-2026-001')).to.deep.equal([
      { ...by, _id: 'example:E-2026-001:1', action: 'example.created', version: 1 },
      { ...by, _id: 'example:E-2026-001:2', action: 'example.withdrawn', version: 2 },
    ]);
    await anna.say('E-2026-001 återställ');
    const [form] = (await anna.press(forged('record.edit', 'E-2026-001'))) as Json[];
    await anna.press(button(form, 'Spara'), { title: 'Simskola i juni', done: 'Alla fick prova' });
    await sides.bot.app.sweep();
    const edited = (await logged('E-2026-001')).find(({ action }) => action === 'example.edited');
    expect(edited?.fields).to.include('title');
    expect(JSON.stringify(edited)).to.not.include('Simskola');
  });

  it('gets what a process that died between the change and the log left out', async () => {
    await anna.say('exempel: Läxhjälp | RFSL | dialog | Vi läser');
    // The record is written and the process is gone: another one sweeps, on the same store.
    expect(await logged('E-2026-002')).to.deep.equal([]);
    await sides.bot.app.sweep();
    expect(await logged('E-2026-002')).to.have.length(1);
    // It died after it had added the event and before it had set the mark: nothing comes twice.
    await collection('examples').updateOne({ code: 'E-2026-002' } as never, { $unset: { audited: '' } });
    await sides.bot.app.sweep();
    expect(await logged('E-2026-002')).to.have.length(1);
  });

  it('gets within a day what lost its mark or its event', async () => {
    await collection('audit').deleteOne({ _id: 'example:E-2026-002:1' });
    await sides.bot.app.sweep();
    expect(await logged('E-2026-002')).to.deep.equal([]);
    sides.bot.setNow(new Date(sides.bot.now().getTime() + 24 * 60 * 60_000));
    await sides.bot.app.sweep();
    expect(await logged('E-2026-002')).to.have.length(1);
  });

  it('has the changes of the register of members', async () => {
    await sara.say('representant sätt teams:aad-bo | Socialförvaltningen | representant | Bo');
    await sides.bot.app.sweep();
    const events = await collection('audit').find({}).toArray();
    const appointed = events.filter(({ action }) => action === 'member.appointed');
    expect(appointed.map(({ by }) => by)).to.deep.equal(['teams:aad-sara']);
    expect(JSON.stringify(events)).to.not.include('Bo"');
  });

  it('has what has no history of its own before it is done, and not who asks questions', async () => {
    const [declined] = await anna.say('vad kostar en pendelresa till månen?');
    await anna.press(button(declined, 'Skicka'));
    const [question] = await collection('questions').find({}).toArray();
    await sara.press(forged('question.ignore', String(question?._id)));
    const events = await collection('audit').find({}).toArray();
    const ignored = events.filter(({ action }) => action === 'question.ignore');
    expect(ignored.map(({ by, about }) => [by, about])).to.deep.equal([['teams:aad-sara', question?._id]]);
    expect(events.filter(({ action }) => action === 'question.pass')).to.deep.equal([]);
    expect(JSON.stringify(events)).to.not.include('månen');
  });

  it('has every other change too: who asked for what, when and from where, on both platforms', async () => {
    const kept = /^(example|initiative|matter|record|member|curated)\./;
    const own = ['member.link', 'member.unlink'];
    const changing = sides.bot.app.commands.filter(
      ({ name, effect, anonymous }) =>
        effect === 'write' && anonymous !== true && (!kept.test(name) || own.includes(name)),
    );
    const features = new Set(changing.map(({ name }) => name.split('.')[0]));
    expect(features).to.include.all.keys('settings', 'digest', 'question', 'followup', 'privacy', 'member');
    await collection('audit').deleteMany({});
    for (const { name } of changing)
      await sara.press(forged(name, samples[name]?.id), samples[name]?.values ?? {});
    await (await postCommand(sides.bot.url, payloads.command('inställningar'))).text();
    const events = await collection('audit').find({}).toArray();
    for (const { name } of changing) {
      const said = events.filter(({ action, platform }) => action === name && platform === 'teams');
      expect(said, name).to.have.length(1);
      expect(said[0], name).to.include({ by: 'teams:aad-sara' }).and.deep.include({ at: sides.bot.now() });
    }
    const [inSlack] = events.filter(({ platform }) => platform === 'slack');
    expect(inSlack).to.include({ by: 'slack:U00000001', action: 'settings.show' });
  });

  it('is only for coordinators, and only added to by what people can do', async () => {
    const before = await collection('audit').find({}).sort({ _id: 1 }).toArray();
    for (const words of ['granskningslogg', 'gallring', 'exportera allt json']) await anna.say(words);
    await sara.say('granskningslogg');
    expect(await collection('audit').find({}).sort({ _id: 1 }).toArray()).to.deep.equal(before);
  });
});
