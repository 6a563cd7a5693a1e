import type { Message, Outbox, Outcome } from '../../delivery/outbox';
import { addDays } from '../../forms/calendar-days';
import { calendarDate } from '../../turn/calendar';
import type { PersonId } from '../../turn/turn';
import type { Recipient, Settings } from '../settings/settings';
import type { Deed, Seen } from './editor';
import { type Addressee, batchOf, deliveryOf, type Issue, sendPlatforms } from './issue';
import type { IssueStore } from './issue-store';
import { issueReply, type Showing } from './issue-view';

export interface Sending {
  /** To whom it would go now. */
  recipients(now: Date): Promise<readonly Addressee[]>;
  /** Begins to send what has been seen, once; null when somebody was there before, or it isn't approved. */
  begin(seen: Seen, deed: Deed): Promise<Issue | null>;
  /** Takes up what has been begun and not finished, by this process or a dead one. */
  carryOn(now: Date): Promise<void>;
  outcomes(key: string): Promise<readonly Outcome[]>;
  /** Sends to those it didn't reach, and to those who have come since. @returns how many. */
  resend(issue: Issue, states: readonly Outcome['state'][], now: Date): Promise<number>;
  /** Notes that a person says to have read it. @returns false when it was not sent to them. */
  markRead(issue: Issue, accounts: readonly PersonId[], now: Date): Promise<boolean>;
}

export interface SendDependencies extends Showing {
  readonly issues: IssueStore;
  readonly outbox: Pick<Outbox, 'enqueue' | 'outcomes' | 'markRead' | 'correct' | 'withdraw' | 'retry'>;
  readonly settings: Pick<Settings, 'digestRecipients'>;
  /** Two coordinators must agree: it isn't sent before one has approved it. */
  readonly approval: boolean;
  readonly nudge: () => void;
}

/** News of a month is no news after this. */
const FRESH_DAYS = 14;
/** So many are put in the queue at the same time. */
const AT_ONCE = 20;

/** Sends digests through the outbox. Whatever is interrupted between two of its steps, {@link Sending.carryOn} finishes. */
export function createSending(deps: SendDependencies): Sending {
  const { issues, outbox, settings, timezone, nudge } = deps;

  const recipients = async (now: Date): Promise<Addressee[]> =>
    (await settings.digestRecipients(now)).flatMap(addressee);

  const queue = (issue: Issue, to: readonly Addressee[], now: Date): Promise<void> =>
    inTurn(to, (one) => outbox.enqueue(messageTo(issue, one, now, deps), now));

  const deliver = async (issue: Issue, now: Date): Promise<void> => {
    const settled =
      issue.roster === undefined ? await issues.settleRoster(issue._id, await recipients(now)) : issue;
    if (settled === null) return;
    await queue(settled, settled.roster ?? [], now);
    await issues.change({ key: issue._id, states: ['sending'] }, { state: 'sent', sentAt: now });
  };

  const carryOut = async (issue: Issue, now: Date): Promise<void> => {
    if (issue.task === 'withdraw') await outbox.withdraw({ batch: batchOf(issue._id) }, now);
    else {
      await inTurn(issue.roster ?? [], async (one) => {
        await outbox.correct({ id: deliveryOf(issue._id, one.recipient) }, issueReply(issue, one, deps), now);
      });
    }
    await issues.finishTask(issue._id, issue.version);
  };

  return {
    recipients,
    begin: async ({ key, version }, { by, at }) => {
      const states = deps.approval ? (['approved'] as const) : (['draft', 'approved'] as const);
      const event = { action: 'sent', by, at } as const;
      return issues.change({ key, version, states }, { state: 'sending' }, event);
    },
    carryOn: async (now) => {
      const begun = await issues.unfinished();
      for (const issue of begun) await (issue.state === 'sending' ? deliver : carryOut)(issue, now);
      if (begun.length > 0) nudge();
    },
    outcomes: (key) => outbox.outcomes(batchOf(key)),
    resend: async (issue, states, now) => {
      const outcomes = await outbox.outcomes(batchOf(issue._id));
      const missed = outcomes.filter(({ state }) => states.includes(state)).map(({ id }) => id);
      const known = new Set((issue.roster ?? []).map(({ recipient }) => recipient));
      const added = (await recipients(now)).filter(({ recipient }) => !known.has(recipient));
      await issues.addToRoster(issue._id, added);
      await queue(issue, added, now);
      const again = missed.length === 0 ? 0 : await outbox.retry(missed, now);
      nudge();
      return again + added.length;
    },
    markRead: async (issue, accounts, now) => {
      for (const recipient of accounts) {
        const [by = recipient] = accounts;
        if (await outbox.markRead(deliveryOf(issue._id, recipient), by, now)) return true;
      }
      return false;
    },
  };

  function messageTo(issue: Issue, to: Addressee, now: Date, showing: Showing): Message {
    const { recipient, platform, address } = to;
    const fresh = new Date(`${addDays(calendarDate(now, timezone), FRESH_DAYS)}T00:00:00Z`);
    return {
      _id: deliveryOf(issue._id, recipient),
      kind: 'digest',
      ...{ recipient, platform, fresh, batch: batchOf(issue._id) },
      address: { ...address },
      reply: issueReply(issue, to, showing),
    };
  }
}

/** None for a platform that nothing is sent to. */
function addressee(given: Recipient): Addressee[] {
  const { recipient, kind, address, language } = given;
  const platform = sendPlatforms.find((name) => name === given.platform);
  if (platform === undefined) return [];
  const name = given.kind === 'channel' ? given.name : given.person.name;
  const administration = given.kind === 'person' ? given.administration : undefined;
  return [
    {
      ...{ recipient, kind, platform, address, language },
      ...(name === undefined ? {} : { name }),
      ...(administration === undefined ? {} : { administration }),
    },
  ];
}

async function inTurn<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(run));
}
