import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type LoadedPack, loadPack } from '../src/knowledge';
import { NONE } from '../src/knowledge/classify/classifier';
import { encodeClassifier } from '../src/knowledge/classify/file';
import { type EvalCase, fault, parseCases } from '../src/knowledge/eval';
import { sourcesOf } from '../src/knowledge/pack/documents';
import { models } from '../src/knowledge/search/model';
import { SearchIndex } from '../src/knowledge/search/search-index';
import { trainFolds } from '../src/knowledge/train/folds';
import { practiceOf } from '../src/knowledge/train/practice';
import { type Labelled, train } from '../src/knowledge/train/train';
import { phraseSamples, samplesOf, trainClassifier } from '../src/knowledge/train/train-classifier';
import { createAnalyser } from '../src/knowledge/understand/analyse';
import { collectVocabulary } from '../src/knowledge/understand/vocabulary';

const offTopicSchema = z.object({ sv: z.array(z.string()), en: z.array(z.string()) });

const FILES = ['questions.jsonl', 'calibration.jsonl'].map((file) => path.join('test', 'knowledge', file));

/**
 * `npm run knowledge:train [pack] [questions.jsonl …] [--classifier]`: trains the pack's classifier on its phrasings and its
 * practice questions, and works the weights of ranking and decision out anew, by files of questions to calibrate by. Takes
 * minutes. Measure on other files. With `--classifier` the weights stay as they are: they carry over from pack to pack.
 */
async function main(words: string[]): Promise<void> {
  const [dir = 'knowledge/orebro', ...given] = words.filter((word) => !word.startsWith('--'));
  const files = given.length > 0 ? given : FILES;
  const pack = await loadPack(dir);
  const offTopic = offTopicSchema.parse(parse(await readFile('knowledge/off-topic.yaml', 'utf8')));
  const questions = (['sv', 'en'] as const).flatMap((language) =>
    offTopic[language].map((text) => ({ text, language })),
  );
  const analyser = createAnalyser(collectVocabulary(pack), pack.lexicon, pack.words);
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const calibration = calibrationOf(pack, texts.flatMap(parseCases));
  const index = SearchIndex.of(sourcesOf(pack), analyser);
  const practice = samplesOf(await practiceOf(dir, pack), index);
  const elsewhere = questions.map((question) => ({ ...question, wants: NONE }));
  const offTopicSamples = samplesOf(elsewhere, index);
  const file = path.join(dir, 'classifier.bin');
  if (words.includes('--classifier')) {
    const samples = [...phraseSamples(index), ...practice, ...offTopicSamples];
    await writeFile(file, encodeClassifier(trainClassifier(samples)));
    process.stdout.write(`written to ${file}\n`);
    return;
  }
  const folds = trainFolds(index, practice, offTopicSamples);
  const weights = train(index, questions, calibration, models, folds);
  await writeFile(file, encodeClassifier(folds.data));
  const target = path.join('src', 'knowledge', 'search', 'weights.json');
  await writeFile(target, `${JSON.stringify(weights, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(weights, null, 2)}\nwritten to ${target}\n`);
}

const ELSEWHERE = new Set(['smalltalk', 'command-like', 'register']);

/** Questions that the search answers; registers and commands are worked out elsewhere. */
function calibrationOf(pack: LoadedPack, cases: readonly EvalCase[]): Labelled[] {
  const entries = new Map(pack.entries.map((entry) => [entry.id, entry]));
  return cases
    .filter(({ kind }) => !ELSEWHERE.has(kind))
    .map((item) => ({
      text: item.question,
      answerable: item.answerable,
      suits: (id, language) => {
        const entry = entries.get(id);
        const text = `${entry?.text[language] ?? ''} ${entry?.note?.[language] ?? ''}`;
        return entry !== undefined && fault(item, { kind: 'answer', text }) === undefined;
      },
    }));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
