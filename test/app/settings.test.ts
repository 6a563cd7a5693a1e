import { expect } from 'chai';
import { type BothSides, SOCIAL, startBothSides } from '../support/both-sides';
import { openSlackDm, type SlackDm, slackButton } from '../support/slack-dm';
import { payloads, postEvent } from '../support/slack-request';
import { button, forged, inputs, openTeamsChat, readable, type TeamsChat } from '../support/teams-chat';

const USER = 'U00000007';

describe('settings in chat', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let sara: TeamsChat;
  let ulf: SlackDm;
  const { recipients, stored } = {
    recipients: async () => sides.bot.app.settings.digestRecipients(sides.bot.now()),
    stored: async () => sides.bot.app.store.connection.collection('settings').find({}).toArray(),
  };
  const people = async () =>
    (await recipients()).flatMap((one) =>
      one.kind === 'person' ? [`${one.recipient} ${one.platform}`] : [],
    );

  before(async () => {
    sides = await startBothSides();
    anna = await sides.chat('anna');
    sara = await sides.chat('sara');
    ulf = openSlackDm(sides, USER);
    await sides.appoint('teams:aad-anna', 'representative', SOCIAL);
    await anna.say('hej');
  });
  after(() => sides.stop());
  beforeEach(async () => {
    await sides.bot.app.store.connection.collection('settings').deleteMany({});
  });

  it('are shown with what is usual, and changed by one press', async () => {
    const [shown] = await anna.say('inställningar');
    expect(readable(shown))
      .to.include('På. Skickas till dig i Teams')
      .and.include('tidigast 09.00')
      .and.include('Svenska');
    const off = await anna.press(button(shown, 'Stäng av'));
    expect(readable(off)).to.include('Månadsbrev').and.include('Av');
    expect(await people()).to.deep.equal([]);
    await anna.press(button(off, 'Sätt på'));
    expect(await people()).to.deep.equal(['teams:aad-anna teams']);
    // The first card, pressed again months later, does the same as when it was new.
    await anna.press(button(shown, 'Stäng av'));
    expect(await people()).to.deep.equal([]);
  });

  it('are changed in words', async () => {
    expect(readable(await anna.say('inställningar tid 8.30'))).to.include('tidigast 08.30');
    expect(readable(await anna.say('Inställningar språk engelska'))).to.include('Engelska');
    expect(readable(await anna.say('månadsbrev av')))
      .to.include('inget månadsbrev')
      .and.include('Ångra');
    expect(readable(await anna.say('påminnelser av'))).to.include('inga påminnelser');
    expect(await stored()).to.have.length(1);
    expect((await stored())[0]).to.include({ hour: '08.30', language: 'en', digest: false, prompts: false });
    const [back] = await anna.say('reminders on');
    expect(readable(back)).to.include('You will get prompts again');
    expect(readable(await anna.say('inställningar tid halv nio'))).to.include('förstod inte ”tid halv nio”');
  });

  it('are changed in a form, which says what is wrong and keeps what was typed', async () => {
    const [shown] = await anna.say('inställningar');
    const form = await anna.press(button(shown, 'Ändra i formulär'));
    expect(inputs(form)).to.include({ digest: 'on', hour: '09.00' });
    const wrong = await anna.press(button(form, 'Spara'), {
      digest: 'off',
      prompts: 'on',
      hour: 'sent',
      language: 'sv',
    });
    expect(readable(wrong)).to.include('känner inte igen tiden');
    expect(inputs(wrong)).to.include({ digest: 'off', hour: 'sent' });
    await anna.press(button(wrong, 'Spara'), {
      ...{ digest: 'off', prompts: 'on', hour: '10.15', language: 'sv', awayUntil: '2026-04-01' },
    });
    expect((await stored())[0]).to.include({
      digest: false,
      hour: '10.15',
      awayUntil: '2026-04-01',
      awayFrom: '2026-03-12',
    });
  });

  it('note who is away and back, in words', async () => {
    expect(readable(await anna.say('borta till 15 augusti'))).to.include('till och med 15 augusti 2026');
    expect(await sides.bot.app.settings.of('teams:aad-anna')).to.include({ awayUntil: '2026-08-15' });
    expect(readable(await anna.say('Jag är tillbaka'))).to.include('Välkommen tillbaka');
    expect(await sides.bot.app.settings.of('teams:aad-anna')).to.not.have.property('awayUntil');
    expect(readable(await anna.say('tillbaka'))).to.include('inte anmäld som borta');
    expect(readable(await anna.say('borta från 1 juli till 31 juli')))
      .to.include('1 juli 2026')
      .and.include('31 juli 2026');
    expect(readable(await anna.say('borta länge'))).to.include('borta till 15 augusti');
    expect(readable(await anna.say('borta till 1 maj 2031'))).to.include('mer än ett år');
    expect((await sides.bot.app.settings.of('teams:aad-anna')).awayUntil).to.equal('2026-07-31');
  });

  it('take one press to stop what is sent, also twice, with a way back', async () => {
    for (let press = 0; press < 2; press++) await anna.press(forged('settings.opt-out', 'digest'));
    expect(await people()).to.deep.equal([]);
    const said = await anna.press(forged('settings.opt-out', 'prompts'));
    await anna.press(button(said, 'Ångra'));
    expect(await sides.bot.app.settings.of('teams:aad-anna')).to.include({ digest: false, prompts: true });
    for (const id of ['', 'everything', '{"$gt":""}']) {
      const answer = await anna.press(forged('settings.opt-out', id));
      expect(readable(answer), id).to.include('kunde inte läsa');
    }
  });

  it('are the same on both platforms for one who has linked the accounts, and the digest goes to one of them', async () => {
    await ulf.say('hej');
    await ulf.say('koppla konto');
    const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(JSON.stringify(ulf.messages().at(-1)))?.[0] ?? '';
    await anna.say(`koppla konto ${code}`);
    expect(await people()).to.have.length(1);
    sides.bot.setNow('2026-03-13T09:00:00+01:00');
    const shown = await ulf.say('inställningar');
    expect(await people()).to.deep.equal(['teams:aad-anna slack']);
    await ulf.press(slackButton(shown, 'Byt till Teams'));
    expect(await people()).to.deep.equal(['teams:aad-anna teams']);
    await ulf.say('påminnelser av');
    expect(readable(await anna.say('inställningar'))).to.include('Byt till Slack');
    expect(await sides.bot.app.settings.of('teams:aad-anna')).to.include({ prompts: false });
    expect(await stored()).to.have.length(2);
  });

  it('of a guest are nothing: nothing is sent', async () => {
    const bo = await sides.chat('bo');
    expect(readable(await bo.say('inställningar'))).to.include('skickar inget av mig själv');
    await bo.press(forged('settings.set', 'digest:on'));
    expect((await people()).join()).to.not.include('aad-bo');
  });

  describe('of channels', () => {
    const chosen = async () =>
      (await recipients()).flatMap((one) =>
        one.kind === 'channel' ? [`${one.recipient} ${JSON.stringify(one.address)}`] : [],
      );

    it('are off until chosen where the bot has been mentioned, by those with a role', async () => {
      const options = {
        kind: 'channel',
        conversation: '19:kanal@thread.tacv2;messageid=17',
        connector: anna.connector,
      } as const;
      const guest = await openTeamsChat(sides.bot.url, { user: 'gast', ...options });
      const member = await openTeamsChat(sides.bot.url, { user: 'anna', ...options });
      const [shown] = await guest.mention('inställningar');
      expect(readable(shown)).to.include('Kanalens inställningar').and.include('skickas inte hit');
      expect(await chosen()).to.deep.equal([]);
      expect(readable(await guest.press(button(shown, 'Sätt på')))).to.include('roll');
      expect(await chosen()).to.deep.equal([]);
      await member.press(button(shown, 'Sätt på'));
      const [only] = await chosen();
      expect(only)
        .to.include('teams:19:kanal@thread.tacv2 ')
        .and.not.include('messageid')
        .and.not.include('aad-');
      // A digest in the channel carries the same button as one in a chat; here it is the channel's.
      const off = await member.press(forged('settings.opt-out', 'digest'));
      expect(await chosen()).to.deep.equal([]);
      expect(await people()).to.have.length(1);
      await member.press(button(off, 'Ångra'));
      expect(await chosen()).to.have.length(1);
      expect(readable(await guest.press(forged('settings.opt-out', 'digest')))).to.include('roll');
    });

    it('are chosen by a coordinator among all, and by nobody else', async () => {
      await postEvent(sides.bot.url, payloads.mention('hjälp', { channel: 'C00000042' }));
      await sides.slack.waitFor('chat.postMessage');
      const [list] = await sara.say('inställningar kanaler');
      expect(readable(list)).to.include('Kanal i Slack');
      await sara.press(forged('settings.channel', 'on:slack:C00000042'));
      expect((await chosen()).join()).to.include('slack:C00000042 {"channel":"C00000042"}');
      expect(readable(await anna.press(forged('settings.channel', 'off:slack:C00000042')))).to.include(
        'roll',
      );
      expect(readable(await sara.press(forged('settings.channel', 'on:slack:C0NOWHERE')))).to.include(
        'inte med i den kanalen',
      );
      expect((await chosen()).join())
        .to.include('C00000042')
        .and.not.include('NOWHERE');
    });
  });
});
