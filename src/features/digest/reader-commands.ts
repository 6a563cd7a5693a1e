import { z } from 'zod';
import { audienceOf } from '../../records/access';
import { notice, reply } from '../../records/commands/reply';
import { type Command, defineCommand } from '../../turn/command';
import { BotError } from '../../turn/errors';
import type { PersonId, Reply, TurnContext } from '../../turn/turn';
import { keyId } from './ids';
import { type Issue, sendPlatforms } from './issue';
import type { IssueStore } from './issue-store';
import { issueView, type Showing } from './issue-view';
import { type DigestDependencies, liveDigest } from './live';
import { manageTexts } from './manage-texts';
import type { Sending } from './send';
import { restOf } from './view';

export interface ReaderDependencies extends DigestDependencies, Showing {
  readonly issues: IssueStore;
  readonly sending: Sending;
  /** All accounts of a person, this one first. */
  readonly accounts: (person: PersonId) => Promise<readonly PersonId[]>;
}

/** What those who get a digest press: to see the rest of it, and to say that they have read it. */
export function readerCommands(deps: ReaderDependencies): Command[] {
  return [
    defineCommand({
      name: 'digest.more',
      permission: 'digest.read',
      phrases: [],
      effect: 'read',
      request: z.object({ id: keyId.optional() }),
      run: async (context, { id }) => {
        if (id !== undefined) return restOfIssue(context, id, deps);
        return reply(context, restOf(await liveDigest(deps, context, {}), context.language));
      },
    }),
    defineCommand({
      name: 'digest.read',
      permission: 'digest.read',
      phrases: [],
      effect: 'write',
      request: z.object({ id: keyId }),
      run: async (context, { id }) => {
        const t = manageTexts[context.language];
        const issue = await deps.issues.byKey(id);
        const accounts = await deps.accounts(context.person.id);
        const known = issue !== null && (await deps.sending.markRead(issue, accounts, context.now));
        return reply(context, known ? notice('success', t.thanks) : notice('info', t.notSent));
      },
    }),
  ];
}

/**
 * The rest of what was sent here, as it was sent. For a channel that got it, whoever is in it; for a person, what they got
 * themselves. The button may be forged: anyone else gets nothing of it.
 */
async function restOfIssue(context: TurnContext, key: string, deps: ReaderDependencies): Promise<Reply> {
  const issue = await deps.issues.byKey(key);
  if (issue === null || issue.state !== 'sent') throw new BotError('button-too-old');
  const { place, person, language } = context;
  const accounts = await deps.accounts(person.id);
  const wanted = place.kind === 'personal' ? accounts : [place.channel?.key ?? place.conversation];
  const got = issue.roster?.find(({ recipient }) => wanted.includes(recipient));
  if (got === undefined) return elsewhere(context, issue, deps);
  return reply(context, restOf(issueView(issue, { ...got, language }, deps), language));
}

/** Whoever has a role may read a month's digest on their own platform, also when it wasn't sent to them. */
function elsewhere(context: TurnContext, issue: Issue, deps: ReaderDependencies): Reply {
  const { place, person, language } = context;
  const platform = sendPlatforms.find((name) => name === audienceOf(person, place));
  if (platform === undefined) throw new BotError('not-allowed');
  return reply(context, restOf(issueView(issue, { kind: 'channel', platform, language }, deps), language));
}
