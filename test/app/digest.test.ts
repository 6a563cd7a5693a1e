import { expect } from 'chai';
import type { Issue } from '../../src/features/digest/issue';
import { type BothSides, CULTURE, SOCIAL, startBothSides } from '../support/both-sides';
import { openSlackDm, type SlackDm, slackButton } from '../support/slack-dm';
import { button, buttons, forged, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

type Json = Readonly<Record<string, unknown>>;

const CHANNEL = '19:kanal@thread.tacv2';
const SLACK_CHANNEL = 'C00000009';
const SLACK_USER = 'U00000007';

/** The whole bot, a Teams channel and a Slack channel that get the digest, and people of each kind. */
describe('the monthly digest', () => {
  let sides: BothSides;
  let sara: TeamsChat;
  let anna: TeamsChat;
  let ulf: SlackDm;
  let channel: TeamsChat;

  const database = () => sides.bot.app.store.connection;
  const issues = () => database().collection<Issue>('digests');
  const issue = async (): Promise<Issue> =>
    (await issues()
      .find({ _id: { $gte: '' } })
      .sort({ _id: -1 })
      .next()) as Issue;
  const deliveries = () => database().collection('deliveries');
  const clear = async (): Promise<void> => {
    await issues().deleteMany({});
    await deliveries().deleteMany({});
    for (const { connector } of [sara, anna, channel]) connector.clear();
    sides.slack.calls.length = 0;
  };
  /** What has been sent to a chat by itself, and how it stands now. */
  const sent = ({ connector }: TeamsChat): Json[] =>
    connector.messages().filter((message) => readable(message).includes('Månadsbrev'));
  const inChannel = () =>
    sides.slack.of('chat.postMessage').filter(({ args }) => args.channel === SLACK_CHANNEL);
  const preview = async (): Promise<Json> => (await sara.say('digest förhandsgranska'))[0] as Json;
  const at = (instant: string): Promise<void> => {
    sides.bot.setNow(instant);
    return sides.bot.app.sweep();
  };

  before(async function () {
    this.timeout(20_000);
    sides = await startBothSides('2026-03-12T09:00:00+01:00');
    sara = await sides.chat('sara');
    anna = await sides.chat('anna');
    channel = await openTeamsChat(sides.bot.url, { user: 'kim', kind: 'channel', conversation: CHANNEL });
    ulf = openSlackDm(sides, SLACK_USER);
    await sides.appoint('teams:aad-anna', 'representative', SOCIAL);
    await sides.appoint(`slack:${SLACK_USER}`, 'representative', CULTURE);
    await sara.say('hej');
    await anna.say('hej');
    await ulf.say('hej');
    const teams = { serviceUrl: channel.connector.url, conversation: CHANNEL, bot: '28:bot' };
    const chosen = { digest: true, language: 'sv', seenAt: sides.bot.now() };
    await database()
      .collection<{ _id: string }>('channels')
      .insertMany([
        { _id: `teams:${CHANNEL}`, platform: 'teams', address: teams, name: 'C-nätet', ...chosen },
        { _id: `slack:${SLACK_CHANNEL}`, platform: 'slack', address: { channel: SLACK_CHANNEL }, ...chosen },
      ] as never);
    await anna.say('exempel: Läxhjälp i Vivalla | RFSL | dialog | Bara i Teams');
    await ulf.say('exempel: Parkdag | RFSL | mångfald | Bara i Slack');
    await anna.say('dialog: Öppettider på fritidsgården | RFSL | 10 mars');
  });
  after(async () => {
    await channel.stop();
    await sides.stop();
  });
  beforeEach(async () => {
    sides.bot.setNow('2026-03-12T10:00:00+01:00');
    await clear();
  });

  it('is previewed for each kind of recipient, with nothing of the other platform and nobody else’s own part', async () => {
    const shown = await preview();
    expect(readable(shown))
      .to.include('Utkast')
      .and.include('1 april 2026 09.00')
      .and.include('1 kanal i Teams, 1 kanal i Slack, 2 personer i egen chatt');
    const teams = readable(await sara.press(button(shown, 'Teamskanal')));
    expect(teams).to.include('C-nätet').and.include('Läxhjälp i Vivalla').and.not.include('Parkdag');
    expect(teams).to.include('Datumet var 10 mars 2026').and.not.include('För dig');
    const slack = readable(await sara.press(button(shown, 'Slackkanal')));
    expect(slack).to.include('Parkdag').and.not.include('Läxhjälp').and.not.include('För dig');
    const person = await sara.press(button(shown, 'En representant'));
    expect(readable(person)).to.include('För dig: Kultur').and.include('Parkdag');
    const next = await sara.press(button(person, 'Nästa person'));
    expect(readable(next)).to.include('För dig: Socialförvaltningen').and.include('En dialog väntar på er');
    expect(readable(next)).to.not.include('Parkdag');
    expect(readable(await sara.press(button(next, 'Stäng av utskicket')))).to.include('gör den inget');
    expect(await deliveries().countDocuments()).to.equal(0);
  });

  it('is sent as it was previewed, once, also when two press at the same moment', async () => {
    const shown = await preview();
    const seen = await sara.press(button(shown, 'Teamskanal'));
    await anna.say('exempel: Efter förhandsgranskningen | | | Text');
    channel.connector.clear();
    const press = button(shown, 'Skicka nu');
    const receipts = await Promise.all([sara.press(press), sara.press(press)]);
    expect(receipts.map(readable).filter((text) => text.includes('redan skickats'))).to.have.length.at.most(
      1,
    );
    await sides.bot.app.sweep();
    expect(sent(channel)).to.have.length(1);
    expect(sent(anna)).to.have.length(1);
    expect(inChannel()).to.have.length(1);
    expect(ulf.messages()).to.have.length(1);
    const [message] = sent(channel);
    expect(readable(message)).to.not.include('Efter förhandsgranskningen');
    for (const line of ['Läxhjälp i Vivalla', 'Månadens princip'])
      expect([readable(seen).includes(line), readable(message).includes(line)], line).to.deep.equal([
        true,
        true,
      ]);
    expect(await issue()).to.include({ state: 'sent', _id: '2026-04' });
    expect((await issue()).history.filter(({ action }) => action === 'sent')).to.have.length(1);
    await at('2026-04-01T09:00:00+02:00');
    expect(sent(channel)).to.have.length(1);
  });

  it('has a greeting, which is cleaned, checked and shown as it was written', async () => {
    const form = await sara.press(button(await preview(), 'Skriv hälsning'));
    const refused = await sara.press(button(form, 'Spara'), { greeting: 'Ring 19811218-9876 om du undrar' });
    expect(readable(refused)).to.include('personnummer');
    const saved = await sara.press(button(refused, 'Spara'), { greeting: 'Tack **alla** <at>alla</at>' });
    expect(readable(saved)).to.include('Hälsningen är sparad');
    await sara.press(button(refused, 'Spara'), { greeting: 'Tack **alla** <at>alla</at>' });
    expect((await issue()).history.filter(({ action }) => action === 'greeted')).to.have.length(1);
    await sara.press(button(saved, 'Skicka nu'));
    await sides.bot.app.sweep();
    expect(readable(sent(anna)[0])).to.include('Tack \\*\\*alla\\*\\*');
    expect(JSON.stringify(inChannel()[0])).to.include('Tack **alla** &lt;at&gt;alla&lt;/at&gt;');
  });

  it('goes to the coordinator alone when asked', async () => {
    await sara.press(button(await preview(), 'Skicka till mig'));
    await sides.bot.app.sweep();
    expect(sent(sara).filter((message) => readable(message).includes('Månadens princip'))).to.have.length(1);
    expect([sent(anna), inChannel()].flat()).to.deep.equal([]);
    expect(await issue()).to.include({ state: 'draft' });
  });

  it('acts on what was seen: a card that is out of date changes nothing and shows how it is', async () => {
    const shown = await preview();
    await sara.press(button(shown, 'Godkänn'));
    for (const label of ['Skicka nu', 'Ställ in', 'Sammanställ på nytt', 'Godkänn'])
      expect(readable(await sara.press(button(shown, label))), label).to.include('Någon har ändrat');
    expect(await issue()).to.include({ state: 'approved', version: 2 });
  });

  it('is put off to a day, or cancelled and taken up again', async () => {
    const form = await sara.press(button(await preview(), 'Skjut upp'));
    for (const sendOn of ['', 'aldrig', '2026-03-01', '2026-05-04'])
      expect(readable(await sara.press(button(form, 'Spara'), { sendOn })), sendOn).to.not.include(
        'Uppskjutet',
      );
    const later = await sara.press(button(form, 'Spara'), { sendOn: '2026-04-09' });
    expect(readable(later)).to.include('9 april 2026 09.00');
    const off = await sara.press(button(later, 'Ställ in'));
    await at('2026-04-09T09:00:00+02:00');
    expect(sent(channel)).to.deep.equal([]);
    await sara.press(button(off, 'Ta upp igen'));
    await at('2026-04-10T09:00:00+02:00');
    expect(sent(channel)).to.have.length(1);
  });

  it('has a receipt: delivered, failed with the reason, and read by those alone who have pressed', async () => {
    sides.slack.fail('chat.postMessage', { kind: 'error', error: 'is_archived' });
    await sara.press(button(await preview(), 'Skicka nu'));
    await sides.bot.app.sweep();
    const own = sent(anna)[0] as Json;
    for (let press = 0; press < 2; press += 1)
      expect(readable(await anna.press(button(own, 'Läst')))).to.include('noterat');
    expect(readable(await sara.press(forged('digest.read', '2026-04')))).to.include('hittar inget');
    const receipt = (await sara.say('digest kvitto'))[0] as Json;
    expect(readable(receipt))
      .to.include('3 av 4')
      .and.include('kanalen är arkiverad')
      .and.include('1 har tryckt på Läst');
    const resent = await sara.press(button(receipt, 'Skicka till 1 som missade det'));
    expect(readable(resent)).to.include('Det skickas nu till 1 till');
    await sides.bot.app.sweep();
    expect(inChannel().concat(sides.slack.of('chat.postMessage'))).to.have.length.at.least(3);
    expect(sent(anna)).to.have.length(1);
    expect(sent(channel)).to.have.length(1);
    expect(readable((await sara.say('digest kvitto'))[0])).to.include('4 av 4');
  });

  it('is corrected in place, and withdrawn', async () => {
    await sara.press(button(await preview(), 'Skicka nu'));
    await sides.bot.app.sweep();
    const receipt = (await sara.say('digest kvitto'))[0] as Json;
    await anna.say('E-2026-001 dra tillbaka');
    const form = await sara.press(button(receipt, 'Rätta'));
    await sara.press(button(form, 'Skicka rättelsen'), { text: 'Ett exempel är borta.', greeting: '' });
    await sides.bot.app.sweep();
    const puts = channel.connector.calls.filter(({ method }) => method === 'PUT');
    expect(puts).to.have.length(1);
    expect(readable(puts[0]?.body))
      .to.include('Rättat 12 mars 2026. Ett exempel är borta.')
      .and.not.include('Läxhjälp i Vivalla');
    expect(sides.slack.of('chat.update')).to.have.length(2);
    await anna.say('E-2026-001 återställ');

    const ask = await sara.press(button((await sara.say('digest kvitto'))[0], 'Dra tillbaka'));
    expect(channel.connector.calls.some(({ method }) => method === 'DELETE')).to.equal(false);
    await sara.press(button(ask, 'Ja, dra tillbaka'));
    await sides.bot.app.sweep();
    expect(channel.connector.calls.filter(({ method }) => method === 'DELETE')).to.have.length(1);
    expect(sides.slack.of('chat.delete')).to.have.length(2);
    expect(await issue()).to.include({ state: 'withdrawn' });
    expect(await issue()).to.not.have.property('task');
  });

  it('gives the rest in Slack to those who got it, of what they got, and to nobody else', async () => {
    await sara.press(button(await preview(), 'Skicka nu'));
    await sides.bot.app.sweep();
    const own = ulf.messages()[0];
    sides.slack.calls.length = 0;
    await ulf.press(slackButton(own, 'Visa mer'));
    const rest = JSON.stringify(ulf.messages());
    expect(rest).to.include('På gång').and.include('Täckning 2026').and.not.include('Läxhjälp');
    const guest = openSlackDm(sides, 'U00000066');
    await guest.press({ text: { text: '' }, action_id: 'digest.more~0', value: '{"i":"2026-04","l":"sv"}' });
    expect(JSON.stringify(guest.messages())).to.include('nuvarande roll').and.not.include('Täckning');
  });

  it('is for coordinators to handle, in their own chat, and reads no id that isn’t its own', async () => {
    for (const text of ['digest förhandsgranska', 'digest skicka', 'digest kvitto'])
      expect(readable((await anna.say(text))[0]), text).to.include('nuvarande roll');
    const open = await openTeamsChat(sides.bot.url, {
      ...{ user: 'sara', kind: 'channel', conversation: CHANNEL, connector: channel.connector },
    });
    expect(readable((await open.mention('digest förhandsgranska'))[0])).to.include('egen chatt');
    await preview();
    for (const id of ['', '2026-13@1', '2026-04', '2026-04@1@person~x', '{"$gt":""}', '2026-04@1@a b']) {
      for (const name of ['digest.sendNow', 'digest.sample', 'digest.saveGreeting', 'digest.withdrawNow'])
        expect(readable(await sara.press(forged(name, id))), `${name} ${id}`).to.include('kunde inte läsa');
    }
    expect(readable(await sara.press(forged('digest.sendNow', '2031-04@1')))).to.include(
      'inte gäller längre',
    );
    expect(await issue()).to.include({ state: 'draft', version: 1 });
  });

  it('says so when nobody is to get it, and in an empty month is short', async () => {
    sides.bot.setNow('2027-03-12T10:00:00+01:00');
    const shown = await preview();
    expect(readable(shown)).to.include('1 februari–12 mars 2027');
    const quiet = readable(await sara.press(button(shown, 'Teamskanal')));
    expect(quiet).to.include('En lugn period').and.not.include('Nya samverkansexempel');
    expect(buttons(shown).map(({ title }) => title)).to.have.length.at.most(10);
    await database()
      .collection('channels')
      .updateMany({}, { $set: { digest: false } });
    await anna.say('månadsbrev av');
    await ulf.say('månadsbrev av');
    expect(readable(await sara.press(button(shown, 'Skicka nu')))).to.include('Ingen har valt att få det');
    expect(await issue()).to.include({ state: 'draft' });
  });
});
