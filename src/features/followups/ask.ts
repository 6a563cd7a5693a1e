import { isQuiet } from '../../calendar/working-days';
import type { Outbox } from '../../delivery/outbox';
import { addDays } from '../../forms/calendar-days';
import { localInstant } from '../../forms/instants';
import type { Logger } from '../../log';
import type { Reply } from '../../turn/turn';
import type { Settings, Someone } from '../settings/settings';
import { type Bundles, shortKey } from './bundles';
import { type ComposeDependencies, compose } from './compose';
import { dueQuestions } from './due';
import type { Bundle, BundleItem } from './model';
import { type Plan, planFor } from './plan';
import { readTarget } from './question';
import { responsibleFor } from './responsible';

export interface AskDependencies extends ComposeDependencies {
  readonly settings: Settings;
  readonly bundles: Bundles;
  readonly outbox: Pick<Outbox, 'enqueue' | 'outcomes' | 'correct'>;
  /** The copies that others have are looked at again. */
  readonly touch: (codes: readonly string[]) => void;
  readonly timezone: string;
  readonly log: Logger;
}

/** Rows of one message; the rest waits for the next day, and is said to. */
const MOST_ROWS = 6;
/** Nobody is written to later in the day, however long everything was down; unless their own hour is later still. */
const LATEST = '20.00';
/** Who had nothing to be asked is looked at again after this long. */
const LOOK_AGAIN_MS = 10 * 60_000;

/**
 * Makes the chore that asks: on working days, at each person's hour or as soon as possible after it, at most one message a
 * day. Safe to run at any time, in several processes: a bundle is claimed by an insert under the day and the person, and
 * queued under the same key; whoever finds one claimed takes it up.
 */
export function createAsker(deps: AskDependencies): (now: Date) => Promise<void> {
  const lookedAt = new Map<string, number>();
  return async (now) => {
    const today = deps.dayOf(now);
    if (isQuiet(today)) return;
    const claimed = await deps.bundles.claimed();
    const got = await deps.bundles.recipientsOn(today);
    const everyone = await deps.settings.everyone();
    for (const bundle of claimed) await takeUp(bundle, everyone, today, now, deps);
    const ready = everyone.filter(
      ({ person: { recipient }, settings, reaches }) =>
        reaches.length > 0 &&
        !got.has(recipient) &&
        isTime(settings.hour, today, now, deps.timezone) &&
        Math.abs(now.getTime() - (lookedAt.get(recipient) ?? 0)) >= LOOK_AGAIN_MS,
    );
    if (ready.length === 0) return;
    await askThose(ready, everyone, today, now, deps);
    for (const { person } of ready) lookedAt.set(person.recipient, now.getTime());
  };
}

/** From the person's hour until the evening. */
function isTime(hour: string, today: string, now: Date, timezone: string): boolean {
  const from = localInstant(today, hour, timezone);
  const until = localInstant(today, hour > LATEST ? '23.59' : LATEST, timezone);
  return from <= now && now < until;
}

async function askThose(
  ready: readonly Someone[],
  everyone: readonly Someone[],
  today: string,
  now: Date,
  deps: AskDependencies,
): Promise<void> {
  const due = await dueQuestions(deps, today, now);
  const states = await deps.states.of(due.map(({ question }) => question.id));
  const plans = planFor(due, states, everyone, today).filter(({ someone }) => ready.includes(someone));
  for (const plan of plans) {
    const bundle = bundleOf(plan, today, now);
    try {
      if (!(await deps.bundles.claim(bundle))) continue;
      await queue(bundle, everyone, now, deps, plan.items.length - bundle.items.length);
    } catch (error) {
      // One that can't be asked stops nobody else; what was claimed is taken up next time.
      deps.log.warn({ err: error }, 'prompt not queued');
    }
  }
}

function bundleOf({ someone: { person }, reach, items }: Plan, day: string, now: Date): Bundle {
  const _id = `prompt:${day}:${person.recipient}`;
  const some = items.slice(0, MOST_ROWS);
  return {
    ...{ _id, key: shortKey(_id), day, recipient: person.recipient, people: person.people },
    ...{ account: reach.id, platform: reach.platform, language: reach.language },
    items: some.map(({ code: _code, ...item }) => item),
    subjects: some.map(({ code }) => code),
    state: 'claimed',
    at: now,
  };
}

/** What another process, or this one before it died, has claimed: it may have been queued or not. */
async function takeUp(
  bundle: Bundle,
  everyone: readonly Someone[],
  today: string,
  now: Date,
  deps: AskDependencies,
): Promise<void> {
  if (bundle.day === today) {
    const reply = await queue(bundle, everyone, now, deps);
    // It may have been queued before, with what has been answered since.
    if (reply !== undefined) await deps.outbox.correct({ id: bundle._id }, reply, now);
    return;
  }
  const queued = (await deps.outbox.outcomes(batchOf(bundle))).some(({ id }) => id === bundle._id);
  if (queued) await deps.states.count(bundle);
  await deps.bundles.settle(bundle._id, queued ? 'sent' : 'empty');
}

/**
 * Checks a claimed bundle again and queues it: what has been answered or put off, or is someone else's by now, is left out.
 * Each step may be done twice, and the next begins only when it is done.
 */
async function queue(
  claimed: Bundle,
  everyone: readonly Someone[],
  now: Date,
  deps: AskDependencies,
  more?: number,
): Promise<Reply | undefined> {
  const someone = everyone.find(({ person }) => person.recipient === claimed.recipient);
  const reach = someone?.reaches.find(({ id }) => id === claimed.account);
  const first = await compose(claimed, claimed.day, deps);
  const isTheirs = (item: BundleItem): boolean => {
    const asked = first.records.get(readTarget(item.question)?.code ?? '');
    if (item.escalated !== undefined || asked === undefined) return asked !== undefined;
    const responsible = responsibleFor(asked, everyone, claimed.day);
    return responsible.kind === 'someone' && responsible.someone.person.recipient === claimed.recipient;
  };
  const items = first.open.filter(isTheirs);
  if (someone === undefined || reach === undefined || items.length === 0) {
    await deps.bundles.settle(claimed._id, 'empty');
    return undefined;
  }
  const bundle = { ...claimed, items };
  const { reply, shown } = await compose(bundle, bundle.day, deps, more);
  const { _id, recipient } = bundle;
  const { platform, address } = reach;
  // Not the day after: that one may be quiet, and has a message of its own.
  const fresh = localInstant(addDays(bundle.day, 1), '00.00', deps.timezone);
  await deps.outbox.enqueue(
    {
      _id,
      kind: 'prompt',
      recipient,
      batch: batchOf(bundle),
      platform,
      address: { ...address },
      reply,
      fresh,
    },
    now,
  );
  await deps.states.count(bundle);
  deps.touch(bundle.subjects);
  await deps.bundles.keepItems(bundle);
  await deps.bundles.settle(_id, 'sent', shown);
  return reply;
}

export function batchOf({ day }: Pick<Bundle, 'day'>): string {
  return `prompts:${day}`;
}
