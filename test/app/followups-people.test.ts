import { expect } from 'chai';
import { CULTURE, SOCIAL } from '../support/both-sides';
import { plain, prompts, updates, useFollowUpStage } from '../support/follow-up-stage';
import { openSlackDm } from '../support/slack-dm';
import { button, forged } from '../support/teams-chat';

describe('follow-up prompts: to whom they come', () => {
  const stage = useFollowUpStage();

  it('go to the deputy of one who is away, and nobody hears of it twice', async () => {
    const { anna, dan, at, clear, initiative } = stage;
    await anna.say('borta till 15 augusti');
    clear();
    await at('2026-03-13T09:00:00+01:00');
    expect(prompts(anna)).to.have.length(0);
    const [asked] = prompts(dan);
    await dan.press(button(asked, 'Inställd'));
    expect(await initiative()).to.include({ status: 'cancelled' });
    expect(await initiative()).to.nested.include({ 'history[1].by': 'teams:aad-dan' });
  });

  it('wait when everyone is away, and come to the one who is back', async () => {
    const { anna, dan, sara, at, clear } = stage;
    for (const chat of [anna, dan]) await chat.say('borta till 20 mars');
    clear();
    for (const day of ['13', '16', '20']) await at(`2026-03-${day}T09:30:00+01:00`);
    expect([...prompts(anna), ...prompts(dan), ...prompts(sara)]).to.have.length(0);
    await at('2026-03-23T09:30:00+01:00');
    expect(prompts(anna)).to.have.length(1);
    expect(prompts(dan)).to.have.length(0);
  });

  it('are not passed on over the head of one who has been away', async () => {
    const { anna, sara, at, clear, collection } = stage;
    await collection('members').updateMany({ active: true, role: 'deputy' }, { $set: { active: false } });
    for (const day of ['13', '20', '27']) await at(`2026-03-${day}T09:30:00+01:00`);
    await anna.say('borta till 30 april');
    clear();
    for (const day of ['07', '14', '27']) await at(`2026-04-${day}T09:30:00+02:00`);
    expect([...prompts(anna), ...prompts(sara)]).to.have.length(0);
    await at('2026-05-04T09:30:00+02:00');
    expect([prompts(anna).length, prompts(sara).length]).to.deep.equal([1, 0]);
    clear();
    await at('2026-05-11T09:30:00+02:00');
    expect([prompts(anna).length, prompts(sara).length]).to.deep.equal([0, 1]);
  });

  it('go to the successor of one who was replaced, whose own card is closed', async () => {
    const { anna, sides, at, clear, collection, initiative } = stage;
    await at('2026-03-13T09:00:00+01:00');
    const [old] = prompts(anna);
    const eva = await sides.chat('eva');
    await eva.say('hej');
    await collection('members').updateMany(
      { active: true, role: 'representative' },
      { $set: { active: false } },
    );
    await sides.appoint('teams:aad-eva', 'representative', SOCIAL);
    clear();
    await at('2026-03-16T09:00:00+01:00');
    expect(prompts(eva)).to.have.length(1);
    await at('2026-03-16T09:01:00+01:00');
    expect(plain(updates(anna).at(-1)?.body)).to.include('gått vidare till någon annan');
    const refused = await anna.press(button(old, 'Ja, den blev av'));
    expect(plain(refused)).to.include('roll');
    expect(await initiative()).to.include({ status: 'planned' });
  });

  it('change in every copy when one of them is answered, or the record is changed elsewhere', async () => {
    const { sara, sides, at, clear, collection } = stage;
    await collection('members').updateMany({ active: true }, { $set: { active: false } });
    await sides.appoint('teams:aad-eva2', 'coordinator');
    const eva = await sides.chat('eva2');
    await eva.say('hej');
    clear();
    await at('2026-03-13T09:00:00+01:00');
    const [one] = prompts(sara);
    expect(plain(one)).to.include('Ingen representant');
    expect(prompts(eva)).to.have.length(1);
    await sara.press(button(one, 'Ja, den blev av'));
    eva.connector.clear();
    await at('2026-03-13T09:02:00+01:00');
    const [corrected] = updates(eva);
    expect(corrected?.path).to.include('/activities/');
    expect(plain(corrected?.body)).to.include('Genomförd').and.include('Allt är besvarat');
    await at('2026-03-13T09:20:00+01:00');
    expect(updates(eva)).to.have.length(1);
  });

  it('look again before they are sent: what has been answered meanwhile is not asked', async () => {
    const { anna, dan, sides, at, clear } = stage;
    sides.bot.setNow('2026-03-13T09:00:00+01:00');
    // The connector is away for the first attempt; before the second the dialogue has been marked.
    anna.connector.misbehave({ status: 503 });
    await sides.bot.app.sweep();
    await dan.say('D-2026-001 genomförd');
    clear();
    await at('2026-03-13T09:30:00+01:00');
    await at('2026-03-13T09:40:00+01:00');
    const said = [...prompts(anna).map(plain), ...updates(anna).map(({ body }) => plain(body))].join('\n');
    expect(said).to.not.include('Blev dialogen av');
  });

  it('reach nobody who has removed the bot: the next in line is asked instead', async () => {
    const { anna, dan, at, clear, collection } = stage;
    anna.connector.misbehave({ status: 403 });
    await at('2026-03-13T09:00:00+01:00');
    await at('2026-03-13T09:15:00+01:00');
    expect(prompts(dan)).to.have.length(1);
    clear();
    await at('2026-03-16T09:00:00+01:00');
    expect(prompts(anna)).to.have.length(0);
    await anna.say('hej igen');
    expect(await collection('contacts').findOne({ _id: 'teams:aad-anna' as never })).to.not.have.property(
      'goneAt',
    );
  });

  it('come once, to one place, to one who has linked two accounts, and either account may answer', async () => {
    const { anna, dan, sara, sides, at, clear, collection, initiative } = stage;
    const ulf = openSlackDm(sides, 'U00000031');
    await ulf.say('hej');
    const accounts = ['teams:aad-anna', 'slack:U00000031'];
    await collection('members').updateMany({ people: 'teams:aad-anna' }, { $set: { people: accounts } });
    await collection('initiatives').updateMany({}, { $set: { shared: true, audience: ['slack', 'teams'] } });
    clear();
    sides.slack.calls.length = 0;
    for (const time of ['09:00', '10:00', '15:00']) await at(`2026-03-13T${time}:00+01:00`);
    const inSlack = ulf.messages().filter((message) => JSON.stringify(message).includes('Blev dialogen av'));
    expect(prompts(anna).length + inSlack.length).to.equal(1);
    expect([...prompts(dan), ...prompts(sara)]).to.have.length(0);
    expect(await collection('prompt-bundles').countDocuments({ day: '2026-03-13' })).to.equal(1);
    // Asked in one, answered in the other.
    const answered =
      inSlack.length === 0 ? await ulf.say('Ja, den blev av') : plain(await anna.say('Ja, den blev av'));
    expect(JSON.stringify(answered)).to.include('Genomförd');
    expect(await initiative()).to.include({ status: 'held' });
    for (const day of ['16', '20']) await at(`2026-03-${day}T09:30:00+01:00`);
    expect(
      prompts(anna).length +
        ulf.messages().filter((message) => JSON.stringify(message).includes('Blev dialogen av')).length,
    ).to.equal(1);
  });

  it('take nothing from forged, foreign or last year’s buttons', async () => {
    const { anna, sides, at, collection, initiative } = stage;
    await at('2026-03-13T09:45:00+01:00');
    const [asked] = prompts(anna);
    const bo = await sides.chat('bo');
    await sides.appoint('teams:aad-bo', 'representative', CULTURE);
    const before = JSON.stringify(await initiative());
    const states = JSON.stringify(await collection('prompts').find({}).toArray());
    for (const title of ['Ja, den blev av', 'Inställd', 'Nästa vecka']) {
      expect(plain(await bo.press(button(asked, title))), title).to.include('roll');
    }
    for (const id of [
      '',
      'held:D-2026-001',
      'held:D-2026-001:2026-03-12@',
      'x:D-2026-001:2026-03-12',
      '{"$ne":1}',
      '../held',
    ]) {
      for (const name of ['followup.held', 'followup.tomorrow', 'followup.saveMove', 'followup.publish']) {
        expect(plain(await anna.press(forged(name, id))), `${name} ${id}`).to.match(
          /kunde inte läsa|hittar ingen post/,
        );
      }
    }
    expect(plain(await bo.press(forged('followup.which', '0123456789abcdef')))).to.not.include('D-2026');
    expect(JSON.stringify(await initiative())).to.equal(before);
    expect(JSON.stringify(await collection('prompts').find({}).toArray())).to.equal(states);
    // The dialogue has been moved since: the card asks about another day.
    await anna.say('D-2026-001 flyttad till 20 maj');
    const late = await anna.press(button(asked, 'Ja, den blev av'));
    expect(plain(late)).to.include('Flyttad till 20 maj 2026');
    expect(await initiative()).to.include({ status: 'planned' });
  });
});
