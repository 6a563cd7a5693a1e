import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createKnowledge, loadPack } from '../src/knowledge';
import { checkPack } from '../src/knowledge/pack/check';
import { practiceOf } from '../src/knowledge/train/practice';

/** The codes of `facts.txt`, one a line; none when the pack has no such file. */
async function factsOf(dir: string): Promise<string[]> {
  const text = await readFile(path.join(dir, 'facts.txt'), 'utf8').catch(() => '');
  return text.split(/\s+/u).filter((code) => code !== '' && !code.startsWith('#'));
}

/** `npm run knowledge:check [dir] [--all]`: whether a pack is fit for use. Ends with 1 when it isn't. */
async function main(words: string[]): Promise<void> {
  const dir = words.find((word) => !word.startsWith('--')) ?? 'knowledge/orebro';
  const pack = await loadPack(dir);
  const today = new Date().toISOString().slice(0, 10);
  const { mistakes, remarks, figures } = checkPack(pack, createKnowledge(pack), await factsOf(dir), today);
  const practice = await practiceOf(dir, pack);
  const shown = words.includes('--all') ? remarks : remarks.slice(0, 20);
  const lines = [
    `${figures.entries} entries, ${figures.gaps} gaps, ${figures.phrasings} phrasings, ${practice.length} practice questions`,
    `LIX: median ${figures.lixMedian.toFixed(1)}, highest ${figures.lixMost.toFixed(1)}`,
    `phrasings that find their entry: ${figures.found} of ${figures.ownPhrasings}`,
    ...shown.map((remark) => `remark: ${remark}`),
    ...(remarks.length > shown.length ? [`… and ${remarks.length - shown.length} more remarks (--all)`] : []),
    ...mistakes.map((mistake) => `MISTAKE: ${mistake}`),
    mistakes.length === 0 ? 'The pack is fit for use.' : `${mistakes.length} mistake(s).`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (mistakes.length > 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
