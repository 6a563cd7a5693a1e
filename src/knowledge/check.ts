import { MOST_WORDS } from './answering';
import type { Knowledge } from './knowledge';
import { lix, median } from './lix';
import type { LoadedPack } from './load';
import type { Entry } from './schema';
import { countWords } from './wording';
import { fold, tokenize } from './words/normalise';

/** Swedish texts above this are too hard to read. */
export const MOST_LIX = 50;

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

function textsOf(entry: Entry): [string, string, string][] {
  const parts: [string, { sv: string; en: string } | undefined][] = [
    ['text', entry.text],
    ['more', entry.more],
    ['note', entry.note],
  ];
  return parts.flatMap(([part, text]): [string, string, string][] =>
    text
      ? [
          [part, 'sv', text.sv],
          [part, 'en', text.en],
        ]
      : [],
  );
}

function checkTexts(entries: readonly Entry[], mistakes: string[]): number[] {
  const measured: number[] = [];
  for (const entry of entries) {
    for (const [part, language, text] of textsOf(entry)) {
      const words = countWords(text);
      if (part === 'text' && words > MOST_WORDS)
        mistakes.push(
          `${entry.id}, text.${language}: ${words} words, at most ${MOST_WORDS}; move some to more`,
        );
      const value = lix(text);
      if (language === 'sv' && words >= 8) measured.push(value);
      if (language === 'sv' && words >= 8 && value > MOST_LIX)
        mistakes.push(
          `${entry.id}, ${part}.sv: LIX ${value.toFixed(0)}, at most ${MOST_LIX}; shorten sentences and words`,
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
): { found: number; all: number } {
  let found = 0;
  let all = 0;
  for (const entry of pack.entries) {
    for (const text of [...entry.phrasings.sv, ...entry.phrasings.en]) {
      all++;
      const outcome = knowledge.ask({ text, today });
      const at = outcome.kind === 'answer' ? outcome.entryId : outcome.kind;
      const near =
        outcome.kind === 'answer' &&
        (outcome.computed || outcome.related.some(({ entryId }) => entryId === entry.id));
      if (at === entry.id || near) found++;
      else remarks.push(`"${text}" (${entry.id}) finds ${at}`);
    }
  }
  return { found, all };
}

/**
 * Everything about a loaded pack that can be checked without a person: links, facts, length, readability, phrasings shared by
 * two entries, phrasings that don't find their own entry. `facts` are the codes that the entries must carry, if any are given.
 */
export function checkPack(
  pack: LoadedPack,
  knowledge: Knowledge,
  facts: readonly string[],
  today: string,
): CheckReport {
  const mistakes: string[] = [];
  const remarks: string[] = [];
  const measured = checkTexts(pack.entries, mistakes);
  checkLinks(pack, mistakes);
  checkFacts(pack, facts, mistakes);
  checkDuplicates(pack, remarks);
  const { found, all } = checkFound(pack, knowledge, today, remarks);
  const figures = {
    entries: pack.entries.length,
    gaps: pack.gaps.length,
    phrasings: all,
    lixMedian: median(measured),
    lixMost: Math.max(0, ...measured),
    found,
    ownPhrasings: all,
  };
  return { mistakes, remarks, figures };
}
