import { expect } from 'chai';
import { createLogger } from '../../../src/log';
import { createSlackPlatform, type SlackPlatform } from '../../../src/platforms/slack';
import { BOT } from '../../support/slack-api';
import { payloads } from '../../support/slack-request';
import { type FakeSocket, startFakeSocket } from '../../support/slack-socket';
import { notice } from './harness';

describe('slack: Socket Mode', () => {
  let socket: FakeSocket;
  let platform: SlackPlatform;
  before(async () => {
    socket = await startFakeSocket();
    platform = createSlackPlatform({
      config: { botToken: BOT.token, appToken: 'xapp-test', apiUrl: socket.apiUrl },
      bot: {
        handle: async ({ input }, respond) =>
          respond(notice(input.kind === 'words' ? `du sa ${input.text}` : '')),
        settled: async () => undefined,
        opensForm: () => false,
        suggest: () => [],
      },
      log: createLogger('silent'),
      clock: () => new Date(),
    });
    await platform.start?.();
  });
  after(async () => {
    await platform.stop?.();
    await socket.stop();
  });

  it('has the same listeners, without a route of its own', async () => {
    expect(platform).not.to.have.property('mount');
    const ack = await socket.deliver('slash_commands', payloads.command('hej'));
    expect(ack.payload).to.include({ response_type: 'ephemeral', text: 'du sa hej' });
  });

  it('has the same guard', async () => {
    const fields = payloads.command('en gång');
    await socket.deliver('slash_commands', fields);
    const again = await socket.deliver('slash_commands', fields);
    expect(again.payload ?? {}).not.to.have.property('text');
  });
});
