import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { SLACK_PATH } from '../../../src/platforms/slack';
import { EVENTS } from '../../../src/platforms/slack/listeners';
import { SHORTCUTS } from '../../../src/platforms/slack/listeners/shortcut';

/** Slack's documentation of each method and event: the bot scopes it needs, any one of them. */
const METHOD_SCOPES: Record<string, readonly string[]> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['im:history'],
  'conversations.replies': ['im:history'],
  'conversations.open': ['im:write'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
const EVENT_SCOPES: Record<string, readonly string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
};

const text = readFileSync('manifest/slack.yml', 'utf8');
const manifest = z
  .object({
    display_information: z.object({ name: z.string().max(35), description: z.string().max(140) }),
    features: z.object({
      app_home: z.object({
        home_tab_enabled: z.literal(true),
        messages_tab_read_only_enabled: z.literal(false),
      }),
      slash_commands: z.array(
        z.object({ command: z.string(), url: z.string(), should_escape: z.literal(true) }),
      ),
      shortcuts: z.array(
        z.strictObject({
          name: z.string().min(1).max(28),
          type: z.enum(['message', 'global']),
          callback_id: z.string().max(255),
          description: z.string().min(1).max(150),
        }),
      ),
    }),
    oauth_config: z.object({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
      interactivity: z.object({
        is_enabled: z.literal(true),
        request_url: z.string(),
        message_menu_options_url: z.string(),
      }),
    }),
  })
  .parse(parse(text));

/** The Web API methods that the platform's source names. */
function methodsInCode(folder = 'src/platforms/slack'): string[] {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/^\s*(\/?\*|\/\/).*$/gm, ''));
  const found = sources.flatMap((source) => [
    ...source.matchAll(/'((?:auth|chat|conversations|files|reactions|users|views)\.[A-Za-z.]+)'/g),
  ]);
  return [...new Set(found.map(([, method]) => method ?? ''))].sort();
}

describe('slack: the manifest and the code agree', () => {
  const scopes = manifest.oauth_config.scopes.bot;

  it('on the methods called', () => {
    expect(methodsInCode()).to.deep.equal(Object.keys(METHOD_SCOPES).sort());
  });

  it('on the events listened to', () => {
    const listened = Object.values(EVENTS).map(({ subscription }) => subscription);
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).to.deep.equal([...listened].sort());
  });

  it('on the scopes: those that are needed and no other', () => {
    const events = manifest.settings.event_subscriptions.bot_events.flatMap(
      (event) => EVENT_SCOPES[event] ?? ['unknown'],
    );
    const needed = new Set([
      'commands',
      ...events,
      ...methodsInCode().flatMap((method) => METHOD_SCOPES[method] ?? []),
    ]);
    expect([...scopes].sort()).to.deep.equal([...needed].sort());
  });

  it('on the shortcuts', () => {
    const listened = Object.entries(SHORTCUTS).map(([callback_id, { type }]) => ({ callback_id, type }));
    const offered = manifest.features.shortcuts.map(({ callback_id, type }) => ({ callback_id, type }));
    expect(offered).to.have.deep.members(listened);
  });

  it('on the address', () => {
    const { event_subscriptions, interactivity } = manifest.settings;
    const urls = [
      event_subscriptions.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
      ...manifest.features.slash_commands.map(({ url }) => url),
    ];
    expect(new Set(urls.map((url) => new URL(url).pathname))).to.deep.equal(new Set([SLACK_PATH]));
  });

  it('and each scope says what it is for', () => {
    const lines = text.split('\n').map((line) => line.trim());
    for (const scope of scopes) {
      expect(lines[lines.indexOf(`- ${scope}`) - 1], scope).to.match(/^# .{10,}/);
    }
  });
});
