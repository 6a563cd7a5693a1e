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
  /** Asks Slack who the token is. Never throws. */
  readonly load: () => Promise<void>;
  /**
   * Asks again where Slack was away, at most every {@link ASK_AGAIN_MS} and once for all who wait.
   * @returns false when it still isn't known.
   */
  readonly ensure: () => Promise<boolean>;
}

/** Who knocks while Slack is away shouldn't make us ask it for each knock. */
export const ASK_AGAIN_MS = 10_000;

/** Who the bot is in its workspace. Bolt would ask in its constructor and keep a failure for good. */
export function createIdentity(
  api: SlackApi,
  log: Logger,
  now: () => number = () => performance.now(),
): Identity {
  let known: z.infer<typeof answer> = {};
  let asking: Promise<void> | undefined;
  let asked = Number.NEGATIVE_INFINITY;
  const ask = async (): Promise<void> => {
    try {
      known = answer.parse(await api.call('auth.test', {}));
    } catch (error) {
      log.error({ err: error }, 'slack token not verified');
    } finally {
      asked = now();
      asking = undefined;
    }
  };
  const load = (): Promise<void> => (asking ??= ask());
  return {
    botUserId: () => known.user_id,
    botId: () => known.bot_id,
    teamId: () => known.team_id,
    permalink: (channel, ts) =>
      known.url === undefined ? undefined : `${known.url}archives/${channel}/p${ts.replace('.', '')}`,
    load,
    ensure: async () => {
      if (known.team_id === undefined && (asking !== undefined || now() - asked >= ASK_AGAIN_MS))
        await load();
      return known.team_id !== undefined;
    },
  };
}
