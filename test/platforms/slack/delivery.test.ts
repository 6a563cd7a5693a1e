import { expect } from 'chai';
import { createLogger } from '../../../src/log';
import { DeliveryError } from '../../../src/platforms/platform';
import { createSlackPlatform } from '../../../src/platforms/slack';
import { BOT, type Fault, startFakeSlack } from '../../support/slack-api';
import { payloads, postCommand, postEvent, postInteraction } from '../../support/slack-request';
import { type Harness, notice, startHarness } from './harness';
import { messageSchema } from './limits-schema';

async function failure(promise: Promise<unknown>): Promise<DeliveryError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('slack: proactive messages', () => {
  let h: Harness;
  before(async () => {
    // One attempt a call: a slow machine must not look like a Slack that hangs.
    h = await startHarness({ callTimeoutMs: 1_500 });
  });
  after(() => h.stop());
  beforeEach(() => {
    h.slack.calls.length = 0;
  });
  const address = { channel: 'C00000001' };
  const since = new Date('2023-11-14T22:00:00Z');

  it('carry the key that they can be found by', async () => {
    const sent = await h.platform.send(address, notice('Månadens digest'), { key: 'digest-2026-03:U1' });
    const [call] = h.slack.of('chat.postMessage');
    const { channel, metadata, text, blocks } = call?.args ?? {};
    expect({ channel, metadata }).to.deep.equal({
      channel: 'C00000001',
      metadata: { event_type: 'cnatet_delivery', event_payload: { key: 'digest-2026-03:U1' } },
    });
    messageSchema.parse({ text, blocks, unfurl_links: false, unfurl_media: false });
    expect(await h.platform.find(address, 'digest-2026-03:U1', since)).to.deep.equal(sent);
    expect(await h.platform.find(address, 'digest-2026-03:U2', since)).to.equal(undefined);
  });

  it('to a person are found in the DM with them', async () => {
    const sent = await h.platform.send({ channel: 'U00000007' }, notice('Påminnelse'), { key: 'k7' });
    expect(await h.platform.find({ channel: 'U00000007' }, 'k7', since)).to.deep.equal(sent);
    expect(h.slack.of('conversations.open')[0]?.args).to.include({ users: 'U00000007' });
  });

  it('go where a turn came from, thread included', async () => {
    await postEvent(h.base, payloads.mention('hej', { ts: '1700000000.000100' }));
    await h.slack.waitFor('chat.postMessage');
    const [inbound] = h.bot.inbound;
    await h.platform.send(inbound?.place.address ?? {}, notice('senare'));
    expect(h.slack.of('chat.postMessage')[1]?.args).to.include({
      channel: 'C00000001',
      thread_ts: '1700000000.000100',
    });
  });

  const outcomes: [string, Fault[], string, string, number][] = [
    [
      'a channel that is no more',
      [{ kind: 'error', error: 'channel_not_found' }],
      'gone',
      'channel_not_found',
      1,
    ],
    ['an archived channel', [{ kind: 'error', error: 'is_archived' }], 'gone', 'is_archived', 1],
    ['a person who has left', [{ kind: 'error', error: 'account_inactive' }], 'gone', 'account_inactive', 1],
    ['our own mistake', [{ kind: 'error', error: 'invalid_blocks' }], 'retry', 'invalid_blocks', 1],
    ['a limit of a minute', [{ kind: 'limited', retryAfter: '60' }], 'retry', 'ratelimited', 1],
    ['a limit without a time', [{ kind: 'limited', retryAfter: 'soon' }], 'retry', 'ratelimited', 1],
    ['a call that hangs', [{ kind: 'hang' }], 'unknown', 'timeout', 1],
    ['a cut connection', [{ kind: 'cut' }], 'unknown', 'UND_ERR_SOCKET', 1],
    ['a server error', [{ kind: 'status', status: 503 }], 'unknown', '503', 1],
    [
      'an error that says little',
      [{ kind: 'error', error: 'internal_error' }],
      'unknown',
      'internal_error',
      1,
    ],
    [
      'an answer that is no JSON',
      [{ kind: 'status', status: 200, body: '<html>' }],
      'unknown',
      'unreadable_answer',
      1,
    ],
  ];
  for (const [what, faults, outcome, code, tries] of outcomes) {
    it(`${what}: ${outcome}, after ${tries} ${tries === 1 ? 'try' : 'tries'}`, async () => {
      h.slack.fail('chat.postMessage', ...faults);
      const error = await failure(h.platform.send(address, notice('x')));
      expect(error).to.include({ outcome, code });
      expect(h.slack.of('chat.postMessage')).to.have.length(tries);
    });
  }

  it('leaves waiting to the outbox, which knows the limits of all replicas, and says how long', async () => {
    for (const seconds of ['1', '60']) {
      h.slack.calls.length = 0;
      h.slack.fail('chat.postMessage', { kind: 'limited', retryAfter: seconds });
      const error = await failure(h.platform.send(address, notice('x')));
      expect(error.retryAfterMs).to.equal(Number(seconds) * 1_000);
      expect(h.slack.of('chat.postMessage')).to.have.length(1);
    }
  });

  it('to an address that is not ours are gone', async () => {
    expect(await failure(h.platform.send({ conversation: '19:x' }, notice('x')))).to.include({
      outcome: 'gone',
    });
  });

  it('are tried again when Slack can not be reached at all', async () => {
    const { apiUrl, stop } = await startFakeSlack();
    await stop();
    const platform = createSlackPlatform({
      config: { botToken: BOT.token, signingSecret: 's', apiUrl },
      bot: h.bot,
      log: createLogger('silent'),
      clock: () => new Date(),
    });
    expect(await failure(platform.send(address, notice('x')))).to.include({
      outcome: 'retry',
      code: 'ECONNREFUSED',
    });
  });
});

describe('slack: when things break', () => {
  let h: Harness;
  before(async () => {
    h = await startHarness();
  });
  after(() => h.stop());
  beforeEach(() => {
    h.slack.calls.length = 0;
    h.bot.reply = () => notice('svar');
  });
  const broken = (): never => {
    throw new Error('hemligt innehåll');
  };

  it('a turn that throws is apologised for, in an ack', async () => {
    h.bot.reply = broken;
    const response = await postCommand(h.base, payloads.command('hej'));
    expect(response.status).to.equal(200);
    expect(((await response.json()) as { text: string }).text).to.match(/^Något gick fel hos mig\./);
    expect(h.logged()).to.include('slack turn failed').and.not.to.include('hemligt innehåll');
  });

  it('a turn that throws is apologised for, in a DM and in the button’s language', async () => {
    h.bot.reply = broken;
    await postEvent(h.base, payloads.message('hej'));
    await postInteraction(h.base, payloads.press('help.show~0', '{"l":"en"}'));
    const calls = await h.slack.waitFor('chat.postMessage', 2);
    expect(calls.map(({ args }) => String(args.text).slice(0, 14)).sort()).to.deep.equal([
      'Något gick fel',
      'Something went',
    ]);
  });

  it('a message that may have been posted is not posted again', async () => {
    h.slack.fail('chat.postMessage', { kind: 'hang' });
    await postEvent(h.base, payloads.message('hej'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(h.slack.of('chat.postMessage').map(({ args }) => args.text)).to.deep.equal(['svar']);
  });

  it('an answer that Slack refuses is said not to be shown, without claiming that nothing was done', async () => {
    h.slack.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    await postEvent(h.base, payloads.message('hej'));
    const [, second] = await h.slack.waitFor('chat.postMessage', 2);
    expect(second?.args.text).to.match(/^Jag kunde inte visa svaret här\./);
  });

  it('a stop waits for the turn under way', async () => {
    const own = await startHarness();
    own.bot.reply = () => new Promise((resolve) => setTimeout(() => resolve(notice('sist')), 200));
    await postEvent(own.base, payloads.message('hej'));
    await own.platform.stop?.();
    expect(own.slack.of('chat.postMessage')).to.have.length(1);
    await own.stop();
  });

  it('a token that Slack does not know stops nothing', async () => {
    const own = await startHarness();
    own.slack.fail('auth.test', { kind: 'error', error: 'invalid_auth' });
    await own.platform.start?.();
    expect((await postCommand(own.base, payloads.command('hej'))).status).to.equal(200);
    expect(own.logged()).to.include('slack token not verified');
    await own.stop();
  });
});
