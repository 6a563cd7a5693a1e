import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ClassifierData } from '../classify/classifier';
import { decodeClassifier } from '../classify/file';
import { loadWordList, type WordList } from '../understand/words/word-list';
import {
  councilsSchema,
  type Entry,
  entrySchema,
  type Gap,
  gapSchema,
  type Lexicon,
  lexiconSchema,
  type Pack,
  packFileSchema,
  peopleSchema,
  registerSchema,
} from './schema';

/** A pack together with the dictionaries of its languages. */
export interface LoadedPack extends Pack {
  words: WordList;
  /** As `npm run knowledge:train` made it; a pack does without. */
  classifier?: ClassifierData;
}

/** Every mistake of a pack in one error: file, entry, what is wrong and what to do. */
export class PackError extends Error {
  constructor(
    readonly dir: string,
    readonly mistakes: readonly string[],
  ) {
    super(
      `The knowledge pack ${dir} has ${mistakes.length} mistake(s):\n${mistakes.map((line) => `- ${line}`).join('\n')}`,
    );
    this.name = 'PackError';
  }
}

const CLASSIFIER_FILE = 'classifier.bin';

class Reader {
  readonly mistakes: string[] = [];

  constructor(private readonly dir: string) {}

  async yaml(file: string, optional = false): Promise<unknown> {
    let text: string;
    try {
      text = await readFile(path.join(this.dir, file), 'utf8');
    } catch {
      if (!optional) this.mistakes.push(`${file}: cannot be read; add the file`);
      return undefined;
    }
    try {
      return parse(text);
    } catch (error) {
      this.mistakes.push(
        `${file}: is not valid YAML (${error instanceof Error ? error.message.split('\n')[0] : error}); mend that line`,
      );
      return undefined;
    }
  }

  async classifier(): Promise<ClassifierData | undefined> {
    const bytes = await readFile(path.join(this.dir, CLASSIFIER_FILE)).catch(() => undefined);
    if (!bytes) return undefined;
    try {
      return decodeClassifier(bytes);
    } catch {
      this.mistakes.push(
        `${CLASSIFIER_FILE}: is damaged; remove it, or make it anew with npm run knowledge:train`,
      );
      return undefined;
    }
  }

  check<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> | undefined {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const at = issue.path.length > 0 ? `, ${issue.path.join('.')}` : '';
      this.mistakes.push(`${where}${at}: ${issue.message}`);
    }
    return undefined;
  }

  async one<S extends z.ZodType>(file: string, schema: S): Promise<z.output<S> | undefined> {
    const value = await this.yaml(file);
    return value === undefined ? undefined : this.check(schema, value, file);
  }

  async items<S extends z.ZodType>(file: string, schema: S, optional = false): Promise<z.output<S>[]> {
    const value = await this.yaml(file, optional);
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.mistakes.push(`${file}: is not a list; begin each item with "- id: …"`);
      return [];
    }
    return value.flatMap((item, i) => this.check(schema, item, `${file}, ${nameOf(item, i)}`) ?? []);
  }
}

function nameOf(item: unknown, index: number): string {
  const named = z.object({ id: z.string() }).safeParse(item);
  return named.success ? named.data.id : `item ${index + 1}`;
}

async function entryFiles(dir: string): Promise<string[]> {
  const names = await readdir(path.join(dir, 'entries')).catch(() => []);
  return names.filter((name) => name.endsWith('.yaml')).sort();
}

/**
 * Reads and checks a pack: `pack.yaml`, `entries/*.yaml`, `gaps.yaml`, `register.yaml`, `councils.yaml`, `people.yaml`,
 * `lexicon.yaml`.
 * @throws PackError naming every mistake at once, with file and entry.
 */
export async function loadPack(dir: string): Promise<LoadedPack> {
  const reader = new Reader(dir);
  const files = await entryFiles(dir);
  if (files.length === 0) reader.mistakes.push('entries/: has no .yaml file; add at least one with entries');
  const topics = await Promise.all(
    files.map(async (file) => {
      const entries: Entry[] = await reader.items(`entries/${file}`, entrySchema);
      return entries.map((entry) => ({ ...entry, topic: entry.topic ?? file.replace(/\.yaml$/u, '') }));
    }),
  );
  const [file, gaps, register, councils, people, lexicon, words, classifier] = await Promise.all([
    reader.one('pack.yaml', packFileSchema),
    reader.items('gaps.yaml', gapSchema, true),
    reader.one('register.yaml', registerSchema),
    reader.one('councils.yaml', councilsSchema),
    reader.one('people.yaml', peopleSchema),
    reader.one('lexicon.yaml', lexiconSchema) as Promise<Lexicon | undefined>,
    loadWordList(),
    reader.classifier(),
  ]);
  const entries = topics.flat();
  reader.mistakes.push(...crossMistakes(entries, gaps, file));
  if (reader.mistakes.length > 0 || !file || !register || !councils || !people || !lexicon)
    throw new PackError(dir, reader.mistakes);
  return {
    ...file,
    entries,
    gaps,
    register,
    councils,
    people,
    lexicon,
    words,
    ...(classifier ? { classifier } : {}),
  };
}

/**
 * What no single file can know: ids used twice, principles without their entry, sources that aren't documents of the pack.
 * A related question that doesn't exist is no reason not to start: it is left out, and `knowledge:check` tells.
 */
function crossMistakes(
  entries: readonly Entry[],
  gaps: readonly Gap[],
  file: Partial<Pack> | undefined,
): string[] {
  const mistakes: string[] = [];
  const ids = new Set<string>();
  for (const { id } of [...entries, ...gaps]) {
    if (ids.has(id)) mistakes.push(`${id}: is used twice; give one of them another id`);
    ids.add(id);
  }
  const entryIds = new Set(entries.map(({ id }) => id));
  const link = (from: string, to: string | undefined): void => {
    if (to !== undefined && !entryIds.has(to))
      mistakes.push(`${from}: links to ${to}, which is no entry; correct the id`);
  };
  for (const principle of file?.principles ?? [])
    link(`pack.yaml, principle ${principle.id}`, principle.entry);
  for (const commitment of file?.commitments ?? [])
    link(`pack.yaml, commitment ${commitment.number}`, commitment.entry);
  for (const { name, entry } of file?.milestones ?? []) link(`pack.yaml, milestone ${name.sv}`, entry);
  const documents = new Set(file?.documents?.map(({ id }) => id));
  for (const entry of file ? entries : []) {
    for (const { document } of entry.sources) {
      if (!documents.has(document))
        mistakes.push(`${entry.id}, sources: ${document} is not among the documents of pack.yaml`);
    }
  }
  return mistakes;
}
