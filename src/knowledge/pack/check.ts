import { MOST_WORDS } from '../answering';
import type { Knowledge } from '../knowledge';
import { fold, tokenize } from '../understand/words/normalise';
import { countWords } from '../wording';
import { lix, median, withoutNames } from './lix';
import type { LoadedPack } from './load';

/** Swedish texts above this are too hard to read. */
export const MOST_LIX = 50;
/** Of fewer words a percentage says nothing. */
const LEAST_WORDS = 15;

export interface CheckReport {
  /** What must be mended before the pack is used. */
  mistakes: string[];
  /** What an author may want to look at. */
  remarks: string[];
  figures: {
    entries: number;
    gaps: number;
    phrasings: number;
    lixMedian: number;
    lixMost: number;
    found: number;
    ownPhrasings: number;
  };
}

/** Proper names that the pack itself lists. */
function namesOf(pack: LoadedPack): string[] {
  return [
    ...pack.register.signatories.map(({ name }) => name),
    ...pack.councils.map(({ name }) => name),
    ...pack.people.map(({ name }) => name.replace(/\s*\(.*$/u, '')),
    ...pack.administrations.map(({ name }) => name),
    ...pack.principles.map(({ name }) => name.sv),
    ...pack.documents.map(({ name }) => name.sv),
    ...pack.names,
  ];
}

/** Text and note are read together, and so are measured together; what stands behind *read more* is measured apart. */
function checkTexts(pack: LoadedPack, mistakes: string[]): number[] {
  const names = namesOf(pack);
  const measured: number[] = [];
  for (const { id, text, note, more } of pack.entries) {
    for (const language of ['sv', 'en'] as const) {
      const words = countWords(withoutNames(text[language], names));
      if (words > MOST_WORDS)
        mistakes.push(`${id}, text.${language}: ${words} words, at most ${MOST_WORDS}; move some to more`);
    }
    for (const [part, said] of [
      ['text', `${text.sv}\n\n${note?.sv ?? ''}`],
      ['more', more?.sv ?? ''],
    ] as const) {
      if (countWords(said.replace(/^- .*$/gmu, '')) < LEAST_WORDS) continue;
      const value = lix(said, names);
      measured.push(value);
      if (value > MOST_LIX)
        mistakes.push(
          `${id}, ${part}.sv: LIX ${value.toFixed(0)}, at most ${MOST_LIX}; shorten sentences and words`,
        );
    }
  }
  return measured;
}

function checkLinks(pack: LoadedPack, mistakes: string[]): void {
  const ids = new Set(pack.entries.map(({ id }) => id));
  const links = [
    ...pack.entries.map(({ id, related }): [string, readonly string[]] => [`${id}, related`, related]),
    ...pack.gaps.map(({ id, nearby }): [string, readonly string[]] => [`${id}, nearby`, nearby]),
    ...pack.councils.map(({ id, entry }): [string, readonly string[]] => [
      `councils.yaml, ${id}`,
      entry ? [entry] : [],
    ]),
    ...pack.people.map(({ name, entry }): [string, readonly string[]] => [
      `people.yaml, ${name}`,
      entry ? [entry] : [],
    ]),
    ...Object.entries(pack.pages).map(([page, entry]): [string, readonly string[]] => [
      `pack.yaml, page ${page}`,
      entry ? [entry] : [],
    ]),
  ];
  for (const [from, to] of links) {
    for (const id of to) if (!ids.has(id)) mistakes.push(`${from}: ${id} is no entry; correct the id`);
  }
}

function checkFacts(pack: LoadedPack, facts: readonly string[], mistakes: string[]): void {
  const carried = new Set(pack.entries.flatMap((entry) => entry.facts));
  const missing = facts.filter((code) => !carried.has(code));
  if (missing.length > 0)
    mistakes.push(
      `facts.txt: no entry carries ${missing.join(', ')}; add them to an entry's facts when its text says so`,
    );
  const known = new Set(facts);
  for (const code of facts.length > 0 ? carried : [])
    if (!known.has(code)) mistakes.push(`${code}: is named by an entry but isn't in facts.txt`);
}

/** What a classifier hasn't seen is found by its phrasings alone. */
function checkClassifier({ classifier, entries, gaps }: LoadedPack, remarks: string[]): void {
  if (!classifier) return;
  const seen = new Set(classifier.classes);
  const unseen = [...entries, ...gaps].map(({ id }) => id).filter((id) => !seen.has(id));
  if (unseen.length > 0)
    remarks.push(
      `classifier.bin has never seen ${unseen.join(', ')}; make it anew with npm run knowledge:train`,
    );
}

/** Phrasings that two entries share can't tell them apart. */
function checkDuplicates(pack: LoadedPack, remarks: string[]): void {
  const owners = new Map<string, string>();
  for (const { id, phrasings } of [...pack.entries, ...pack.gaps]) {
    for (const phrasing of [...phrasings.sv, ...phrasings.en]) {
      const key = tokenize(phrasing)
        .map(({ word }) => fold(word))
        .join(' ');
      const owner = owners.get(key);
      if (owner && owner !== id)
        remarks.push(`"${phrasing}" leads to both ${owner} and ${id}; keep it at one of them`);
      else owners.set(key, id);
    }
  }
}

/** Phrasings whose own entry isn't what is found; computed answers and neighbours' answers count as found. */
function checkFound(
  pack: LoadedPack,
  knowledge: Knowledge,
  today: string,
  remarks: string[],
  every: number,
): { found: number; all: number } {
  let found = 0;
  let all = 0;
  let at = 0;
  for (const entry of pack.entries) {
    for (const text of [...entry.phrasings.sv, ...entry.phrasings.en]) {
      if (at++ % every !== 0) continue;
      all++;
      const outcome = knowledge.ask({ text, today });
      const led = outcome.kind === 'answer' ? outcome.entryId : outcome.kind;
      const near =
        outcome.kind === 'answer' &&
        (outcome.computed || outcome.related.some(({ entryId }) => entryId === entry.id));
      if (led === entry.id || near) found++;
      else remarks.push(`"${text}" (${entry.id}) finds ${led}`);
    }
  }
  return { found, all };
}

/**
 * Everything about a loaded pack that can be checked without a person: links, facts, length, readability, phrasings shared by
 * two entries, phrasings that don't find their own entry. `facts` are the codes that the entries must carry, if any are given. Of the phrasings,
 * each `every`th is asked.
 */
export function checkPack(
  pack: LoadedPack,
  knowledge: Knowledge,
  facts: readonly string[],
  today: string,
  every = 1,
): CheckReport {
  const mistakes: string[] = [];
  const remarks: string[] = [];
  const measured = checkTexts(pack, mistakes);
  checkLinks(pack, mistakes);
  checkFacts(pack, facts, mistakes);
  checkDuplicates(pack, remarks);
  checkClassifier(pack, remarks);
  const { found, all } = checkFound(pack, knowledge, today, remarks, every);
  const figures = {
    entries: pack.entries.length,
    gaps: pack.gaps.length,
    phrasings: pack.entries.reduce(
      (sum, { phrasings }) => sum + phrasings.sv.length + phrasings.en.length,
      0,
    ),
    lixMedian: median(measured),
    lixMost: Math.max(0, ...measured),
    found,
    ownPhrasings: all,
  };
  return { mistakes, remarks, figures };
}
