import { readFile } from 'node:fs/promises';
import { createKnowledge, loadPack } from '../src/knowledge';
import { converse, evaluate, parseCases, parseConversations, replyOf, report } from '../src/knowledge/eval';

/** `npm run knowledge:eval -- <file.jsonl> [pack]`: how well the pack answers a file of questions or conversations. */
async function main([file, dir = 'knowledge/orebro']: string[]): Promise<void> {
  if (!file) throw new Error('Name a file: npm run knowledge:eval -- test/knowledge/questions.jsonl');
  const knowledge = createKnowledge(await loadPack(dir));
  const today = new Date().toISOString().slice(0, 10);
  const text = await readFile(file, 'utf8');
  const results = text.includes('"turns"')
    ? parseConversations(text).flatMap((conversation) => converse(conversation, knowledge, today))
    : await evaluate(parseCases(text), (question) => replyOf(knowledge.ask({ text: question, today })));
  process.stdout.write(`${report(results)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
