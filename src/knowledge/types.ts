import type { EntrySource } from './pack/schema';
import type { Asks } from './understand/question-type';
import type { Language } from './understand/words/stem';

export type { Asks, Language };

/** An earlier question of the same conversation and what answered it. */
export interface Exchange {
  question: string;
  entryId?: string;
  topic?: string;
}

export interface Question {
  text: string;
  /** The language of the person; decides where the words don't. */
  language?: Language;
  /** Newest last; the caller leaves out what is too old to lean on. */
  context?: readonly Exchange[];
  /** The date in the municipality, YYYY-MM-DD. */
  today: string;
  /** A choice of meanings was given just before: give none again. */
  askedBefore?: boolean;
}

/** A source as it is shown: the document by name, and the section to look up. */
export interface ShownSource {
  document: string;
  name: string;
  section: string;
  parent?: string;
  page?: number;
}

export interface Labelled {
  entryId: string;
  label: string;
}

export interface Answer {
  kind: 'answer';
  language: Language;
  entryId: string;
  title: string;
  /** Light markup, at most about 80 words. */
  body: string;
  note?: string;
  more?: string;
  sources: ShownSource[];
  related: Labelled[];
  topic: string;
  /** Worked out from the pack's data, not written by an author. */
  computed?: boolean;
}

export interface Choice {
  kind: 'choice';
  language: Language;
  options: Labelled[];
}

export interface Declined {
  kind: 'declined';
  language: Language;
  nearby: (Labelled & { text?: string })[];
  /** What was asked for, in words of the pack, when that is known: `the budget of the council`. */
  about?: string;
}

export type SmalltalkKind = 'greeting' | 'thanks' | 'identity' | 'capabilities' | 'goodbye' | 'complaint';

export interface Smalltalk {
  kind: 'smalltalk';
  language: Language;
  what: SmalltalkKind;
}

export interface CommandLike {
  kind: 'command';
  language: Language;
  command: string;
  /** The free text after the command's own words, as written. */
  argument: string;
}

export type Outcome = Answer | Choice | Declined | Smalltalk | CommandLike;

/** A question that a coordinator answered. */
export interface CuratedEntry {
  id: string;
  question: string;
  phrasings?: readonly string[];
  language: Language;
  text: string;
  source?: string;
  related?: readonly string[];
}

export type { EntrySource };
