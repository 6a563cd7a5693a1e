import { z } from 'zod';
import type { Logger } from '../../log';
import type { SlackApi } from './api/client';

const answer = z.object({
  user_id: z.string().optional(),
  bot_id: z.string().optional(),
  team_id: z.string().optional(),
  url: z.url().optional(),
});

export interface Identity {
  readonly botUserId: () => string | undefined;
  readonly botId: () => string | undefined;
  readonly teamId: () => string | undefined;
  /** The message's address in Slack, when the workspace is known. */
  readonly permalink: (channel: string, ts: string) => string | undefined;
  /** Asks Slack who the token is. Never throws: turns work without, and the next start asks again. */
  readonly load: () => Promise<void>;
}

/** Who the bot is in its workspace. Bolt would ask in its constructor and keep a failure for good. */
export function createIdentity(api: SlackApi, log: Logger): Identity {
  let known: z.infer<typeof answer> = {};
  return {
    botUserId: () => known.user_id,
    botId: () => known.bot_id,
    teamId: () => known.team_id,
    permalink: (channel, ts) =>
      known.url === undefined ? undefined : `${known.url}archives/${channel}/p${ts.replace('.', '')}`,
    load: async () => {
      try {
        known = answer.parse(await api.call('auth.test', {}));
      } catch (error) {
        log.error({ err: error }, 'slack token not verified');
      }
    },
  };
}
