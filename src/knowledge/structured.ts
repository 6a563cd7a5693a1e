import type { Analysis } from './analyse';
import type { Names } from './names';
import type { Presenter } from './present';
import type { Council, Pack, Person, Signatory } from './schema';
import type { WordList } from './words/word-list';

/** What the questions that are worked out from data, not looked up, have to go by. */
export interface Facts {
  pack: Pack & { words: WordList };
  presenter: Presenter;
  signatories: Names<Signatory>;
  councils: Names<Council>;
  people: Names<Person>;
  /** Parts of the municipality that the sources name, joined or not. */
  administrations: Names<{ name: string }>;
}

/** A question as the structured answers see it. */
export interface Structured extends Analysis {
  today: string;
  /** How well the best phrasing of any entry fits, 0–1: an entry made for the very question goes first. */
  bestFit: number;
}

/** The folded words of a question as one text, for patterns. */
export function foldedText(analysis: Analysis): string {
  return analysis.written.map(({ word }) => word).join(' ');
}
