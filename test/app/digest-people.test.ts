import { expect } from 'chai';
import type { Issue } from '../../src/features/digest/issue';
import { type BothSides, CULTURE, SOCIAL, startBothSides } from '../support/both-sides';
import { openSlackDm, type SlackDm } from '../support/slack-dm';
import { button, buttons, forged, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

const LINKED = 'U00000041';
const ULF = 'U00000042';

/** Two coordinators who must agree, and representatives who come, go, are away and have two accounts. */
describe('the monthly digest: who decides, and whom it reaches', () => {
  let sides: BothSides;
  let sara: TeamsChat;
  let olle: TeamsChat;
  let anna: TeamsChat;
  let berit: TeamsChat;
  let linked: SlackDm;
  let ulf: SlackDm;

  const collection = (name: string) => sides.bot.app.store.connection.collection(name);
  const issue = async (): Promise<Issue> => (await collection('digests').findOne({})) as unknown as Issue;
  const sweep = (): Promise<void> => sides.bot.app.sweep();
  const at = async (instant: string): Promise<void> => {
    sides.bot.setNow(instant);
    await sweep();
  };
  const digests = ({ connector }: TeamsChat): Json[] =>
    connector.messages().filter((message) => readable(message).includes('Månadens princip'));
  const inSlack = (dm: SlackDm): Json[] =>
    dm.messages().filter((message) => JSON.stringify(message).includes('Månadens princip'));
  const preview = async (chat: TeamsChat): Promise<Json> =>
    (await chat.say('digest förhandsgranska'))[0] as Json;
  const sendAll = async (): Promise<void> => {
    await preview(sara);
    await olle.press(button(await preview(olle), 'Godkänn'));
    await sara.press(button(await preview(sara), 'Skicka nu'));
    await sweep();
  };

  before(async function () {
    this.timeout(20_000);
    sides = await startBothSides('2026-03-12T09:00:00+01:00', {
      COORDINATORS: 'teams:aad-sara,teams:aad-olle',
      DIGEST_APPROVAL: 'two',
    });
    [sara, olle, anna, berit] = (await Promise.all(
      ['sara', 'olle', 'anna', 'berit'].map((user) => sides.chat(user)),
    )) as [TeamsChat, TeamsChat, TeamsChat, TeamsChat];
    linked = openSlackDm(sides, LINKED);
    ulf = openSlackDm(sides, ULF);
    for (const one of [sara, olle, anna, berit, linked, ulf]) await one.say('hej');
  });
  after(() => sides.stop());
  beforeEach(async () => {
    sides.bot.setNow('2026-03-12T10:00:00+01:00');
    for (const name of ['digests', 'deliveries', 'members', 'settings', 'locks'])
      await collection(name).deleteMany({});
    await collection('contacts').updateMany({}, { $unset: { goneAt: 1 } });
    await sides.appoint('teams:aad-anna', 'representative', SOCIAL);
    await sides.appoint(`slack:${ULF}`, 'representative', CULTURE);
    for (const { connector } of [sara, olle, anna, berit]) {
      connector.clear();
      connector.behave = () => undefined;
    }
    sides.slack.calls.length = 0;
    sides.slack.behave = () => undefined;
  });

  it('goes when another than who wrote in it has approved, and not before', async () => {
    const shown = await preview(sara);
    expect(readable(shown)).to.include('En annan samordnare behöver godkänna');
    expect(buttons(shown).map(({ title }) => title)).to.not.include('Skicka nu');
    const form = await sara.press(button(shown, 'Skriv hälsning'));
    const greeted = await sara.press(button(form, 'Spara'), { greeting: 'Hej alla' });
    const { version } = await issue();
    const seen = `2026-04@${version}`;
    expect(readable(await sara.press(forged('digest.approve', seen)))).to.include(
      'Du har själv sammanställt det eller skrivit i det',
    );
    for (const who of [sara, olle])
      expect(readable(await who.press(forged('digest.sendNow', seen)))).to.include('inte godkänt än');
    expect(await issue()).to.include({ state: 'draft', version });
    expect(buttons(greeted).map(({ title }) => title)).to.not.include('Godkänn');

    const approved = await olle.press(button(await preview(olle), 'Godkänn'));
    expect(readable(approved)).to.include('Precis det här skickas').and.include('Hej alla');
    // Whoever writes in it takes the approval away.
    const again = await olle.press(button(approved, 'Skriv hälsning'));
    await olle.press(button(again, 'Spara'), { greeting: 'Hej igen' });
    expect(
      readable(await sara.press(forged('digest.sendNow', `2026-04@${(await issue()).version}`))),
    ).to.include('inte godkänt än');
    await sara.press(button(await preview(sara), 'Godkänn'));
    await olle.press(button(await preview(olle), 'Skicka nu'));
    await sweep();
    expect(digests(anna)).to.have.length(1);
    expect(readable(digests(anna)[0])).to.include('Hej igen');
    expect(inSlack(ulf)).to.have.length(1);
    const { history } = await issue();
    expect(history.flatMap(({ action, by }) => (action === 'approved' ? [by] : []))).to.deep.equal([
      'teams:aad-olle',
      'teams:aad-sara',
    ]);
  });

  it('that nobody has approved waits on its day, and the coordinators are told once', async () => {
    await at('2026-04-01T09:00:00+02:00');
    await at('2026-04-02T09:00:00+02:00');
    const told = [sara, olle].map(({ connector }) =>
      connector.messages().filter((message) => readable(message).includes('ingen har godkänt det än')),
    );
    expect(told.map(({ length }) => length)).to.deep.equal([1, 1]);
    expect([...digests(anna), ...inSlack(ulf)]).to.deep.equal([]);
    await olle.press(button(await olle.press(button(told[1]?.[0], 'Förhandsgranska')), 'Godkänn'));
    await at('2026-04-07T09:00:00+02:00');
    expect(digests(anna)).to.have.length(1);
  });

  it('that may have arrived is sent again when a coordinator says so, in Slack only if it isn’t there', async () => {
    await sides.appoint('teams:aad-berit', 'representative', 'teknik-och-serviceforvaltningen');
    anna.connector.behave = ({ method }) => (method === 'POST' ? 'lost' : undefined);
    berit.connector.behave = ({ method }) => (method === 'POST' ? 'reset' : undefined);
    // Carried out, and the bot may not look.
    sides.slack.fail('chat.postMessage', { kind: 'lost' });
    sides.slack.fail('conversations.history', { kind: 'error', error: 'missing_scope' });
    await sendAll();
    await at('2026-03-12T10:01:00+01:00');
    const receipt = (await sara.say('digest kvitto'))[0] as Json;
    expect(readable(receipt)).to.include('0 av 3').and.include('De kan ha kommit fram');
    expect(readable(receipt)).to.include('boten får inte läsa i samtalet');
    for (const { connector } of [anna, berit]) connector.behave = () => undefined;
    await at('2026-03-13T10:00:00+01:00');
    expect(
      [digests(anna).length, digests(berit).length, inSlack(ulf).length],
      'by itself never',
    ).to.deep.equal([1, 1, 1]);
    const resent = await sara.press(button(receipt, 'Skicka även till 3 osäkra'));
    expect(readable(resent)).to.include('Det skickas nu till 3 till');
    await sara.press(button(receipt, 'Skicka även till 3 osäkra'));
    await sweep();
    expect([digests(anna).length, digests(berit).length], 'Teams can’t be asked').to.deep.equal([2, 2]);
    expect(inSlack(ulf), 'found in Slack, where it was').to.have.length(1);
    const after = (await sara.say('digest kvitto'))[0];
    expect(readable(after)).to.include('3 av 3');
    expect(
      buttons(after)
        .map(({ title }) => title)
        .join(),
    ).to.not.include('osäkra');
  });

  it('reaches each once: the successor, not who was replaced; who is away; one chat of two that are linked', async () => {
    await collection('members').updateMany({ people: 'teams:aad-anna' }, { $set: { active: false } });
    const accounts = ['teams:aad-berit', `slack:${LINKED}`];
    await sides.appoint('teams:aad-berit', 'representative', SOCIAL);
    await collection('members').updateOne({ people: 'teams:aad-berit' }, { $set: { people: accounts } });
    await ulf.say('borta till 30 april');
    sides.slack.calls.length = 0;
    await sendAll();
    await at('2026-03-12T10:02:00+01:00');
    expect(digests(anna)).to.deep.equal([]);
    expect(inSlack(ulf)).to.have.length(1);
    const [one, ...more] = [...digests(berit), ...inSlack(linked)];
    expect(more).to.deep.equal([]);
    expect(readable(one)).to.include('För dig: Socialförvaltningen');
  });

  it('to one who has removed the bot fails, and is told of to the coordinators; back again they get it by one press', async () => {
    anna.connector.behave = ({ method }) => (method === 'POST' ? { status: 403 } : undefined);
    await sendAll();
    await at('2026-03-12T10:02:00+01:00');
    await sweep();
    for (const { connector } of [sara, olle])
      expect(
        connector
          .messages()
          .map(readable)
          .filter((text) => text.includes('kom inte fram säkert')),
      ).to.have.length(1);
    anna.connector.behave = () => undefined;
    await anna.say('hej igen');
    const receipt = (await sara.say('digest kvitto'))[0];
    expect(readable(receipt)).to.include('1 av 2').and.include('blockerad eller avinstallerad');
    anna.connector.clear();
    await sara.press(button(receipt, 'Skicka till 1 som missade det'));
    await sweep();
    expect(digests(anna)).to.have.length(1);
    expect(inSlack(ulf)).to.have.length(1);
  });

  it('is stopped by one press in the message itself', async () => {
    await sendAll();
    expect(readable(await anna.press(button(digests(anna)[0], 'Stäng av utskicket')))).to.include(
      'inget månadsbrev',
    );
    await at('2026-04-30T09:00:00+02:00');
    await preview(sara);
    await olle.press(button(await preview(olle), 'Godkänn'));
    anna.connector.clear();
    await at('2026-05-04T09:00:00+02:00');
    expect(digests(anna)).to.deep.equal([]);
    expect(inSlack(ulf)).to.have.length(2);
  });

  it('comes in the language that each has chosen', async () => {
    await anna.say('inställningar språk engelska');
    anna.connector.clear();
    await sendAll();
    expect(readable(anna.connector.messages())).to.include('The month’s principle').and.include('For you');
    expect(inSlack(ulf)).to.have.length(1);
  });
});
