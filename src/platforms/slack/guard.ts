import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { Logger } from '../../log';
import { texts } from './texts';

const team = z.string().nullish();
const delivery = z.object({
  team_id: team,
  team: z.object({ id: team }).nullish(),
  user: z.object({ team_id: team }).nullish().catch(undefined),
  authorizations: z.array(z.object({ team_id: team })).nullish(),
  event: z.object({ team: team.catch(undefined), user_team: team }).nullish(),
  trigger_id: z.string().min(1).optional().catch(undefined),
});

export interface GuardOptions {
  readonly log: Logger;
  /** Workspaces that may talk to the bot, and whose members may. */
  readonly teamIds?: readonly string[];
  /** The token's own workspace: the default when no list is configured. */
  readonly ownTeamId: () => string | undefined;
  /** Finds out which it is, where it isn't known yet; false when that can't be told now. */
  readonly knowsOwnTeam: () => Promise<boolean>;
  readonly now: () => number;
}

/**
 * The second door, behind the signature: whose workspace it is, and whether this very interaction has been here before.
 * Events are claimed in the store by their id; interactions are never sent twice by Slack, so a second one is a replay.
 */
export function createGuard(options: GuardOptions) {
  const seen = createReplayGuard(options.now);
  return async (args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { data: body } = delivery.safeParse(args.body);
    // Nobody is let in on trust: as long as Slack can't say whose the token is, nothing could be answered either.
    if (options.teamIds === undefined && !(await options.knowsOwnTeam())) {
      options.log.warn({ reason: 'own workspace not known' }, 'slack delivery refused');
      return refuse(args, texts.sv.notNow);
    }
    if (body === undefined || !workspaceAllowed(body, options)) {
      options.log.warn({ reason: 'workspace' }, 'slack delivery refused');
      return refuse(args, texts.sv.foreignWorkspace);
    }
    if (body.trigger_id !== undefined && seen(body.trigger_id)) {
      options.log.warn({ reason: 'replay' }, 'slack delivery refused');
      return refuse(args);
    }
    await args.next();
  };
}

/** Acknowledged, so that Slack doesn't show its own error; a command gets to know why. Events are acknowledged already. */
async function refuse(args: AnyMiddlewareArgs, text?: string): Promise<void> {
  if (!('ack' in args) || typeof args.ack !== 'function') return;
  const ack = args.ack as (message?: object) => Promise<void>;
  await ack('command' in args && text !== undefined ? { response_type: 'ephemeral', text } : undefined);
}

/** Whoever comes in through a channel shared with another workspace is measured too, by each id that tells where they belong. */
function workspaceAllowed(
  { team_id, team, user, authorizations, event }: z.infer<typeof delivery>,
  { teamIds, ownTeamId }: GuardOptions,
): boolean {
  const own = ownTeamId();
  const allowed = teamIds ?? (own === undefined ? [] : [own]);
  const installed = authorizations?.[0]?.team_id ?? team?.id ?? team_id ?? user?.team_id;
  const all = [installed, team_id, team?.id, user?.team_id, event?.team, event?.user_team];
  return (
    installed !== undefined && all.every((id) => id === undefined || id === null || allowed.includes(id))
  );
}

/** Trigger ids of the last ten minutes, twice as long as a signature is good for. Bounded; of this process alone. */
function createReplayGuard(now: () => number): (key: string) => boolean {
  const keep = 10 * 60_000;
  const seen = new Map<string, number>();
  return (key) => {
    const time = now();
    for (const [old, at] of seen) {
      if (time - at < keep && seen.size < 20_000) break;
      seen.delete(old);
    }
    if (seen.has(key)) return true;
    seen.set(key, time);
    return false;
  };
}
