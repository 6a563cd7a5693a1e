import { expect } from 'chai';
import { type BothSides, startBothSides } from '../../support/both-sides';
import { payloads, postCommand, postInteraction } from '../../support/slack-request';

type Json = Readonly<Record<string, unknown>>;
const USER = 'U0000ERASE';
const user = { id: USER, username: 'erik', name: 'erik', team_id: 'T00000001' };

describe('being forgotten, in Slack', () => {
  let sides: BothSides;
  const collection = (name: string) =>
    sides.bot.app.store.connection.collection<Json & { _id: string }>(name);
  const command = async (text: string, channel: string): Promise<string> => {
    const over = {
      user_id: USER,
      user_name: 'erik',
      channel_id: channel,
      response_url: sides.slack.responseUrl(),
    };
    return (await postCommand(sides.bot.url, payloads.command(text, over))).text();
  };

  before(async () => {
    sides = await startBothSides();
    sides.slack.hasSpoken('D0000ERASE');
  });
  after(() => sides.stop());

  it('takes what was asked alone in a channel, and what was sent, and notes nothing anew', async () => {
    await command('hinder: Nycklar saknas', 'D0000ERASE');
    await command('hur många principer finns det?', 'C00000001');
    await collection('deliveries').insertOne({
      ...{
        _id: 'prompt:x',
        kind: 'prompt',
        recipient: `slack:${USER}`,
        platform: 'slack',
        address: { channel: USER },
      },
      ...{ reply: { views: [], language: 'sv' }, state: 'queued', task: 'send', revision: 0, attempts: 0 },
      ...{ due: new Date('2099-01-01'), at: sides.bot.now() },
    });
    expect(await command('glöm mig', 'D0000ERASE'))
      .to.include('Ja, glöm mig')
      .and.include('privacy.erase');
    const press = payloads.press('privacy.erase~0', '{"l":"sv"}', {
      user,
      channel: { id: 'D0000ERASE', name: 'directmessage' },
      response_url: sides.slack.responseUrl(),
    });
    const done = sides.bot.logged((line) => line.includes('turn done') && line.includes('"input":"action"'));
    await postInteraction(sides.bot.url, press);
    await done;
    await sides.bot.app.sweep();
    const names = Object.values(sides.bot.app.store.connection.models).map(({ collection: one }) => one.name);
    for (const name of names.filter((one) => one !== 'turns')) {
      const kept = JSON.stringify(await collection(name).find({}).toArray());
      expect(kept, name).to.not.match(/U0000ERASE|D0000ERASE|erik"/);
    }
    const turns = await collection('turns').find({}).toArray();
    expect(turns.filter(({ conversation }) => conversation !== undefined)).to.deep.equal([]);
  });
});
