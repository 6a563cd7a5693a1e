import { readFile } from 'node:fs/promises';
import { createKnowledge, loadPack } from '../src/knowledge';
import {
  type Conversation,
  converse,
  type EvalResult,
  evaluate,
  judgeTurn,
  parseCases,
  parseConversations,
  replyOf,
  report,
} from '../src/knowledge/eval';
import { type ChatRunner, startChatRunner } from './chat-runner';

/**
 * `npm run knowledge:eval -- <file.jsonl> [pack]`: how well the bot answers a file of questions or conversations, each put to
 * it as a chat turn. With `--engine` they go to the knowledge alone, which also tells which entry answered.
 */
async function main(args: readonly string[]): Promise<void> {
  const [file, pack = 'knowledge/orebro'] = args.filter((arg) => !arg.startsWith('--'));
  if (file === undefined)
    throw new Error('Name a file: npm run knowledge:eval -- test/knowledge/questions.jsonl');
  const text = await readFile(file, 'utf8');
  const results = args.includes('--engine') ? await askEngine(text, pack) : await askChat(text, pack);
  process.stdout.write(`${report(results)}\n`);
}

async function askEngine(text: string, pack: string): Promise<EvalResult[]> {
  const knowledge = createKnowledge(await loadPack(pack));
  const today = new Date().toISOString().slice(0, 10);
  if (text.includes('"turns"')) {
    return parseConversations(text).flatMap((conversation) => converse(conversation, knowledge, today));
  }
  return evaluate(parseCases(text), (question) => replyOf(knowledge.ask({ text: question, today })));
}

async function askChat(text: string, pack: string): Promise<EvalResult[]> {
  const chat = await startChatRunner(pack);
  try {
    if (!text.includes('"turns"')) return await evaluate(parseCases(text), (question) => chat.say(question));
    const results: EvalResult[] = [];
    for (const conversation of parseConversations(text)) results.push(...(await talk(chat, conversation)));
    return results;
  } finally {
    await chat.stop();
  }
}

async function talk(chat: ChatRunner, conversation: Conversation): Promise<EvalResult[]> {
  const results: EvalResult[] = [];
  for (const [index, turn] of conversation.turns.entries()) {
    results.push(
      judgeTurn(conversation, index, await chat.say(turn.question, `terminal:${conversation.id}`)),
    );
  }
  return results;
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
