import { setTimeout as sleep } from 'node:timers/promises';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { SlackConfig as BaseConfig } from '../../config';
import { delegate } from '../../http/server';
import type { Logger } from '../../log';
import type { Bot } from '../../turn/bot';
import type { Input } from '../../turn/turn';
import type { Platform } from '../platform';
import { type ApiOptions, clientOptions, createSlackApi } from './api/client';
import { bridgeLogger } from './bolt-logger';
import { createDelivery } from './delivery';
import { createDoor, MAX_SLACK_BODY_BYTES } from './door';
import { createGuard } from './guard';
import { createIdentity } from './identity';
import { createInFlight } from './in-flight';
import { registerListeners } from './listeners';
import { type Runtime, TIMING, type Timing } from './runtime';

export interface SlackConfig extends BaseConfig {
  /** Workspaces that may talk to the bot; without it, the token's own. */
  readonly teamIds?: readonly string[];
}

export interface SlackOptions {
  readonly config: SlackConfig;
  readonly bot: Bot;
  readonly log: Logger;
  readonly clock: () => Date;
  /** Whether an input's command answers with a form: then a slow one is announced in a modal before the trigger dies. */
  readonly opensForm?: (input: Input) => boolean;
  /** For tests. */
  readonly timing?: Timing;
  readonly callTimeoutMs?: number;
}

export type SlackPlatform = Platform & Required<Pick<Platform, 'find'>>;

export const SLACK_PATH = '/slack/events';

/**
 * The bot in Slack: over HTTP in the app's own server, or by Socket Mode when there is an app token. Both have the same
 * listeners.
 * @throws Error when neither a signing secret nor an app token is configured.
 */
export function createSlackPlatform(options: SlackOptions): SlackPlatform {
  const { config, bot, clock } = options;
  const log = options.log.child({ platform: 'slack' });
  const boltLogger = bridgeLogger(log);
  const apiOptions: ApiOptions = {
    botToken: config.botToken,
    apiUrl: config.apiUrl,
    log,
    boltLogger,
    sleep: async (ms) => void (await sleep(ms)),
    timeoutMs: options.callTimeoutMs,
  };
  const api = createSlackApi(apiOptions);
  const identity = createIdentity(api, log);
  const receiver = createReceiver(config, apiOptions);
  const app = new App({
    receiver,
    logger: boltLogger,
    clientOptions: clientOptions(apiOptions),
    convoStore: false,
    authorize: async () => ({
      botToken: config.botToken,
      botId: identity.botId(),
      botUserId: identity.botUserId(),
    }),
  });
  const guard = createGuard({
    log,
    teamIds: config.teamIds,
    ownTeamId: identity.teamId,
    knowsOwnTeam: identity.ensure,
    now: Date.now,
  });
  const inFlight = createInFlight();
  const runtime: Runtime = {
    bot,
    api,
    log,
    clock,
    identity,
    opensForm: options.opensForm ?? (() => false),
    timing: options.timing ?? TIMING,
    greeted: new Set(),
  };
  // From the first step on: an event has been acknowledged by now, and a stop must wait for what comes of it.
  app.use((args) => inFlight.track(guard(args)));
  registerListeners(app, runtime);
  const socket = receiver instanceof SocketModeReceiver ? receiver : undefined;
  return {
    name: 'slack',
    ...(receiver instanceof HTTPReceiver && {
      mount: (server) =>
        void server.post(SLACK_PATH, delegate(createDoor(receiver.requestListener, { log }))),
    }),
    start: async () => {
      await identity.load();
      await socket?.start();
    },
    stop: async () => {
      await socket?.stop();
      await inFlight.settled();
    },
    ...createDelivery(api),
  };
}

function createReceiver(
  config: SlackConfig,
  { boltLogger, apiUrl }: ApiOptions,
): HTTPReceiver | SocketModeReceiver {
  if (config.appToken !== undefined) {
    const clientOptions = apiUrl === undefined ? {} : { slackApiUrl: apiUrl };
    return new SocketModeReceiver({
      appToken: config.appToken,
      logger: boltLogger,
      installerOptions: { clientOptions },
    });
  }
  if (config.signingSecret === undefined) throw new Error('Slack needs a signing secret or an app token');
  return new HTTPReceiver({
    signingSecret: config.signingSecret,
    endpoints: SLACK_PATH,
    bodyLimit: MAX_SLACK_BODY_BYTES,
    logger: boltLogger,
    processEventErrorHandler: async ({ response }) => {
      // A signed body that isn't shaped like any of Slack's. Nothing of it is logged.
      // Not chained: restify's writeHead returns nothing.
      if (!response.headersSent) {
        response.writeHead(400);
        response.end();
      }
      return false;
    },
  });
}
