import type { PlatformName } from '../turn/turn';

/** How a turn ended: `again` is a delivery that came twice, `unsent` an answer that the platform didn't take. */
export type TurnOutcome = 'answered' | 'failed' | 'unsent' | 'again';

export interface TurnMeasure {
  readonly platform: PlatformName;
  readonly input: 'words' | 'action' | 'event';
  readonly outcome: TurnOutcome;
  readonly seconds: number;
}

/**
 * What is counted. Labels are names of ours from closed lists, never a person, a conversation, a text or anything else that
 * came in from outside.
 */
export interface Metrics {
  turn(measure: TurnMeasure): void;
  /** A question's outcome: an answer, a choice between several, or none. */
  answer(outcome: 'answer' | 'choice' | 'declined'): void;
  /** One attempt to send a message outside a turn. */
  delivery(platform: PlatformName, outcome: 'sent' | 'retry' | 'gone' | 'unknown'): void;
  /** One command to the database. */
  store(command: string, ok: boolean, seconds: number): void;
  /** Somebody was asked to slow down: an address at the door, or a person in a chat. */
  limited(by: 'address' | 'person'): void;
  /** A mistake that nothing of ours caught. */
  unhandled(): void;
}

const nothing = (): void => undefined;

/** Counts nothing; for the terminal and for parts that are tried alone. */
export const noMetrics: Metrics = {
  turn: nothing,
  answer: nothing,
  delivery: nothing,
  store: nothing,
  limited: nothing,
  unhandled: nothing,
};
