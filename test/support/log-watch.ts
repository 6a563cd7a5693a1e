import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';

/**
 * Watches over the log and the metrics of every bot that the tests of a process start: nothing of what the tests say to a bot
 * may be in them. Whatever sends something to a bot calls {@link LogWatch.said}, whatever takes its log {@link watched};
 * the root hook at the end compares the two after all files that a process of mocha has run.
 */
export class LogWatch {
  private readonly words = new Set<string>();
  private readonly identities = new Set<string>();
  private readonly lines = new Set<string>();

  /** A payload that somebody sends, whole or in part; `key` and `above` say where in it. */
  said(payload: unknown, key = '', above = '', depth = 0): void {
    if (typeof payload === 'string') this.remember(payload, key, above);
    if (typeof payload !== 'object' || payload === null || depth > DEEPEST) return;
    if (Array.isArray(payload)) for (const item of payload) this.said(item, key, above, depth + 1);
    else for (const [name, value] of Object.entries(payload)) this.said(value, name, key, depth + 1);
  }

  /** Never to be found, not even as a part of something. */
  secret(text: string): void {
    if (text.length >= SHORTEST) this.identities.add(text.toLowerCase());
  }

  /** What a bot has logged or shows as metrics. */
  logged(text: string): void {
    for (const line of text.split('\n')) if (line !== '') this.lines.add(line.replace(LEFT_OUT, ''));
  }

  /** Words, names, accounts and secrets that were said and are in the log; and lines of it with letters that are not English. */
  leaks(): readonly string[] {
    const text = [...this.lines].join('\n').toLowerCase();
    const words = wordsIn(text).filter((word) => this.words.has(word) && !vocabulary().has(word));
    // Tests call people by their roles, which are words of the program's own.
    const parts = [...this.identities].filter((who) => text.includes(who) && !vocabulary().has(who));
    const foreign = text.match(/[^\n]*[\u00a1-\uffff][^\n]*/g) ?? [];
    return [...new Set([...words, ...parts, ...foreign.map((line) => line.slice(0, 300))])];
  }

  /** Forgets the log, so that a leak is told once, but not what was said. */
  clear(): void {
    this.lines.clear();
  }

  private remember(text: string, key: string, above: string): void {
    if (text.length > LONGEST || PROTOCOL.has(key)) return;
    if (SECRET.has(key) || (key === 'id' && WHO.has(above))) this.secret(text);
    for (const word of wordsIn(text)) this.words.add(word);
  }
}

/** Shorter ones are found within other words. */
const SHORTEST = 6;
/** Deeper ones are there for their depth, longer ones for their length. */
const DEEPEST = 50;
const LONGEST = 20_000;
/** What differs in every line, and places in the code, whose files may be called anything. */
const LEFT_OUT =
  /"stack":\[(?:"(?:[^"\\]|\\.)*",?)*\],?|"(?:time|turn|ms)":(?:"[^"]*"|[\d.]+),?|\s[\d.e+-]+$/g;
/** Keys whose values are the protocol's own. */
const PROTOCOL = new Set(['type', 'conversationType', 'channelId', 'serviceUrl', 'locale', 'l', 'language']);
const SECRET = new Set(['aadObjectId', 'user', 'user_id', 'user_name', 'username', 'channel', 'channel_id'])
  .add('trigger_id')
  .add('response_url')
  .add('token')
  .add('private_metadata');
/** In these, an `id` says who or where. */
const WHO = new Set(['from', 'user', 'conversation', 'channel', 'membersAdded', 'mentioned']);

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}{5,}/gu) ?? [];
}

let known: ReadonlySet<string> | undefined;

/** The words that the program itself is written with, texts for people left out: those the log may hold. */
function vocabulary(): ReadonlySet<string> {
  if (known !== undefined) return known;
  const src = path.resolve(__dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!texts)\.ts$/.test(name),
  );
  const code = files.map((name) => readFileSync(path.join(src, name), 'utf8').replace(COMMENT, ''));
  known = new Set(code.flatMap(wordsIn));
  return known;
}

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm;

/** Of this process. */
export const logWatch = new LogWatch();

/** Takes a bot's log, under watch. */
export function watched(take: (line: string) => void): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      const line = String(chunk);
      logWatch.logged(line);
      take(line);
      done();
    },
  });
}

export const mochaHooks = {
  afterAll(): void {
    const found = logWatch.leaks();
    logWatch.clear();
    if (found.length > 0)
      throw new Error(`the log or the metrics hold what was said: ${found.join(' · ').slice(0, 2_000)}`);
  },
};
