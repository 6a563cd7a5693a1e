import path from 'node:path';
import type { TeamsConfig } from '../../config';
import { delegate, type HttpServer } from '../../http/server';
import type { Logger } from '../../log';
import type { Bot } from '../../turn/bot';
import type { Platform } from '../platform';
import { TeamsAdapter } from './adapter';
import { TeamsAuthentication } from './authentication';
import { loopbackHosts, publicCloud, type TeamsCloud } from './cloud';
import { Connector } from './connector';
import { createDelivery } from './delivery';
import { createDoor } from './door';
import { Renderer } from './render';
import { runActivity } from './run';
import { loadTemplates } from './templates';
import { createTokenSource, type TokenSource } from './tokens';

export interface TeamsOptions {
  /** Left out: a trial without credentials, open to this machine alone. */
  readonly config: TeamsConfig | undefined;
  readonly bot: Bot;
  readonly log: Logger;
  /** Where adaptive-cards/ lies. */
  readonly rootDir: string;
  readonly clock: () => Date;
  /** In place of parts of the configured cloud; for tests. */
  readonly cloud?: Partial<TeamsCloud>;
  /** In place of Entra ID; for tests. */
  readonly token?: TokenSource;
  /** How long one outgoing call may take in all, in milliseconds. */
  readonly connectorBudgetMs?: number;
}

/**
 * Microsoft Teams: `POST /api/messages`, and messages outside a turn.
 * @throws Error when a card template is missing or unreadable.
 */
export function createTeamsPlatform(options: TeamsOptions): Platform {
  const { config, bot, log, clock } = options;
  const cloud: TeamsCloud = { ...(config?.cloud ?? publicCloud), ...options.cloud };
  const token = options.token ?? createTokenSource(config, cloud);
  const connector = new Connector({ token, budgetMs: options.connectorBudgetMs });
  const adapter = new TeamsAdapter(new TeamsAuthentication(config, cloud), connector, log);
  const templates = loadTemplates(path.join(options.rootDir, 'adaptive-cards'));
  const renderer = new Renderer(templates, (name) => bot.opensForm({ kind: 'action', name }));
  const door = createDoor({
    adapter,
    loopbackOnly: config === undefined,
    log,
    run: (activity, context) => runActivity(activity, context, { bot, renderer, log, clock }),
  });

  return {
    name: 'teams',
    mount: (server: HttpServer) => {
      server.post('/api/messages', delegate(door.handle));
    },
    start: async () => {
      if (config === undefined)
        log.warn({}, 'Teams: no credentials, nobody is authenticated, only this machine is let in');
      // The first turn shouldn't wait for a token; without one the bot starts all the same and tries again when it answers.
      await token().catch((error: unknown) => log.warn({ err: error }, 'Teams: no access token yet'));
    },
    stop: () => door.close(),
    ...createDelivery({
      connector: new Connector({ token, budgetMs: options.connectorBudgetMs, attempts: 1 }),
      renderer,
      hosts: config === undefined ? loopbackHosts : cloud.serviceHosts,
    }),
  };
}
