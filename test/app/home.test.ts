import { expect } from 'chai';
import { homeSchema, messageSchema } from '../platforms/slack/limits-schema';
import { adaptiveCardSchema } from '../support/adaptive-card-schema';
import { type BothSides, CULTURE, SOCIAL, startBothSides } from '../support/both-sides';
import { payloads, postCommand, postEvent, postInteraction } from '../support/slack-request';
import { button, buttons, readable, type TeamsChat } from '../support/teams-chat';

const HOSTILE = '<!channel> **fet** [x](javascript:alert(1)) <script>';

/** What Teams presses by itself when the card is looked at. */
function refreshOf(shown: unknown): object {
  const [json = ''] = /"refresh":\{"action":(\{.*?\}\}\})/.exec(JSON.stringify(shown))?.slice(1) ?? [];
  return JSON.parse(json) as object;
}

describe('home in Teams', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let sara: TeamsChat;
  let gunnar: TeamsChat;

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
    await sides.appoint('teams:aad-bo', 'representative', SOCIAL);
    await sides.appoint('slack:U00000002', 'council');
    [anna, sara, gunnar] = [await sides.chat('anna'), await sides.chat('sara'), await sides.chat('gunnar')];
  });
  after(() => sides.stop());

  const home = async (chat: TeamsChat, words = 'hem'): Promise<{ said: string; titles: string[] }> => {
    const [message] = await chat.say(words);
    const [attachment] = (message as { attachments: { content: unknown }[] }).attachments;
    adaptiveCardSchema.parse(attachment?.content);
    return { said: readable(message), titles: buttons(message).map(({ title }) => title) };
  };

  it('says what to do while there is nothing, fitted to the role', async () => {
    const representative = await home(anna);
    expect(representative.said)
      .to.include('Du representerar Kultur- och fritidsförvaltningen.')
      .and.include('Inget väntar på dig just nu.')
      .and.include('Din förvaltning har inte loggat något än.')
      .and.include('Ingen annan har loggat något');
    expect(representative.titles.slice(0, 3)).to.deep.equal([
      'Logga ett exempel',
      'Logga en dialog',
      'Vad har hänt?',
    ]);
    const coordinator = await home(sara);
    expect(coordinator.said).to.include('Du är samordnare.').and.include('Du har inte loggat något än.');
    expect(coordinator.titles).to.include('Obesvarade frågor');
    const guest = await home(gunnar);
    expect(guest.said).to.include('Inget är delat med alla än.').and.not.include('Att följa upp');
    expect(guest.titles).to.deep.equal(['Vad har hänt?', 'Se exempel', 'Vad kan du?', 'Uppdatera']);
  });

  it('shows what waits with its reason, the administration’s latest and what others logged', async () => {
    await anna.say('exempel: Läxhjälp i Varberga | Rädda Barnen | Dialog | Barn får hjälp med läxor.');
    await anna.say('dialog: Öppettider i simhallen | Friskis&Svettis | 2 mars 2026');
    const bo = await sides.chat('bo');
    await bo.say('exempel: Matlagning för seniorer | PRO | Dialog | Äldre lagar mat ihop.');
    const { said } = await home(anna, 'startsida');
    expect(said)
      .to.include('Öppettider i simhallen')
      .and.include('Planerad 2 mars 2026. Blev den av?')
      .and.include('Läxhjälp i Varberga')
      .and.include('Matlagning för seniorer');
    const [own = '', others = ''] = said.split(/^Senast från (?:min förvaltning|andra)$/m).slice(-2);
    expect(own).to.include('Läxhjälp').and.not.include('Matlagning');
    expect(others).to.include('Matlagning').and.not.include('Läxhjälp');
    expect((await home(gunnar)).said).to.not.include('Läxhjälp');
  });

  it('is made afresh in place by its button, and says when', async () => {
    const [message] = await anna.say('start');
    await anna.say('exempel: Fotboll på lika villkor | | | Alla spelar.');
    sides.bot.setNow('2026-03-12T09:30:00+01:00');
    const card = await anna.press(button(message, 'Uppdatera'));
    expect(readable(card)).to.include('Fotboll på lika villkor').and.include('12 mars 2026 09.30');
  });

  it('is made afresh when it is looked at again, by the card itself', async () => {
    const [message] = await anna.say('hem');
    const refresh = refreshOf(message);
    await anna.say('exempel: Odling på taket | | | Vi odlar ihop.');
    const card = await anna.glance(refresh);
    adaptiveCardSchema.parse(card);
    expect(readable(card)).to.include('Odling på taket');
    expect(refreshOf(card)).to.deep.equal(refresh);
  });

  it('stays as it was, without a word, when it can’t be made afresh', async () => {
    const [message] = await anna.say('hem');
    const { connection } = sides.bot.app.store;
    await connection.close();
    const before = anna.connector.messages().length;
    expect(await anna.glance(refreshOf(message))).to.deep.equal({ code: 'InternalServerError', message: '' });
    expect(anna.connector.messages()).to.have.length(before);
    await connection.openUri(sides.bot.storeUri);
  });

  it('drops a dialogue that has been followed up, and one that is withdrawn', async () => {
    const [saved] = await anna.say('dialog: Belysning vid motionsspåret | | 1 mars 2026');
    const code = /D-2026-\d{3}/.exec(readable(saved))?.[0] ?? '';
    expect((await home(anna)).said).to.include('Belysning');
    await anna.say(`${code} dra tillbaka`);
    expect((await home(anna)).said).to.not.include('Belysning');
  });

  it('never shows what another platform has not shared', async () => {
    await postCommand(
      sides.bot.url,
      payloads.command('dialog: Hemligt i Slack | | 1 mars 2026', { user_id: 'U00000002' }),
    );
    for (const chat of [anna, sara, gunnar])
      expect((await home(chat)).said).to.not.include('Hemligt i Slack');
  });

  it('shows hostile and long texts as text, within a valid card', async () => {
    await anna.say(`exempel: ${HOSTILE} | ${HOSTILE} | | ${'ord '.repeat(400)}`);
    expect((await home(anna)).said).to.include('javascript:alert');
  });

  it('is kept from channels, where others read along', async () => {
    const channel = await sides.chat('anna');
    const [answer] = await channel.mention('hem', {
      conversation: { id: '19:c@thread.tacv2', conversationType: 'channel', isGroup: true },
    });
    expect(readable(answer)).to.include('Det visar jag bara för dig själv.');
  });

  it('is offered when the bot is met for the first time', async () => {
    const [welcome] = await anna.say('', {
      type: 'installationUpdate',
      action: 'add',
      text: undefined,
    });
    expect(readable(welcome)).to.include('Jag sparar ditt namn, ditt konto');
    expect(readable(await anna.press(button(welcome, 'Min startsida')))).to.include('Att följa upp');
  });
});

describe('home in Slack', () => {
  let sides: BothSides;
  const published = async (count = 1): Promise<string> => {
    const calls = await sides.slack.waitFor('views.publish', count);
    const { view, user_id } = (calls.at(-1)?.args ?? {}) as { view: unknown; user_id: string };
    expect(user_id).to.equal('U00000001');
    return JSON.stringify(homeSchema.parse(view));
  };

  before(async () => {
    sides = await startBothSides();
    await sides.appoint('slack:U00000001', 'council');
    await sides.appoint('teams:aad-anna', 'representative', CULTURE);
  });
  beforeEach(() => {
    sides.slack.calls.length = 0;
  });
  after(() => sides.stop());

  it('is made when its tab is opened', async () => {
    await postEvent(sides.bot.url, payloads.home());
    expect(await published())
      .to.include('Du arbetar på Föreningsrådet')
      .and.include('Inget väntar på dig just nu.')
      .and.include('Logga en dialog')
      .and.not.include('Logga ett exempel');
  });

  it('is fresh after what the person logs, and not published for a question or an empty form', async () => {
    await postCommand(sides.bot.url, payloads.command('vad är C-nätet?'));
    await postCommand(sides.bot.url, payloads.command('dialog ny'));
    expect(sides.slack.of('views.publish')).to.deep.equal([]);
    await postCommand(sides.bot.url, payloads.command('dialog: Lokaler på Öster | Kultur | 5 mars 2026'));
    expect(await published())
      .to.include('Lokaler på Öster')
      .and.include('Blev den av?');
  });

  it('does not show what is logged in Teams, until it is shared', async () => {
    const anna = await sides.chat('anna');
    const [form] = await anna.say('exempel ny');
    const values = { title: 'Delat exempel', done: 'Text', shared: 'yes' };
    await anna.say('exempel: Bara i Teams | | | Text');
    await anna.press(button(form, 'Spara'), values);
    await postEvent(sides.bot.url, payloads.home());
    const tab = await published();
    expect(tab).to.include('Delat exempel').and.not.include('Bara i Teams');
  });

  it('is refreshed in its tab by its own button, other buttons answer in front of it', async () => {
    const over = {
      view: { id: 'V1', type: 'home' },
      container: { type: 'view', view_id: 'V1' },
      channel: undefined,
    };
    await postInteraction(sides.bot.url, payloads.press('home.show~7', '{"l":"sv"}', over));
    expect(await published()).to.include('Min startsida');
    expect(sides.slack.of('views.open')).to.deep.equal([]);
    await postInteraction(sides.bot.url, payloads.press('digest.show~2', '{"l":"sv"}', over));
    await sides.slack.waitFor('views.open');
  });

  it('survives a home that Slack does not take: the answer is given all the same', async () => {
    sides.slack.fail('views.publish', { kind: 'error', error: 'internal_error' });
    const response = await postCommand(
      sides.bot.url,
      payloads.command('dialog: Ute vid Oset | | 6 mars 2026'),
    );
    expect(await response.text()).to.include('Sparat som D-2026-');
  });

  describe('at first contact', () => {
    const dm = { channel: 'D00000009', user: 'U00000009' };

    it('says what is kept and why before the first answer, once', async () => {
      const words = payloads.message('vad är C-nätet?', dm);
      await postEvent(sides.bot.url, words);
      const [welcome, answer] = await sides.slack.waitFor('chat.postMessage', 2);
      const { channel, ...message } = welcome?.args ?? {};
      expect(channel).to.equal('D00000009');
      const whole = { ...message, unfurl_links: false, unfurl_media: false };
      expect(JSON.stringify(messageSchema.parse(whole))).to.include('Jag sparar ditt namn, ditt konto');
      expect(JSON.stringify(answer?.args)).to.match(/Käll(a|or): /);
      await postEvent(sides.bot.url, payloads.message('tack', dm));
      await postEvent(sides.bot.url, payloads.home({ tab: 'messages', ...dm }));
      await sides.slack.waitFor('chat.postMessage', 3);
      expect(sides.slack.of('conversations.history')).to.have.length(1);
    });

    it('says it when the messages are opened, and not again to whom it has spoken with', async () => {
      const opened = { tab: 'messages', channel: 'D00000008', user: 'U00000008' };
      await postEvent(sides.bot.url, payloads.home(opened));
      await sides.slack.waitFor('chat.postMessage');
      sides.slack.hasSpoken('D00000007');
      await postEvent(sides.bot.url, payloads.home({ ...opened, channel: 'D00000007' }));
      await sides.slack.waitFor('conversations.history', 2);
      await postEvent(sides.bot.url, payloads.message('hej', { channel: 'D00000007', user: 'U00000008' }));
      const posted = await sides.slack.waitFor('chat.postMessage', 2);
      expect(
        posted.filter(({ args }) => JSON.stringify(args).includes('Jag sparar ditt namn')),
      ).to.have.length(1);
    });

    it('answers all the same when Slack does not tell whether it is the first', async () => {
      sides.slack.fail('conversations.history', { kind: 'error', error: 'missing_scope' });
      await postEvent(
        sides.bot.url,
        payloads.message('vad är C-nätet?', { channel: 'D00000006', user: 'U6' }),
      );
      const [answer] = await sides.slack.waitFor('chat.postMessage');
      expect(JSON.stringify(answer?.args)).to.match(/Käll(a|or): /);
    });
  });
});
