import type { LoadedPack } from '../pack/load';
import type { Council, Pack, Person, Signatory } from '../pack/schema';
import type { Presenter } from '../present';
import type { Analysis } from '../understand/analyse';
import { createNames, type Names } from '../understand/names';
import type { WordList } from '../understand/words/word-list';

/** What the questions that are worked out from data, not looked up, have to go by. */
export interface Facts {
  pack: Pack & { words: WordList };
  presenter: Presenter;
  signatories: Names<Signatory>;
  councils: Names<Council>;
  people: Names<Person>;
  /** What can be set beside another of its kind: principles, councils, commitments. */
  subjects: Names<Subject>;
  /** Parts of the municipality that the sources name, joined or not. */
  administrations: Names<{ name: string }>;
}

/** Something with an entry of its own. */
export interface Subject {
  id: string;
  name: { sv: string; en: string };
  names: string[];
  entry: string;
}

/** The pack's principles and councils, by every way their names are written. */
function subjectsOf(pack: Pack): Subject[] {
  const principles = pack.principles.map(({ id, name, aliases, entry }) => ({
    id,
    name,
    names: [name.sv, name.en, ...aliases],
    entry,
  }));
  const councils = pack.councils.flatMap(({ id, name, aliases, entry }) =>
    entry ? [{ id, name: { sv: name, en: name }, names: [name, ...aliases], entry }] : [],
  );
  return [...principles, ...councils];
}

/** What of a pack the structured answers go by. */
export function gatherFacts(pack: LoadedPack, presenter: Facts['presenter']): Facts & { pack: LoadedPack } {
  return {
    pack,
    presenter,
    signatories: createNames(pack.register.signatories, (row) => [row.name, ...row.aliases]),
    councils: createNames(pack.councils, (council) => [council.name, ...council.aliases]),
    subjects: createNames(subjectsOf(pack), ({ names }) => names),
    people: createNames(pack.people, (person) => [person.name.replace(/\s*\(.*$/u, ''), ...person.aliases]),
    administrations: createNames(pack.administrations, (unit) => [
      unit.name,
      ...(unit.short ? [unit.short] : []),
      ...unit.aliases,
    ]),
  };
}

/** A question as the structured answers see it. */
export interface Structured extends Analysis {
  today: string;
  /** How well the best phrasing of any entry fits, 0–1: an entry made for the very question goes first. */
  bestFit: number;
  /** Whether some entry answers it as it is: what is worked out by guessing stands back. */
  isAnswered: boolean;
}

/** The folded words of a question as one text, for patterns. */
export function foldedText({ written }: Pick<Analysis, 'written'>): string {
  return written.map(({ word }) => word).join(' ');
}
