import { editDistance } from '../knowledge/understand/words/spelling';
import { fold } from '../turn/fold';
import type { Language } from '../turn/turn';

type Bilingual = Readonly<Record<Language, string>>;

/** What records need to know of the knowledge pack: whom and what they can name. */
export interface Catalog {
  readonly administrations: readonly {
    readonly id: string;
    readonly name: string;
    readonly short?: string;
    readonly aliases: readonly string[];
  }[];
  readonly principles: readonly {
    readonly id: string;
    readonly name: Bilingual;
    readonly aliases: readonly string[];
    /** One line on what it means. */
    readonly hint?: Bilingual;
  }[];
  readonly commitments: readonly { readonly number: number; readonly short: Bilingual }[];
  readonly signatories: readonly { readonly name: string; readonly aliases: readonly string[] }[];
}

/** Looks names up, forgiving case, å ä ö and a slip of the key. */
export interface Names {
  /** The administration's name; the id itself when the pack no longer has it. */
  administration(id: string): string;
  principle(id: string, language: Language): string;
  commitment(number: string, language: Language): string;
  /** Also by the beginning of a word in its name, when no other administration has one like it. */
  findAdministration(typed: string): string | undefined;
  findPrinciple(typed: string): string | undefined;
  /** The register's spelling of a partner, or what was typed when it isn't in the register. */
  partner(typed: string): string;
  /** Whether a partner, spelt as the register spells it, has joined the agreement. */
  isSignatory(name: string): boolean;
}

export function createNames(catalog: Catalog): Names {
  const administrations = index(
    catalog.administrations.map(({ id, name, short, aliases }) => [
      id,
      [id, name, short ?? name, ...aliases],
    ]),
  );
  const principles = index(
    catalog.principles.map(({ id, name, aliases }) => [id, [id, name.sv, name.en, ...aliases]]),
  );
  const joined = new Set(catalog.signatories.map(({ name }) => name));
  const partners = index(catalog.signatories.map(({ name, aliases }) => [name, [name, ...aliases]]));
  return {
    administration: (id) => catalog.administrations.find((one) => one.id === id)?.name ?? id,
    principle: (id, language) => catalog.principles.find((one) => one.id === id)?.name[language] ?? id,
    commitment: (number, language) => {
      const found = catalog.commitments.find((one) => String(one.number) === number);
      return found === undefined ? number : `${number}. ${found.short[language]}`;
    },
    findAdministration: (typed) => lookUp(administrations, typed) ?? lookUpStart(administrations, typed),
    findPrinciple: (typed) => lookUp(principles, typed),
    partner: (typed) => lookUp(partners, typed) ?? typed,
    isSignatory: (name) => joined.has(name),
  };
}

function index(named: readonly (readonly [string, readonly string[]])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // The first to claim a name keeps it.
  for (const [id, names] of named)
    for (const name of names) if (!found.has(key(name))) found.set(key(name), id);
  return found;
}

function key(name: string): string {
  return fold(name)
    .replace(/&/g, ' och ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Shorter than this, the beginning of a word could be that of anything. */
const SHORTEST_START = 4;

/** The only one that has a word beginning so: people say "kultur", "teknik" and "kultur och fritid". */
function lookUpStart(names: ReadonlyMap<string, string>, typed: string): string | undefined {
  const wanted = key(typed);
  if (wanted.length < SHORTEST_START) return undefined;
  const found = new Set<string>();
  for (const [name, id] of names) if (` ${name}`.includes(` ${wanted}`)) found.add(id);
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** An exact name, else the only one within one slip; short names (RFSL, FUB) must be exact. */
function lookUp(names: ReadonlyMap<string, string>, typed: string): string | undefined {
  const wanted = key(typed);
  const exact = names.get(wanted);
  if (exact !== undefined || wanted.length < 6) return exact;
  const near = new Set<string>();
  for (const [name, id] of names) if (editDistance(wanted, name, 1) <= 1) near.add(id);
  const [only] = near;
  return near.size === 1 ? only : undefined;
}
