import type { CommonContent } from '../entry';

export const initiativeForms = [
  'dialogue-meeting',
  'consultation',
  'advice',
  'referral',
  'informal',
  'other',
] as const;
export type InitiativeForm = (typeof initiativeForms)[number];

/** How far the process had come when the invitation went out: the agreement says "as early as possible". */
export const stages = ['idea', 'planning', 'before-decision', 'after-decision'] as const;
export type Stage = (typeof stages)[number];

export const takers = ['municipality', 'civil'] as const;
export type Taker = (typeof takers)[number];

/** A dialogue initiative; `title` is its subject, `partners` the counterparts. */
export interface InitiativeContent extends CommonContent {
  readonly takenBy: Taker;
  readonly form?: InitiativeForm;
  readonly stage?: Stage;
  /** Numbers of commitments. */
  readonly commitments: readonly string[];
  readonly date?: string;
  readonly outcome?: string;
  readonly nextStep?: string;
  /** The day when those invited heard what came of it. */
  readonly feedbackOn?: string;
  readonly followUpOn?: string;
}
