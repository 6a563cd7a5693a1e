import type { CommandHelp } from '../../turn/command';
import type { Language } from '../../turn/turn';
import { recordTexts } from '../texts';

/** What the help needs to know of a kind of record to describe its commands. */
export interface KindWords {
  /** What its commands begin with. */
  readonly command: string;
  /** One of them, and several, in running text. */
  readonly one: string;
  readonly many: string;
  /** One in full, where the form for it is named. */
  readonly full: string;
  /** The parts of a line, and a word that somebody might search for. */
  readonly parts: string;
  readonly sample: string;
  /** Whom one does it with. */
  readonly partner: string;
}

export type KindHelp = Readonly<Record<'new' | 'line' | 'mine' | 'all' | 'search', CommandHelp>>;

/** The help of the commands that every kind of record has, in the words of this one. */
export function kindHelp(words: Readonly<Record<Language, KindWords>>): KindHelp {
  const { sv, en } = { sv: recordTexts.sv.help(words.sv), en: recordTexts.en.help(words.en) };
  const both = (name: keyof KindHelp): CommandHelp => ({
    say: { sv: sv[name].say, en: en[name].say },
    does: { sv: sv[name].does, en: en[name].does },
  });
  return {
    new: both('new'),
    line: both('line'),
    mine: both('mine'),
    all: both('all'),
    search: both('search'),
  };
}
