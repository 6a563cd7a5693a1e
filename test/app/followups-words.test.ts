import { expect } from 'chai';
import { type BothSides, SOCIAL, startBothSides } from '../support/both-sides';
import { openSlackDm, type SlackDm, slackButton, slackButtons } from '../support/slack-dm';
import { button, buttons, readable, type TeamsChat } from '../support/teams-chat';

const USER = 'U00000008';
const plain = (message: unknown): string => readable(message).replace(/\\/g, '');

describe('answers to follow-up prompts', () => {
  let sides: BothSides;
  let anna: TeamsChat;
  let ulf: SlackDm;
  const collection = (name: string) => sides.bot.app.store.connection.collection(name);
  const at = async (instant: string): Promise<void> => {
    sides.bot.setNow(instant);
    await sides.bot.app.sweep();
  };
  const entry = (code = 'D-2026-001') => collection('initiatives').findOne({ code });

  before(async () => {
    sides = await startBothSides();
    anna = await sides.chat('anna');
    ulf = openSlackDm(sides, USER);
  });
  after(() => sides.stop());
  beforeEach(async () => {
    for (const name of [
      'members',
      'initiatives',
      'counters',
      'prompts',
      'prompt-bundles',
      'settings',
      'deliveries',
      'turns',
    ])
      await collection(name).deleteMany({});
  });

  describe('in words, in Teams', () => {
    let week = 0;
    // Each test has a week of its own: the clock goes forward.
    beforeEach(async () => {
      const monday = new Date(Date.UTC(2026, 8, 7 + 7 * week++, 8));
      sides.bot.setNow(monday);
      await sides.appoint('teams:aad-anna', 'representative', SOCIAL);
      await anna.say('hej');
      await anna.say(`dialog: Nya öppettider | RFSL | ${monday.toISOString().slice(0, 10)}`);
      anna.connector.clear();
      await at(new Date(monday.getTime() + 25 * 3_600_000).toISOString());
      expect(plain(anna.connector.messages())).to.include('Blev dialogen av?');
    });

    it('mark it as held, and the card changes as well', async () => {
      const [answer] = await anna.say('Ja, den blev av');
      expect(plain(answer)).to.include('Allt är besvarat').and.include('Genomförd');
      expect(await entry()).to.include({ status: 'held' });
      anna.connector.clear();
      await sides.bot.app.sweep();
      const [put] = anna.connector.calls.filter(({ method }) => method === 'PUT');
      expect(plain(put?.body)).to.include('Genomförd');
      // Nothing is asked any more: the same words are a question again.
      expect(plain(await anna.say('ja, den blev av'))).to.not.include('Genomförd');
      expect(await entry()).to.include({ version: 2 });
    });

    it('move it, or ask to which day', async () => {
      expect(plain(await anna.say('den är flyttad'))).to.include('Nytt datum');
      expect(plain(await anna.say('flyttad till 14 mars 2020'))).to.include('har redan varit');
      expect(plain(await anna.say('flyttad till 24 november'))).to.include('Flyttad till 24 november 2026');
      expect((await entry())?.content).to.include({ date: '2026-11-24' });
    });

    it('cancel it, and ask what ”nej” means', async () => {
      const [asks] = await anna.say('nej');
      expect(plain(asks)).to.include('flyttad eller inställd');
      expect(buttons(asks).map(({ title }) => title)).to.deep.equal(['Flyttad', 'Inställd', 'Fråga senare']);
      expect(plain(await anna.say('inställd'))).to.include('Inställd');
      expect(await entry()).to.include({ status: 'cancelled' });
    });

    it('put it off', async () => {
      const today = sides.bot.now();
      await anna.say('inte nu, tack');
      expect(plain(await anna.say('om två veckor'))).to.include('Jag frågar igen');
      const [state] = await collection('prompts').find({}).toArray();
      expect(state?.snoozedUntil).to.equal(
        new Date(today.getTime() + 14 * 86_400_000).toISOString().slice(0, 10),
      );
    });

    it('leave questions to the knowledge, and ”ja” to what was talked about last', async () => {
      expect(plain(await anna.say('Vad är öppenhet och insyn?'))).to.include('Källa');
      await anna.say('ja');
      expect(await entry()).to.include({ status: 'planned' });
      expect(plain(await anna.say('den blev av'))).to.include('Genomförd');
    });

    it('say which, where several wait', async () => {
      await anna.say('dialog: Lokaler | Verdandi | 1 september');
      await anna.say('påminnelser');
      const [which] = await anna.say('den blev av');
      expect(buttons(which).map(({ title }) => title)).to.have.members(['D-2026-001', 'D-2026-002']);
      await anna.press(button(which, 'D-2026-002'));
      expect([(await entry())?.status, (await entry('D-2026-002'))?.status]).to.deep.equal([
        'planned',
        'held',
      ]);
      expect(plain(await anna.say('D-2026-001 blev inställd'))).to.include('Inställd');
    });

    it('are taken from nobody else, and not in a channel', async () => {
      const bo = await sides.chat('bo');
      await bo.say('den blev av');
      await bo.say('D-2026-001 blev av');
      await anna.mention('den blev av', {
        conversation: { id: '19:k@thread.tacv2', conversationType: 'channel', tenantId: 'tenant-1' },
      });
      expect(await entry()).to.include({ status: 'planned' });
    });
  });

  describe('in Slack', () => {
    it('replace the message, for council staff and their own dialogues', async () => {
      sides.bot.setNow('2027-02-01T10:00:00+01:00');
      await sides.appoint(`slack:${USER}`, 'council');
      await ulf.say('hej');
      await ulf.say('dialog: Lokaler på Öster | Verdandi | 2 februari');
      await at('2027-02-03T09:05:00+01:00');
      const asked = ulf
        .messages()
        .findLast((message) => JSON.stringify(message).includes('Blev dialogen av'));
      expect(slackButtons(asked).map(({ text }) => text.text)).to.include.members([
        ...['Ja, den blev av', 'Flyttad', 'Inställd', 'I morgon', 'Nästa vecka', 'Inga fler påminnelser'],
      ]);
      await ulf.press(slackButton(asked, 'Ja, den blev av'));
      const [replaced] = sides.slack.of('response_url').slice(-1);
      expect(replaced?.args).to.include({ replace_original: true });
      expect(JSON.stringify(replaced?.args)).to.include('Genomförd');
      expect(await entry('D-2027-001')).to.include({ status: 'held' });
      await at('2027-02-03T09:06:00+01:00');
      const [updated] = sides.slack.of('chat.update').slice(-1);
      expect(JSON.stringify(updated?.args)).to.include('Allt är besvarat');
    });

    it('are taken in words there as well: moved, put off, held and what came of it', async () => {
      sides.bot.setNow('2027-04-05T10:00:00+02:00');
      await sides.appoint(`slack:${USER}`, 'council');
      await ulf.say('hej');
      await ulf.say('dialog: Ungas inflytande | Verdandi | 6 april');
      await at('2027-04-07T09:05:00+02:00');
      const said = async (words: string): Promise<string> => JSON.stringify(await ulf.say(words));
      expect(await said('Den är flyttad till 12 april')).to.include('Flyttad till 12 april 2027');
      await at('2027-04-13T09:05:00+02:00');
      expect(await said('om två dagar')).to.include('Jag frågar igen 15 april 2027');
      await at('2027-04-15T09:05:00+02:00');
      expect(await said('ja, den blev av')).to.include('Genomförd');
      expect(await entry('D-2027-001')).to.include({ status: 'held' });
      await at('2027-05-12T09:05:00+02:00');
      expect(await said('den ledde till ett ungdomsråd')).to.include('Ändringen av D-2027-001 är sparad');
      expect((await entry('D-2027-001'))?.content).to.include({ outcome: 'ett ungdomsråd' });
      await at('2027-05-12T09:06:00+02:00');
      expect(JSON.stringify(sides.slack.of('chat.update').at(-1)?.args)).to.include(
        'Har de inbjudna fått återkoppling',
      );
    });

    it('never show there what is Teams’ own, also to one who has linked both accounts', async () => {
      sides.bot.setNow('2027-03-01T10:00:00+01:00');
      await sides.appoint('teams:aad-anna', 'representative', SOCIAL);
      await anna.say('hej');
      await ulf.say('hej');
      await collection('members').updateMany(
        { active: true },
        { $set: { people: ['teams:aad-anna', `slack:${USER}`] } },
      );
      await anna.say('dialog: Hemligt möte | RFSL | 2 mars');
      await ulf.say('inställningar');
      await sides.bot.app.settings.change(
        'teams:aad-anna',
        { digestWhere: `slack:${USER}` },
        sides.bot.now(),
      );
      anna.connector.clear();
      sides.slack.calls.length = 0;
      await at('2027-03-03T09:05:00+01:00');
      await at('2027-03-03T09:30:00+01:00');
      expect(plain(anna.connector.messages())).to.include('Hemligt möte');
      expect(JSON.stringify(sides.slack.calls)).to.not.include('Hemligt');
    });
  });
});
