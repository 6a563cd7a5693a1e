import { expect } from 'chai';
import { type BothSides, startBothSides } from '../../support/both-sides';
import { payloads, postEvent } from '../../support/slack-request';
import { button, readable } from '../../support/teams-chat';

const TOLD = 'Skriv ”mina uppgifter” för att se allt';
const channel = { id: '19:c@thread.tacv2', conversationType: 'channel', isGroup: true };

describe('first contact', () => {
  let sides: BothSides;
  before(async () => {
    sides = await startBothSides();
  });
  after(() => sides.stop());

  it('says with the first answer what is kept and why, once', async () => {
    const ann = await sides.chat('ann');
    const first = await ann.say('hur många principer finns det?');
    expect(readable(first[0])).to.not.include(TOLD);
    expect(readable(first)).to.include(TOLD).and.include('Frågor sparas utan namn');
    expect(readable(await ann.say('hjälp'))).to.not.include(TOLD);
    expect(readable(await ann.say('hur många åtaganden finns det?'))).to.not.include(TOLD);
  });

  it('says it in the language of the answer', async () => {
    const eve = await sides.chat('eve');
    expect(readable(await eve.say('help'))).to.include('Write “my data” to see everything');
  });

  it('never says it in a channel; the person hears it in their own chat', async () => {
    const bo = await sides.chat('bo');
    expect(
      readable(await bo.mention('hur många principer finns det?', { conversation: channel })),
    ).to.not.include(TOLD);
    expect(readable(await bo.say('hjälp'))).to.include(TOLD);
  });

  it('waits until there is room beside a form', async () => {
    const cia = await sides.chat('cia');
    expect(readable(await cia.say('hinder ny'))).to.not.include(TOLD);
    expect(readable(await cia.say('hjälp'))).to.include(TOLD);
  });

  it('says it again to one who has been forgotten', async () => {
    const dan = await sides.chat('dan');
    await dan.say('hjälp');
    const [asked] = await dan.say('glöm mig');
    await dan.press(button(asked, 'Ja, glöm mig'));
    expect(readable(await dan.say('hjälp'))).to.include(TOLD);
  });

  it('says it in the welcome in Slack, and not once more', async () => {
    await postEvent(
      sides.bot.url,
      payloads.message('hur många principer finns det?', { channel: 'D0000FIRST', user: 'U0000FIRST' }),
    );
    const posted = await sides.slack.waitFor('chat.postMessage', 2);
    const told = posted.filter(({ args }) => JSON.stringify(args).includes('mina uppgifter'));
    expect(told).to.have.length(1);
  });
});
