import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createApp } from '../src/app';
import { readConfig } from '../src/config';
import { askTexts } from '../src/features/ask/texts';
import type { EvalReply } from '../src/knowledge/eval';
import { createLogger } from '../src/log';
import { renderView } from '../src/platforms/terminal/render';
import { startEmbeddedStore } from '../src/storage/embedded';
import type { View } from '../src/views/views';

export interface ChatRunner {
  /** Says something in a conversation of its own, or in the one named, and returns what a person would read. */
  say(text: string, conversation?: string): Promise<EvalReply>;
  stop(): Promise<void>;
}

/** The whole bot on a temporary store, spoken to turn by turn as a platform does. */
export async function startChatRunner(pack: string): Promise<ChatRunner> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'cnatet-eval-'));
  const log = createLogger('error');
  const store = await startEmbeddedStore({ dir });
  const config = readConfig({ KNOWLEDGE_DIR: path.resolve(pack), FLOOD_PER_PERSON: '0' });
  const app = await createApp({ config, storeUri: store.uri, rootDir: path.resolve(__dirname, '..'), log });
  await app.store.opened;
  return {
    say: async (text, conversation = `terminal:${randomUUID()}`) => {
      const views: View[] = [];
      const place = {
        platform: 'terminal',
        conversation,
        kind: 'personal',
        privateReply: true,
        address: {},
      } as const;
      const person = { id: 'terminal:examiner' };
      const inbound = {
        key: randomUUID(),
        redelivers: false,
        person,
        place,
        input: { kind: 'words', text },
      } as const;
      await app.bot.handle(inbound, async (reply) => void views.push(...reply.views));
      return read(views);
    },
    stop: async () => {
      await app.stop();
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function read(views: readonly View[]): EvalReply {
  const text = views.map((view) => (view.kind === 'form' ? view.title : renderView(view).text)).join('\n');
  const [first] = views;
  if (first?.kind === 'answer') return { kind: 'answer', text };
  if (first?.kind === 'choice') {
    const declined = [askTexts.sv.declined, askTexts.en.declined].some((sentence) => text.includes(sentence));
    return { kind: declined ? 'declined' : 'choice', text };
  }
  if (first?.kind === 'notice' && first.tone === 'error') throw new Error(text);
  return { kind: first?.kind === 'notice' ? 'smalltalk' : 'command', text };
}
