import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One package that is installed with the product. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; undefined when neither the lockfile nor the package says. */
  readonly licence: string | undefined;
  /** Named in our own package.json. */
  readonly direct: boolean;
}

/** Licences whose only demand is that their text goes along, which `node_modules` sees to. Unlicense asks for nothing. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

interface Reviewed {
  readonly licence: string;
  readonly because: string;
}

/** Packages that a person has looked at; each with the licence that was found then, so that a change is seen. */
const REVIEWED: Readonly<Record<string, Reviewed>> = {
  argparse: {
    licence: 'PSF-2.0',
    because: 'a port of a part of Python under its permissive licence, whose text goes along in the package',
  },
  'date-holidays': {
    licence: '(ISC AND CC-BY-3.0)',
    because:
      'code under ISC; the table of holidays asks for its source to be named (Wikipedia, as its package tells), which this list does',
  },
  'dictionary-en': {
    licence: '(MIT AND BSD)',
    because:
      '"BSD" is no SPDX name; the licence file holds MIT-like and BSD-like grants for the word lists it is made of',
  },
  'dictionary-sv': {
    licence: 'LGPL-3.0',
    because:
      'word list read at run time from its own package, unmodified and replaceable; nothing of it is copied into the product',
  },
  'escape-regexp-component': { licence: 'MIT', because: 'stated in its Readme, not in its package.json' },
};

interface LockedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

interface Lockfile {
  readonly packages: Readonly<
    Record<string, LockedPackage & { readonly dependencies?: Readonly<Record<string, string>> }>
  >;
}

/**
 * Every package that `npm ci --omit=dev` may install on some platform, sorted by name.
 * @param root where package-lock.json and node_modules lie; packages that aren't installed are read from the lockfile alone.
 */
export function readDependencies(root: string): Dependency[] {
  const { packages } = readJson(path.join(root, 'package-lock.json')) as Lockfile;
  const direct = new Set(Object.keys(packages['']?.dependencies ?? {}));
  const found = new Map<string, Dependency>();
  for (const [place, locked] of Object.entries(packages)) {
    if (place === '' || locked.dev === true) continue;
    const name = locked.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const version = locked.version ?? '';
    const licence = locked.license ?? licenceInPackage(path.join(root, place, 'package.json'));
    found.set(`${name}@${version}`, { name, version, licence, direct: direct.has(name) });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Reads the licence in today's form, or in the two that npm used before. */
function licenceInPackage(file: string): string | undefined {
  let read: { license?: string | { type?: string }; licenses?: { type?: string }[] };
  try {
    read = readJson(file) as typeof read;
  } catch {
    return undefined;
  }
  if (typeof read.license === 'string') return read.license;
  return read.license?.type ?? read.licenses?.[0]?.type;
}

/** What stands in the way of distributing the product under the MIT licence, one line for each package; none is good. */
export function problems(dependencies: readonly Dependency[]): string[] {
  return dependencies.flatMap(({ name, version, licence }) => {
    const reviewed = REVIEWED[name];
    if (reviewed !== undefined && (licence === undefined || licence === reviewed.licence)) return [];
    if (licence === undefined) return [`${name}@${version}: no licence stated`];
    return isPermissive(licence) ? [] : [`${name}@${version}: ${licence} is not known to be compatible`];
  });
}

/**
 * Whether an SPDX expression can be met with permissive licences alone: one of those joined by OR, all of those joined by
 * AND. Exceptions (`WITH`) and anything else that isn't understood count as no.
 */
export function isPermissive(expression: string): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const one = (): boolean => {
    const token = tokens[at++];
    if (token !== '(') return token !== undefined && PERMISSIVE.has(token);
    const inner = any();
    return tokens[at++] === ')' && inner;
  };
  const every = (): boolean => {
    let result = one();
    while (tokens[at] === 'AND') {
      at += 1;
      result = one() && result;
    }
    return result;
  };
  const any = (): boolean => {
    let result = every();
    while (tokens[at] === 'OR') {
      at += 1;
      result = every() || result;
    }
    return result;
  };
  return any() && at === tokens.length;
}

/** The list as Markdown. Versions are left to package-lock.json, so that an update which changes no licence changes nothing here. */
export function renderList(dependencies: readonly Dependency[]): string {
  const byLicence = new Map<string, Set<string>>();
  for (const { name, licence, direct } of dependencies) {
    const key = licence ?? `${REVIEWED[name]?.licence ?? 'unknown'} (not in package.json)`;
    const names = byLicence.get(key) ?? new Set();
    byLicence.set(key, names.add(direct ? `**${name}**` : name));
  }
  const rows = [...byLicence].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return [
    '| licence | packages |',
    '|---|---|',
    ...rows.map(([licence, names]) => `| ${licence} | ${[...names].join(', ')} |`),
  ].join('\n');
}

/** The packages that need a reason, as Markdown. */
export function renderReviewed(): string {
  const rows = Object.entries(REVIEWED).map(
    ([name, { licence, because }]) => `- \`${name}\`, ${licence}: ${because}.`,
  );
  return rows.join('\n');
}

const START = '<!-- list: npm run licences -- --write -->';
const END = '<!-- end of list -->';

/**
 * Puts the list between the two marks of the document.
 * @throws Error when the marks are gone.
 */
export function fillDocument(document: string, dependencies: readonly Dependency[]): string {
  const start = document.indexOf(START);
  const end = document.indexOf(END);
  if (start < 0 || end < start) throw new Error(`docs/licences.md has lost its marks ${START} and ${END}`);
  const list = `${renderReviewed()}\n\n${renderList(dependencies)}`;
  return `${document.slice(0, start + START.length)}\n\n${list}\n\n${document.slice(end)}`;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function main(root: string, write: boolean): number {
  const dependencies = readDependencies(root);
  const file = path.join(root, 'docs/licences.md');
  const current = readFileSync(file, 'utf8');
  const filled = fillDocument(current, dependencies);
  const found = problems(dependencies);
  if (write) writeFileSync(file, filled);
  else if (filled !== current) found.push('docs/licences.md is out of date: npm run licences -- --write');
  process.stdout.write(
    found.length === 0 ? `${dependencies.length} packages, all compatible\n` : `${found.join('\n')}\n`,
  );
  return found.length === 0 ? 0 : 1;
}

if (require.main === module) {
  process.exitCode = main(path.resolve(__dirname, '..'), process.argv.includes('--write'));
}
