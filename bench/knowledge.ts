import { readFile } from 'node:fs/promises';
import { createKnowledge, loadKnowledge, loadPack } from '../src/knowledge';
import { parseCases } from '../src/knowledge/eval';
import type { CuratedEntry } from '../src/knowledge/types';

const TODAY = '2026-03-12';
const CURATED = 5000;

function percentile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function line(what: string, value: number, unit: string, target: number): string {
  return `${what.padEnd(34)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(3)} target ${target} ${value <= target ? 'met' : 'MISSED'}`;
}

function heap(): number {
  // Twice: what the first frees may be all that holds a buffer.
  global.gc?.();
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** Puts every question several times; the first round warms up and isn't counted. */
function ask(
  knowledge: { ask(question: { text: string; today: string }): unknown },
  questions: readonly string[],
): number[] {
  const times: number[] = [];
  for (let round = 0; round < 4; round++) {
    for (const text of questions) {
      const start = performance.now();
      knowledge.ask({ text, today: TODAY });
      if (round > 0) times.push(performance.now() - start);
    }
  }
  return times;
}

/** `node --expose-gc -r ts-node/register bench/knowledge.ts`: speed and memory of the knowledge against its budget. */
async function main(): Promise<void> {
  const questions = parseCases(await readFile('test/knowledge/questions.jsonl', 'utf8')).map(
    ({ question }) => question,
  );
  const before = heap();
  // The first leaves its index for the next start, as it does in production.
  await loadKnowledge('knowledge/orebro');
  const start = performance.now();
  const { knowledge } = await loadKnowledge('knowledge/orebro');
  const ready = performance.now() - start;
  const times = ask(knowledge, questions);
  const memory = heap() - before;
  const pack = await loadPack('knowledge/orebro');
  const anew = performance.now();
  createKnowledge(pack);
  const indexing = performance.now() - anew;
  const curated = Array.from({ length: CURATED }, (_, i): CuratedEntry => {
    const base = pack.entries[i % pack.entries.length];
    const phrasings = base?.phrasings.sv ?? [];
    return {
      id: `c${i}`,
      question: `${phrasings[i % phrasings.length]} ${i}`,
      language: 'sv',
      text: base?.text.sv ?? '',
    };
  });
  const added = performance.now();
  const larger = knowledge.withCurated(curated);
  const adding = performance.now() - added;
  const withCurated = ask(larger, questions);
  process.stdout.write(
    `${[
      line('pack and index ready at a start', ready, 'ms', 300),
      line('one answer, median', percentile(times, 0.5), 'ms', 5),
      line('one answer, p99', percentile(times, 0.99), 'ms', 5),
      line(`with ${CURATED} curated, p99`, percentile(withCurated, 0.99), 'ms', 20),
      line('memory of pack and index', memory, 'MB', 60),
      `indexing a pack that has changed takes ${indexing.toFixed(0)} ms`,
      `adding ${CURATED} curated answers took ${adding.toFixed(0)} ms`,
    ].join('\n')}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
