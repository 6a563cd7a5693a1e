import { expect } from 'chai';
import { BOT } from '../../support/slack-api';
import { payloads, postCommand, postEvent } from '../../support/slack-request';
import { notice, useHarness } from './harness';
import { homeSchema } from './limits-schema';

describe('slack: commands, messages and mentions', () => {
  const h = useHarness();

  it('answers a slash command in the ack itself, to the asker alone', async () => {
    const response = await postCommand(h.base, payloads.command('principer &amp; åtaganden'));
    expect(response.status).to.equal(200);
    const body = (await response.json()) as Record<string, unknown>;
    expect(body).to.include({ response_type: 'ephemeral', text: 'svar', unfurl_links: false });
    expect(h.slack.calls).to.deep.equal([]);
    const [inbound] = h.bot.inbound;
    expect(inbound).to.deep.include({
      redelivers: false,
      person: { id: 'slack:U00000001', name: 'anna' },
      input: { kind: 'words', text: 'principer & åtaganden' },
    });
    expect(inbound?.place).to.deep.include({
      conversation: 'slack:U00000001:C00000001',
      kind: 'channel',
      privateReply: true,
      address: { channel: 'C00000001' },
    });
  });

  it('asks for help when nothing stands after the command', async () => {
    await postCommand(h.base, payloads.command('  '));
    expect(h.bot.inbound[0]?.input).to.deep.equal({ kind: 'words', text: 'hjälp' });
  });

  it('acks a slow command with nothing and answers at the response_url', async () => {
    h.bot.reply = () => new Promise((resolve) => setTimeout(() => resolve(notice('sent')), 400));
    const response = await postCommand(
      h.base,
      payloads.command('fråga', { response_url: h.slack.responseUrl() }),
    );
    expect(await response.text()).to.equal('');
    const [call] = await h.slack.waitFor('response_url');
    expect(call?.args).to.include({ response_type: 'ephemeral', replace_original: false, text: 'sent' });
  });

  it('answers by an ephemeral message when the response_url fails', async () => {
    h.bot.reply = () => new Promise((resolve) => setTimeout(() => resolve(notice('sent')), 400));
    h.slack.fail('response_url', { kind: 'status', status: 404 });
    await postCommand(h.base, payloads.command('fråga', { response_url: h.slack.responseUrl() }));
    const [call] = await h.slack.waitFor('chat.postEphemeral');
    expect(call?.args).to.include({ channel: 'C00000001', user: 'U00000001', text: 'sent' });
  });

  it('answers a direct message where it was written', async () => {
    const response = await postEvent(h.base, payloads.message('vad är C-nätet?'));
    expect(response.status).to.equal(200);
    const [call] = await h.slack.waitFor('chat.postMessage');
    expect(call?.args).to.include({ channel: 'D00000001', text: 'svar' });
    expect(call?.args).not.to.have.property('thread_ts');
    expect(call?.authorization).to.equal(`Bearer ${BOT.token}`);
    const [inbound] = h.bot.inbound;
    expect(inbound).to.include({ redelivers: true });
    expect(inbound?.key).to.match(/^slack:Ev/);
    expect(inbound?.link).to.match(/^https:\/\/test\.slack\.com\/archives\/D00000001\/p\d+$/);
    expect(inbound?.place).to.deep.include({
      conversation: 'slack:D00000001',
      kind: 'personal',
      privateReply: true,
    });
  });

  it('answers a mention in its thread and strips its own name', async () => {
    await postEvent(
      h.base,
      payloads.mention(`<@${BOT.userId}> vem är <@U00000009>?`, { ts: '1700000000.000100' }),
    );
    const [call] = await h.slack.waitFor('chat.postMessage');
    expect(call?.args).to.include({ channel: 'C00000001', thread_ts: '1700000000.000100' });
    expect(h.bot.inbound[0]?.input).to.deep.equal({ kind: 'words', text: 'vem är slack:U00000009?' });
    expect(h.bot.inbound[0]?.place).to.deep.include({
      conversation: 'slack:C00000001:1700000000.000100',
      kind: 'channel',
      privateReply: false,
    });
  });

  it('stays in the thread that a mention was written in', async () => {
    const over = { ts: '1700000000.000300', thread_ts: '1700000000.000200' };
    await postEvent(h.base, payloads.mention(`<@${BOT.userId}> hej`, over));
    const [call] = await h.slack.waitFor('chat.postMessage');
    expect(call?.args).to.include({ thread_ts: '1700000000.000200' });
  });

  it('handles an event that Slack delivers again once', async () => {
    const body = payloads.message('en gång');
    await postEvent(h.base, body);
    await h.slack.waitFor('chat.postMessage');
    const again = await postEvent(h.base, body, {
      headers: { 'X-Slack-Retry-Num': '1', 'X-Slack-Retry-Reason': 'http_timeout' },
    });
    expect(again.status).to.equal(200);
    await postEvent(h.base, payloads.message('två'));
    await h.slack.waitFor('chat.postMessage', 2);
    expect(h.bot.inbound.map(({ input }) => input)).to.deep.equal([
      { kind: 'words', text: 'en gång' },
      { kind: 'words', text: 'två' },
    ]);
  });

  for (const [what, over] of Object.entries({
    'an edited message': { subtype: 'message_changed' },
    'a join message': { subtype: 'channel_join' },
    'a bot message': { bot_id: 'B00000009' },
    'its own message': { user: BOT.userId, bot_id: BOT.botId },
    'a channel message without a mention': { channel_type: 'channel', channel: 'C00000001' },
    'a message without a user': { user: undefined },
  })) {
    it(`says nothing to ${what}`, async () => {
      expect((await postEvent(h.base, payloads.message('hej', over))).status).to.equal(200);
      await postEvent(h.base, payloads.message('sist'));
      await h.slack.waitFor('chat.postMessage');
      expect(h.bot.inbound.map(({ input }) => input)).to.deep.equal([{ kind: 'words', text: 'sist' }]);
    });
  }

  it('publishes the home tab from the answer to home', async () => {
    await postEvent(h.base, payloads.home());
    const [call] = await h.slack.waitFor('views.publish');
    expect(call?.args).to.deep.include({ user_id: 'U00000001' });
    homeSchema.parse(call?.args.view);
    expect(h.bot.inbound[0]?.input).to.deep.equal({ kind: 'words', text: 'hem' });
  });

  it('leaves the home tab alone when the messages are opened', async () => {
    await postEvent(h.base, payloads.home({ tab: 'messages' }));
    await postEvent(h.base, payloads.message('sist'));
    await h.slack.waitFor('chat.postMessage');
    expect(h.slack.of('views.publish')).to.deep.equal([]);
  });
});
