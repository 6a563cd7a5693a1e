import { nextWorkingDay } from '../../calendar/working-days';
import { addDays, addMonths } from '../../forms/calendar-days';
import type { Entry } from '../../records/entry';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { CommitmentContent } from './commitments';

/** What is asked: was it held, what came of it, time to follow up, when will it be, what of the draft, of the commitment. */
export const reasons = ['held', 'outcome', 'follow-up', 'undated', 'draft', 'commitment'] as const;
export type Reason = (typeof reasons)[number];

/** One question about one record. Another day in the record makes it another question, which nobody has put off. */
export interface Question {
  /** `held:D-2026-003:2026-03-12`. */
  readonly id: string;
  readonly reason: Reason;
  readonly code: string;
  /** The day that the question is about, YYYY-MM-DD. */
  readonly base: string;
  /** Asked on this day at the earliest. */
  readonly dueOn: string;
}

/** An example or an initiative, as it came from its repository, or a commitment of one administration and year. */
export type Asked =
  | { readonly kind: 'commitment'; readonly entry: Entry<CommitmentContent> }
  | { readonly kind: 'example'; readonly entry: Entry<ExampleContent> }
  | { readonly kind: 'initiative'; readonly entry: Entry<InitiativeContent> };

const UNDATED_DAYS = 14;
const DRAFT_DAYS = 7;

/**
 * What there is to ask about a record as it is now, what comes first first. @param dayOf the calendar date of an instant in
 * the bot's time zone.
 */
export function questionsOf(asked: Asked, dayOf: (instant: Date) => string): Question[] {
  if (asked.entry.withdrawn) return [];
  const found = ofKind(asked, dayOf);
  return found.sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}

function ofKind({ kind, entry }: Asked, dayOf: (at: Date) => string): Question[] {
  if (kind === 'example') return ofExample(entry, dayOf);
  if (kind === 'initiative') return ofInitiative(entry, dayOf);
  const { answer, year } = entry.content;
  // When it is asked is known where it is found; here it is always due.
  return answer === undefined ? [question('commitment', entry.code, `${year}-01-01`, `${year}-01-01`)] : [];
}

function ofExample(
  { code, status, updatedAt }: Entry<ExampleContent>,
  dayOf: (at: Date) => string,
): Question[] {
  if (status !== 'draft') return [];
  const base = dayOf(updatedAt);
  return [question('draft', code, base, addDays(base, DRAFT_DAYS))];
}

function ofInitiative(entry: Entry<InitiativeContent>, dayOf: (at: Date) => string): Question[] {
  const { code, status, content, createdAt } = entry;
  const logged = dayOf(createdAt);
  if (status === 'planned' || status === 'invited') {
    const { date } = content;
    if (date === undefined) return [question('undated', code, logged, addDays(logged, UNDATED_DAYS))];
    // Who notes what has already been is not asked about it on the same day.
    const later = logged < date ? date : logged;
    return [question('held', code, date, nextWorkingDay(later))];
  }
  if (status !== 'held') return [];
  const held = heldOn(entry, dayOf);
  const told = content.outcome !== undefined && content.feedbackOn !== undefined;
  return [
    ...(told ? [] : [question('outcome', code, held, addMonths(held, 1))]),
    ...(content.followUpOn === undefined
      ? []
      : [question('follow-up', code, content.followUpOn, content.followUpOn)]),
  ];
}

/** The planned day; without one, or when it was held before it, the day that it was marked. */
function heldOn(
  { content: { date }, history, updatedAt }: Entry<InitiativeContent>,
  dayOf: (at: Date) => string,
): string {
  const marked = history.findLast(({ changes }) =>
    changes.some(({ field, to }) => field === 'status' && to === 'held'),
  );
  const day = dayOf(marked?.at ?? updatedAt);
  return date === undefined || date > day ? day : date;
}

function question(reason: Reason, code: string, base: string, dueOn: string): Question {
  return { id: `${reason}:${code}:${base}`, reason, code, base, dueOn };
}

const TARGET =
  /^(([a-z-]{4,10}):([A-Z]-\d{4}-\d{3,6}(?:\.[a-z0-9-]{1,60})?):(\d{4}-\d{2}-\d{2}))(?:@([a-f0-9]{16}))?$/;

/** A question's id with, on a button, the key of the message that it stands in. Undefined when it isn't one of ours. */
export function readTarget(
  text: string,
): { id: string; code: string; reason: Reason; bundle?: string } | undefined {
  const [, id, named, code, , bundle] = TARGET.exec(text) ?? [];
  const reason = reasons.find((one) => one === named);
  if (id === undefined || code === undefined || reason === undefined) return undefined;
  // A commitment's code names its administration as well; nothing else does.
  if (code.includes('.') !== (reason === 'commitment')) return undefined;
  return { id, code, reason, ...(bundle === undefined ? {} : { bundle }) };
}
