import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from 'node:process';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { IndexedPack } from '../knowledge';
import type { LoadedPack } from '../pack/load';
import { SearchIndex } from '../search/search-index';
import { createAnalyser } from '../understand/analyse';
import { createVocabulary } from '../understand/vocabulary';
import { wordListOf } from '../understand/words/word-list';
import { compact, expand } from './compact';

/** Keeps packs as they were indexed, so that a start need not read every text anew. */
export interface Snapshots {
  /** What is kept under a key; undefined when there is nothing, or nothing whole. */
  read(key: string): Promise<IndexedPack | undefined>;
  /** Best effort: where nothing can be written, the next start takes a second longer. */
  write(key: string, indexed: IndexedPack): Promise<void>;
}

/** Files that are left lying: the newest, of packs and builds that may still be in use. */
const MOST_KEPT = 6;
const CHECK_BYTES = 4;

/**
 * Snapshots as files of a directory. They are believed as the code is, so the directory must be as hard to write to as
 * the code. A torn file can't come about (written beside, then renamed) and one that has changed is not read (CRC-32).
 */
export function snapshotsIn(dir: string): Snapshots {
  const file = (key: string): string => path.join(dir, `${key}.snapshot`);
  const read = async (key: string): Promise<IndexedPack | undefined> => {
    const bytes = await readFile(file(key)).catch(() => undefined);
    if (bytes === undefined || bytes.length < CHECK_BYTES) return undefined;
    const body = bytes.subarray(CHECK_BYTES);
    if (crc32(body) !== bytes.readUInt32BE(0)) return undefined;
    const { plain, table, counts, learnt, index } = deserialize(body);
    const pack: LoadedPack = { ...plain, words: wordListOf(table) };
    const analyser = createAnalyser(createVocabulary(counts), pack.lexicon, pack.words, learnt);
    return { pack, analyser, index: SearchIndex.from(expand(index), analyser, pack.classifier) };
  };
  const write = async (key: string, { pack, analyser, index }: IndexedPack): Promise<void> => {
    const { words, ...plain } = pack;
    const { learnt, vocabulary } = analyser;
    const { frequencies, languages } = vocabulary;
    const counts = { frequencies, languages };
    const body = serialize({ plain, table: words.table, counts, learnt, index: compact(index) });
    const check = Buffer.alloc(CHECK_BYTES);
    check.writeUInt32BE(crc32(body));
    const beside = `${file(key)}.${randomUUID()}`;
    await mkdir(dir, { recursive: true });
    await writeFile(beside, Buffer.concat([check, body]));
    await rename(beside, file(key));
    await prune(dir);
  };
  return { read, write: (key, indexed) => write(key, indexed).catch(() => undefined) };
}

async function prune(dir: string): Promise<void> {
  const files = await readdir(dir);
  const aged = await Promise.all(
    files.map(async (name) => ({ name, at: (await stat(path.join(dir, name))).mtimeMs })),
  );
  const old = aged.sort((a, b) => b.at - a.at).slice(MOST_KEPT);
  await Promise.all(old.map(({ name }) => rm(path.join(dir, name), { force: true })));
}

/** Files that a pack is trained with, and that nobody reads at a start. */
const PRACTICE = 'practice';

/** The files of a directory and of those in it, in order. */
async function filesOf(dir: string): Promise<string[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true });
  return found
    .filter((item) => item.isFile() && path.basename(item.parentPath) !== PRACTICE)
    .map((item) => path.join(item.parentPath, item.name))
    .sort();
}

/**
 * Everything that an index depends on, in one hash: the pack's files, the code that reads them, the packages it uses and
 * the Node that runs it.
 */
export async function snapshotKey(packDir: string, codeDir: string, installed: string): Promise<string> {
  const files = [...(await filesOf(packDir)), ...(await filesOf(codeDir)), installed];
  const texts = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256').update(version);
  texts.forEach((text, i) => {
    hash.update(`\n${path.basename(files[i] ?? '')} ${text.length}\n`).update(text);
  });
  return hash.digest('hex').slice(0, 32);
}
