import { z } from 'zod';
import type { Outcome } from '../../delivery/outbox';
import { notice, replacing, reply } from '../../records/commands/reply';
import type { Command } from '../../turn/command';
import type { Reply, TurnContext } from '../../turn/turn';
import type { Seen } from './editor';
import { writeSeen } from './ids';
import { isOut, sendPlatforms } from './issue';
import { issueView } from './issue-view';
import {
  deedOf,
  existing,
  type ManageDependencies,
  manageCommand,
  seenRequest,
  showPreview,
  showReceipt,
} from './manage';
import { manageTexts } from './manage-texts';
import { asSample, readerHere } from './samples';

/** Sending, its receipt, and what can be done afterwards. */
export function sendCommands(deps: ManageDependencies): Command[] {
  return [
    manageCommand({
      name: 'digest.sendNow',
      request: seenRequest,
      run: (context, { id }) => sendNow(context, id, deps),
    }),
    manageCommand({
      name: 'digest.toSelf',
      request: seenRequest,
      run: (context, { id }) => sendToSelf(context, id, deps),
    }),
    manageCommand({
      name: 'digest.receipt',
      phrases: ['<digest> <receipt>'],
      effect: 'read',
      help: {
        say: { sv: 'digest kvitto', en: 'digest receipt' },
        does: {
          sv: 'visar vem som fick det senaste månadsbrevet, och rättar eller drar tillbaka det',
          en: 'shows who got the latest digest, and corrects or withdraws it',
        },
      },
      request: z.object({}),
      run: async (context) => {
        const issue = await deps.issues.latest(['sending', 'sent', 'withdrawn']);
        if (issue === null) return reply(context, notice('info', manageTexts[context.language].none));
        return showReceipt(context, issue, deps);
      },
    }),
    again('digest.resend', ['failed'], deps),
    again('digest.resendUncertain', ['uncertain'], deps),
    ...withdrawCommands(deps),
  ];
}

/** Of two who press at the same moment, one sends and the other sees the receipt. */
async function sendNow(context: TurnContext, seen: Seen, deps: ManageDependencies): Promise<Reply> {
  const t = manageTexts[context.language];
  const issue = await existing(deps, seen.key);
  if (isOut(issue)) return showReceipt(context, issue, deps, t.lead.already);
  if (deps.approval && issue.state !== 'approved') return showPreview(context, issue, deps, t.notApproved);
  if ((await deps.sending.recipients(context.now)).length === 0)
    return showPreview(context, issue, deps, t.nobody);
  const begun = await deps.sending.begin(seen, deedOf(context));
  const now = await existing(deps, seen.key);
  if (begun === null) {
    return isOut(now)
      ? showReceipt(context, now, deps, t.lead.already)
      : showPreview(context, now, deps, t.lead.changed);
  }
  await deps.sending.carryOn(context.now);
  return showReceipt(context, await existing(deps, seen.key), deps, t.lead.sending);
}

/** The message itself, in the coordinator's own chat; its buttons only say what they are. */
async function sendToSelf(context: TurnContext, seen: Seen, deps: ManageDependencies): Promise<Reply> {
  const t = manageTexts[context.language];
  const issue = await existing(deps, seen.key);
  const { place, person, now, key } = context;
  const here = place.kind === 'personal' ? place : await deps.settings.personal(person.id);
  const platform = sendPlatforms.find((name) => name === here?.platform);
  if (here === undefined || platform === undefined) return reply(context, notice('warning', t.notHere));
  const reader = readerHere(context, platform);
  const sample = { ...seen, version: issue.version, kind: 'person', index: 0, rest: false } as const;
  const view = asSample(issueView(issue, reader, deps), sample);
  await deps.outbox.enqueue(
    {
      // A press that is delivered again is the same message.
      _id: `digest-test:${seen.key}:${person.id}:${key}`,
      kind: 'digest-test',
      recipient: person.id,
      platform,
      address: { ...here.address },
      reply: { views: [view], language: context.language },
    },
    now,
  );
  deps.nudge();
  return reply(context, notice('success', t.sentToSelf));
}

function again(name: string, states: readonly Outcome['state'][], deps: ManageDependencies): Command {
  return manageCommand({
    name,
    request: seenRequest,
    run: async (context, { id: seen }) => {
      const issue = await existing(deps, seen.key);
      if (issue.state !== 'sent') return showReceipt(context, issue, deps);
      const count = await deps.sending.resend(issue, states, context.now);
      const lead = manageTexts[context.language].lead.resent(count);
      return showReceipt(context, await existing(deps, seen.key), deps, lead);
    },
  });
}

/** Asked twice: what is gone at the platforms doesn't come back. */
function withdrawCommands(deps: ManageDependencies): Command[] {
  return [
    manageCommand({
      name: 'digest.withdraw',
      request: seenRequest,
      run: async (context, { id: seen }) => {
        const t = manageTexts[context.language];
        const issue = await existing(deps, seen.key);
        if (issue.state !== 'sent') return showReceipt(context, issue, deps);
        const id = writeSeen({ key: issue._id, version: issue.version });
        return replacing(context, {
          kind: 'choice',
          text: t.withdrawAsk(issue.roster?.length ?? 0),
          options: [
            { name: 'digest.withdrawNow', id, label: t.withdrawSure, style: 'danger' },
            { name: 'digest.receipt', label: t.keep },
          ],
        });
      },
    }),
    manageCommand({
      name: 'digest.withdrawNow',
      request: seenRequest,
      run: async (context, { id: seen }) => {
        const t = manageTexts[context.language].lead;
        await existing(deps, seen.key);
        const withdrawn = await deps.editor.withdraw(seen, deedOf(context));
        await deps.sending.carryOn(context.now);
        const lead = withdrawn === null ? t.changed : t.withdrawn;
        return showReceipt(context, await existing(deps, seen.key), deps, lead);
      },
    }),
  ];
}
