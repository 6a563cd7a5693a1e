import { expect } from 'chai';
import { type BothSides, CULTURE, startBothSides } from '../support/both-sides';
import { openSlackDm, type SlackDm, slackButton } from '../support/slack-dm';
import { button, inputs, readable, type TeamsChat } from '../support/teams-chat';

const ULF = 'U00000002';

describe('what the other side says of a record', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let berit: TeamsChat;
  let ulf: SlackDm;
  let code: string;
  const heard = new Map<TeamsChat, number>();
  /** What the bot has said to someone by itself since the last time. */
  const told = async (chat: TeamsChat): Promise<string[]> => {
    await sides.bot.app.sweep();
    const all = chat.connector.messages().map(readable);
    const fresh = all.slice(heard.get(chat) ?? 0);
    heard.set(chat, all.length);
    return fresh;
  };
  const asUlf = async (words: string): Promise<void> => void (await ulf.say(words));

  before(async () => {
    sides = await startBothSides();
    anna = await sides.chat('anna');
    berit = await sides.chat('berit');
    ulf = openSlackDm(sides, ULF);
    await sides.appoint(`slack:${ULF}`, 'council');
    await anna.say('hej');
    await berit.say('hej');
  });
  beforeEach(async () => {
    const { connection } = sides.bot.app.store;
    for (const name of ['examples', 'counters', 'deliveries'])
      await connection.collection(name).deleteMany({});
    await connection.collection('members').deleteMany({ people: /^teams:/ });
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    code = await log('yes');
    await told(anna);
    await told(berit);
  });
  after(() => sides.stop());

  async function log(shared: string): Promise<string> {
    const [form] = await anna.say('exempel ny');
    const title = shared === 'yes' ? 'Läxhjälp' : 'Simskola';
    const values = { ...inputs(form), title, done: 'Varje tisdag', 'partners.own': 'RFSL', shared };
    const answer = readable(await anna.press(button(form, 'Spara'), values));
    return /E-\d{4}-\d{3}/.exec(answer)?.[0] ?? answer;
  }

  it('is told to whoever logged it, with the record, once', async () => {
    const shown = await ulf.say(code);
    await ulf.press(slackButton(shown, 'Bekräfta'));
    const [news, ...more] = await told(anna);
    expect(news)
      .to.match(new RegExp(`har bekräftat ${code}`))
      .and.include('Läxhjälp');
    expect(more).to.deep.equal([]);
    expect(await told(anna)).to.deep.equal([]);
    await asUlf(`${code} kommentera: Vi var tolv.`);
    await asUlf(`${code} bekräfta`);
    expect((await told(anna)).map((text) => text.split('\n').includes('Vi var tolv.'))).to.deep.equal([true]);
    expect(await told(berit)).to.deep.equal([]);
  });

  it('is told to the successor, when the one who logged it has left', async () => {
    const { connection } = sides.bot.app.store;
    await connection.collection('members').deleteMany({ people: 'teams:aad-anna' });
    await sides.appoint('teams:aad-berit', 'representative', CULTURE);
    await asUlf(`${code} bekräfta`);
    expect(await told(anna)).to.deep.equal([]);
    const [news] = await told(berit);
    expect(news).to.include(`har bekräftat ${code}`);
  });

  it('is told also when the process died before it could be, and not once it is shared no more', async () => {
    const { connection } = sides.bot.app.store;
    const examples = connection.collection('examples');
    const by = {
      kind: 'comment',
      by: `slack:${ULF}`,
      name: 'Ulf',
      platform: 'slack',
      at: new Date(),
      version: 1,
    };
    const untold = { responses: [{ ...by, text: 'Bra', told: false }] };
    await examples.updateOne({ code }, { $set: untold });
    expect((await told(anna)).join()).to.include('Ulf har kommenterat');
    const unshared = await log('no');
    await told(anna);
    await examples.updateOne({ code: unshared }, { $set: untold });
    expect(await told(anna)).to.deep.equal([]);
    expect(await examples.countDocuments({ 'responses.told': false })).to.equal(0);
  });

  it('that it cannot see is neither said to be there nor told', async () => {
    const unshared = await log('no');
    await told(anna);
    await asUlf(`${unshared} bekräfta`);
    await asUlf(`${unshared} kommentera: Hej`);
    expect(JSON.stringify(ulf.messages().at(-1))).to.include('hittar ingen post');
    expect(await told(anna)).to.deep.equal([]);
  });
});
