import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadPack } from '../src/knowledge';
import { createAnalyser } from '../src/knowledge/analyse';
import { sourcesOf } from '../src/knowledge/documents';
import { model } from '../src/knowledge/model';
import { SearchIndex } from '../src/knowledge/search-index';
import { train } from '../src/knowledge/train';
import { collectVocabulary } from '../src/knowledge/vocabulary';

const offTopicSchema = z.object({ sv: z.array(z.string()), en: z.array(z.string()) });

/** `npm run knowledge:train [pack]`: works the weights of ranking and decision out anew, from the pack's own phrasings. */
async function main([dir = 'knowledge/orebro']: string[]): Promise<void> {
  const pack = await loadPack(dir);
  const offTopic = offTopicSchema.parse(parse(await readFile('knowledge/off-topic.yaml', 'utf8')));
  const questions = (['sv', 'en'] as const).flatMap((language) => offTopic[language].map((text) => ({ text, language })));
  const analyser = createAnalyser(collectVocabulary(pack), pack.lexicon, pack.words);
  const weights = train(new SearchIndex(sourcesOf(pack), analyser), questions, model);
  const file = path.join('src', 'knowledge', 'weights.json');
  await writeFile(file, `${JSON.stringify(weights, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(weights, null, 2)}\nwritten to ${file}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
