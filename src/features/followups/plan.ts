import { addDays } from '../../forms/calendar-days';
import type { Reach, Someone } from '../settings/settings';
import type { DueQuestion } from './due';
import type { BundleItem, PromptState } from './model';
import { isAway, reachFor, responsibleFor } from './responsible';
import { mayEscalate, turnOf } from './states';

/** The weekend and a first week at work. */
const BACK_DAYS = 7;

/** What one person is to be asked now, and where. */
export interface Plan {
  readonly someone: Someone;
  readonly reach: Reach;
  readonly items: readonly PlanItem[];
}

export interface PlanItem extends BundleItem {
  readonly code: string;
}

/** Who is to be asked what on a day, before anyone's hour and what they have got already is looked at. Pure. */
export function planFor(
  due: readonly DueQuestion[],
  states: ReadonlyMap<string, PromptState>,
  people: readonly Someone[],
  today: string,
): Plan[] {
  const coordinators = people.filter(({ person }) => person.roles.includes('coordinator'));
  const wanted = new Map<Someone, { reach: Reach; item: PlanItem }[]>();
  const add = (someone: Someone, reach: Reach, item: PlanItem): void => {
    wanted.set(someone, [...(wanted.get(someone) ?? []), { reach, item }]);
  };
  for (const { asked, question } of due) {
    const state = states.get(question.id);
    const item = { question: question.id, code: question.code };
    const escalate = (escalated: BundleItem['escalated']): void => {
      if (!mayEscalate(state, today)) return;
      for (const someone of coordinators) {
        const reach = reachFor(asked.entry, someone);
        if (reach === undefined || !someone.settings.prompts || isAway(someone.settings, today)) continue;
        add(someone, reach, { ...item, escalated });
      }
    };
    const responsible = responsibleFor(asked, people, today);
    // That an administration has nobody is known; six questions more would say it no better.
    if (responsible.kind === 'nobody' && asked.kind !== 'commitment') escalate('nobody');
    if (responsible.kind !== 'someone') continue;
    const { someone, reach } = responsible;
    const turn = turnOf(state, someone.person.recipient, today);
    if (turn === 'ask' || (turn === 'escalate' && isJustBack(someone, today))) add(someone, reach, item);
    else if (turn === 'escalate') escalate('unanswered');
  }
  return [...wanted].map(([someone, found]) => inOnePlace(someone, found));
}

/** Whoever has been away is asked once more before it goes to the coordinators. */
function isJustBack({ settings: { awayUntil } }: Someone, today: string): boolean {
  return awayUntil !== undefined && awayUntil < today && addDays(awayUntil, BACK_DAYS) >= today;
}

/**
 * One message goes to one place. What may only be shown on the other platform waits for another day: what was asked today
 * isn't due then.
 */
function inOnePlace(someone: Someone, found: readonly { reach: Reach; item: PlanItem }[]): Plan {
  const reach = someone.reaches.find(({ id }) => found.some((one) => one.reach.id === id)) ?? found[0]?.reach;
  const items = found.filter((one) => one.reach.id === reach?.id).map(({ item }) => item);
  return { someone, reach: reach as Reach, items };
}
