import path from 'node:path';
import type { ConversationReference, TurnContext } from 'botbuilder';
import type { TeamsConfig } from '../../config';
import { delegate, type HttpServer } from '../../http/server';
import type { Logger } from '../../log';
import type { Bot } from '../../turn/bot';
import type { Reply } from '../../turn/turn';
import { DeliveryError, type Platform } from '../platform';
import { TeamsAdapter } from './adapter';
import { type Address, addressSchema } from './address';
import { TeamsAuthentication } from './authentication';
import { isAllowedServiceUrl, loopbackHosts, publicCloud, type TeamsCloud } from './cloud';
import { Connector } from './connector';
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
  const hosts = config === undefined ? loopbackHosts : cloud.serviceHosts;

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
    send: async (address, reply) => {
      const to = readAddress(address, hosts);
      const conversation = to.conversation ?? (await openChat(connector, to));
      return {
        messageId: await sendAll(adapter, config?.appId ?? '', { ...to, conversation }, reply, renderer),
      };
    },
  };
}

/** @throws DeliveryError `gone` when it isn't an address of ours, or leads outside Teams. */
function readAddress(address: Readonly<Record<string, unknown>>, hosts: readonly string[]): Address {
  const result = addressSchema.safeParse(address);
  if (!result.success || !isAllowedServiceUrl(result.data.serviceUrl, hosts))
    throw new DeliveryError('gone', 'bad-address');
  return result.data;
}

function openChat(connector: Connector, { serviceUrl, bot, user, tenant }: Address): Promise<string> {
  return connector.createConversation(serviceUrl, {
    isGroup: false,
    bot: { id: bot },
    members: [{ id: user }],
    tenantId: tenant,
    channelData: { tenant: { id: tenant } },
  });
}

/** Sends each view; the id is the last one's. */
async function sendAll(
  adapter: TeamsAdapter,
  appId: string,
  address: Address & { readonly conversation: string },
  reply: Reply,
  renderer: Renderer,
): Promise<string> {
  const reference: Partial<ConversationReference> = {
    channelId: 'msteams',
    serviceUrl: address.serviceUrl,
    bot: { id: address.bot, name: '' },
    conversation: {
      id: address.conversation,
      tenantId: address.tenant,
    } as ConversationReference['conversation'],
  };
  let messageId = '';
  let failure: { readonly error: unknown } | undefined;
  await adapter.continueConversationAsync(appId, reference, async (context: TurnContext) => {
    // The library makes up an id for this turn, and would say that we reply to it.
    context.activity.id = undefined;
    try {
      for (const view of reply.views) {
        messageId = (await context.sendActivity(renderer.message(view, reply.language)))?.id ?? '';
      }
    } catch (error) {
      // Thrown on, it would end in onTurnError, which answers nobody.
      failure = { error };
    }
  });
  if (failure !== undefined) throw failure.error;
  return messageId;
}
