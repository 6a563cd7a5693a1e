import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { NONE } from '../classify/classifier';
import type { LoadedPack } from '../pack/load';
import type { Example } from './train-classifier';

const lineSchema = z.strictObject({
  /** An entry, a gap, or `none`. */
  id: z.string().min(1),
  sv: z.array(z.string().min(1)).default([]),
  en: z.array(z.string().min(1)).default([]),
});

/**
 * The practice questions of a pack, `practice/*.jsonl`: what an entry may be asked with beyond its phrasings. Only the
 * classifier learns from them; the search compares with phrasings alone, and the spelling is mended towards those.
 * @throws Error naming the line that is no practice question or wants what the pack doesn't have.
 */
export async function practiceOf(dir: string, { entries, gaps }: LoadedPack): Promise<Example[]> {
  const ids = new Set([...entries, ...gaps].map(({ id }) => id).concat(NONE));
  const files = (await readdir(path.join(dir, 'practice')).catch(() => []))
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  const texts = await Promise.all(files.map((name) => readFile(path.join(dir, 'practice', name), 'utf8')));
  return texts.flatMap((text, i) =>
    text.split('\n').flatMap((line, number) => {
      if (line.trim() === '') return [];
      const { id, sv, en } = read(line, `${files[i]}, line ${number + 1}`);
      if (!ids.has(id)) throw new Error(`${files[i]}, line ${number + 1}: ${id} is no entry and no gap`);
      return [
        ...sv.map((text): Example => ({ text, language: 'sv', wants: id })),
        ...en.map((text): Example => ({ text, language: 'en', wants: id })),
      ];
    }),
  );
}

function read(line: string, where: string): z.output<typeof lineSchema> {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    throw new Error(`${where}: is no practice question; write {"id": "…", "sv": ["…"], "en": ["…"]}`);
  }
}
