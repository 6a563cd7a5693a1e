import { expect } from 'chai';
import { payloads, postInteraction } from '../../support/slack-request';
import { notice, useHarness, views } from './harness';
import { modalSchema } from './limits-schema';
import { type Filling, fillings, form as sampleForm } from './sample-views';

const typical = fillings[1] as Filling;
const form = sampleForm(typical);
const BUTTON = ['example.edit~3', '{"i":"E-2026-014","l":"en"}'] as const;
const ephemeral = {
  channel: { id: 'C00000001', name: 'allmant' },
  container: {
    type: 'message',
    message_ts: '1700000000.000009',
    channel_id: 'C00000001',
    is_ephemeral: true,
  },
};
const inThread = {
  channel: { id: 'C00000001', name: 'allmant' },
  container: {
    type: 'message',
    message_ts: '1700000000.000009',
    thread_ts: '1700000000.000008',
    channel_id: 'C00000001',
    is_ephemeral: false,
  },
};

describe('slack: buttons', () => {
  const h = useHarness();

  it('carry their action, id and language', async () => {
    const response = await postInteraction(h.base, payloads.press(...BUTTON));
    expect(await response.text()).to.equal('');
    const [call] = await h.slack.waitFor('chat.postMessage');
    expect(call?.args).to.include({ channel: 'D00000001', text: 'svar' });
    expect(h.bot.inbound[0]).to.deep.include({
      redelivers: false,
      language: 'en',
      input: { kind: 'action', name: 'example.edit', id: 'E-2026-014' },
    });
  });

  it('replace the message in a DM, by response_url or by chat.update', async () => {
    h.bot.reply = () => ({ ...notice('ny'), replace: true });
    const url = h.slack.responseUrl();
    await postInteraction(h.base, payloads.press(...BUTTON, { response_url: url }));
    const [replaced] = await h.slack.waitFor('response_url');
    expect(replaced?.args).to.include({ replace_original: true, text: 'ny' });
    const sent = await h.platform.send({ channel: 'D00000001' }, notice('gammal'));
    const container = { type: 'message', message_ts: sent.messageId, channel_id: 'D00000001' };
    await postInteraction(h.base, payloads.press(...BUTTON, { container }));
    const [updated] = await h.slack.waitFor('chat.update');
    expect(updated?.args).to.include({ channel: 'D00000001', ts: sent.messageId, text: 'ny' });
  });

  it('replace an ephemeral message', async () => {
    h.bot.reply = () => ({ ...notice('ny'), replace: true });
    const url = h.slack.responseUrl();
    await postInteraction(h.base, payloads.press(...BUTTON, { ...ephemeral, response_url: url }));
    const [replaced] = await h.slack.waitFor('response_url');
    expect(replaced?.args).to.include({ replace_original: true });
  });

  it('never replace a message that all in a channel see: the answer is for the one who pressed', async () => {
    h.bot.reply = () => ({ ...notice('bara för dig'), replace: true });
    const url = h.slack.responseUrl();
    await postInteraction(h.base, payloads.press(...BUTTON, { ...inThread, response_url: url }));
    const [call] = await h.slack.waitFor('response_url');
    expect(call?.args).to.include({
      response_type: 'ephemeral',
      replace_original: false,
      thread_ts: '1700000000.000008',
    });
    expect(h.bot.inbound[0]?.place).to.include({ privateReply: true, kind: 'channel' });
  });

  it('open a form as a modal at once', async () => {
    h.bot.reply = () => views(form);
    await postInteraction(h.base, payloads.press(...BUTTON));
    const [call] = await h.slack.waitFor('views.open');
    modalSchema.parse(call?.args.view);
    expect(call?.args.trigger_id).to.match(/^123\./);
    expect(h.slack.of('chat.postMessage')).to.deep.equal([]);
  });

  it('become a message with a button when the trigger has died', async () => {
    h.bot.reply = () => views(form);
    h.slack.fail('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await postInteraction(h.base, payloads.press(...BUTTON));
    const [call] = await h.slack.waitFor('chat.postMessage');
    expect(JSON.stringify(call?.args.blocks)).to.include('"action_id":"example.edit~0"');
  });

  it('on the home tab answer in a modal', async () => {
    const home = {
      channel: undefined,
      container: { type: 'view', view_id: 'V1' },
      view: { id: 'V1', type: 'home' },
    };
    await postInteraction(h.base, payloads.press(...BUTTON, home));
    const [call] = await h.slack.waitFor('views.open');
    expect(modalSchema.parse(call?.args.view).callback_id).to.equal('cnatet.reply');
    expect(h.bot.inbound[0]?.place).to.deep.include({ kind: 'personal', address: { channel: 'U00000001' } });
  });

  it('in a modal change that modal, or stack a form on it', async () => {
    const modal = {
      channel: undefined,
      container: { type: 'view', view_id: 'V7' },
      view: { id: 'V7', type: 'modal' },
    };
    await postInteraction(h.base, payloads.press(...BUTTON, modal));
    const [changed] = await h.slack.waitFor('views.update');
    expect(changed?.args.view_id).to.equal('V7');
    h.bot.reply = () => views(form);
    await postInteraction(h.base, payloads.press(...BUTTON, modal));
    modalSchema.parse((await h.slack.waitFor('views.push'))[0]?.args.view);
  });

  it('that are not ours reach the bot as too old', async () => {
    for (const [id, value] of [
      ['okänd', '{"l":"sv"}'],
      ['example.edit~0', 'inte json'],
      ['example.edit~0', '{"l":"sv","record":{"title":"x"}}'],
    ] as const) {
      await postInteraction(h.base, payloads.press(id, value));
    }
    await h.slack.waitFor('chat.postMessage', 3);
    expect(h.bot.inbound.map(({ input }) => input.kind === 'action' && input.name)).to.deep.equal(
      Array(3).fill('slack.unknown'),
    );
  });
});
