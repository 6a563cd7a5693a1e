import { z } from 'zod';
import type { Outbox } from '../../delivery/outbox';
import type { Names } from '../../records/catalog';
import { replacing } from '../../records/commands/reply';
import { type Command, defineCommand } from '../../turn/command';
import { BotError } from '../../turn/errors';
import type { PersonId, Reply, TurnContext } from '../../turn/turn';
import type { Settings } from '../settings/settings';
import type { Deed, Editor, Seen } from './editor';
import { seenId } from './ids';
import { type Issue, isOut } from './issue';
import type { IssueStore } from './issue-store';
import type { Showing } from './issue-view';
import { manageTexts } from './manage-texts';
import { previewView } from './preview-view';
import { receiptView } from './receipt-view';
import type { Sending } from './send';

export interface ManageDependencies extends Showing {
  readonly issues: IssueStore;
  readonly editor: Editor;
  readonly sending: Sending;
  readonly outbox: Pick<Outbox, 'enqueue'>;
  readonly settings: Pick<Settings, 'personal'>;
  readonly names: Names;
  /** Two coordinators must agree. */
  readonly approval: boolean;
  readonly newKey: () => string;
  readonly nudge: () => void;
  /** All accounts of a person, this one first. */
  readonly accounts: (person: PersonId) => Promise<readonly PersonId[]>;
}

type Definition<T> = Pick<Parameters<typeof defineCommand<T>>[0], 'name' | 'request' | 'run' | 'help'> &
  Partial<Pick<Command, 'phrases' | 'opensForm' | 'effect'>>;

/** A coordinator's command: in a chat of their own, since it shows what others get in theirs. */
export function manageCommand<T>(definition: Definition<T>): Command {
  return defineCommand<T>({
    ...{ permission: 'digest.manage', personal: true, phrases: [], effect: 'write' },
    ...definition,
  });
}

export const seenRequest = z.object({ id: seenId });
export const deedOf = ({ person, now }: TurnContext): Deed => ({ by: person.id, at: now });

/** The commands before a digest goes: look at it, have it put together afresh, approve, cancel, take up again. */
export function previewCommands(deps: ManageDependencies): Command[] {
  const { editor } = deps;
  return [
    manageCommand({
      name: 'digest.preview',
      phrases: ['<digest> <preview>', '<digest> <send>'],
      help: {
        say: { sv: 'digest förhandsgranska', en: 'digest preview' },
        does: {
          sv: 'visar nästa månadsbrev för varje slags mottagare, och skickar, skjuter upp eller ställer in det',
          en: 'shows the next digest for each kind of recipient, and sends, postpones or cancels it',
        },
      },
      request: z.object({}),
      run: async (context) => showPreview(context, await editor.upcoming(deedOf(context)), deps),
    }),
    step('refresh', 'refreshed', deps, (seen, deed) => editor.refresh(seen, deed)),
    step('cancel', 'cancelled', deps, (seen, deed) => editor.cancel(seen, deed)),
    step('resume', 'resumed', deps, (seen, deed) => editor.resume(seen, deed)),
    manageCommand({
      name: 'digest.approve',
      request: seenRequest,
      run: async (context, { id: seen }) => {
        const issue = await existing(deps, seen.key);
        if (deps.approval && issue.preparedBy === context.person.id)
          return showPreview(context, issue, deps, manageTexts[context.language].ownApproval);
        return after(context, seen, 'approved', deps, await editor.approve(seen, deedOf(context)));
      },
    }),
  ];
}

type Lead = 'refreshed' | 'cancelled' | 'resumed' | 'approved' | 'greeted' | 'postponed';

/** One press that changes what was seen, and shows what it is now. */
function step(
  name: string,
  lead: Lead,
  deps: ManageDependencies,
  run: (seen: Seen, deed: Deed) => Promise<Issue | null>,
): Command {
  return manageCommand({
    name: `digest.${name}`,
    request: seenRequest,
    run: async (context, { id: seen }) => {
      await existing(deps, seen.key);
      return after(context, seen, lead, deps, await run(seen, deedOf(context)));
    },
  });
}

/** What a change has led to; null says that somebody was there before. */
export async function after(
  context: TurnContext,
  seen: Seen,
  lead: Lead,
  deps: ManageDependencies,
  changed: Issue | null,
): Promise<Reply> {
  const t = manageTexts[context.language].lead;
  if (changed !== null) return showPreview(context, changed, deps, t[lead]);
  const now = await existing(deps, seen.key);
  return isOut(now) ? showReceipt(context, now, deps, t.already) : showPreview(context, now, deps, t.changed);
}

/** @throws BotError `button-too-old` when there is no such digest. */
export async function existing({ issues }: ManageDependencies, key: string): Promise<Issue> {
  const issue = await issues.byKey(key);
  if (issue === null) throw new BotError('button-too-old');
  return issue;
}

export async function showPreview(
  context: TurnContext,
  issue: Issue,
  deps: ManageDependencies,
  lead?: string,
): Promise<Reply> {
  const recipients = await deps.sending.recipients(context.now);
  const reader = { language: context.language, person: context.person.id, approval: deps.approval };
  return replacing(context, previewView(issue, recipients, reader, deps, lead));
}

export async function showReceipt(
  context: TurnContext,
  issue: Issue,
  deps: ManageDependencies,
  lead?: string,
): Promise<Reply> {
  const [outcomes, recipients] = await Promise.all([
    deps.sending.outcomes(issue._id),
    deps.sending.recipients(context.now),
  ]);
  const known = new Set(issue.roster?.map(({ recipient }) => recipient));
  const newcomers =
    issue.state === 'sent' ? recipients.filter(({ recipient }) => !known.has(recipient)).length : 0;
  return replacing(context, receiptView(issue, outcomes, newcomers, context.language, deps, lead));
}
