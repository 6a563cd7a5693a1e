import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createKnowledge,
  type Knowledge,
  type LoadedPack,
  loadKnowledge,
  loadPack,
  type Outcome,
  type Question,
} from '../../src/knowledge';

export const TODAY = '2026-03-12';
const packs = new Map<string, Promise<Knowledge>>();

let own: Promise<LoadedPack> | undefined;
let fresh: Promise<Knowledge> | undefined;

/** The product's pack as it is read from its files: once, since that takes most of a second. Not to be changed. */
export function packOfProduct(): Promise<LoadedPack> {
  own ??= loadPack('knowledge/orebro');
  return own;
}

/** The product's knowledge as it is without its classifier, indexed anew: once. */
export function unclassified(): Promise<Knowledge> {
  fresh ??= packOfProduct().then(({ classifier: _, ...pack }) => createKnowledge(pack));
  return fresh;
}

/** A pack's knowledge, loaded once for all tests. */
export function knowledgeOf(dir = 'knowledge/orebro'): Promise<Knowledge> {
  const known = packs.get(dir);
  if (known) return known;
  const made = loadKnowledge(dir).then(({ knowledge }) => knowledge);
  packs.set(dir, made);
  return made;
}

export const lillby = (): Promise<Knowledge> => knowledgeOf('test/knowledge/packs/lillby');

/** Asks the pack of the product. */
export async function ask(text: string, more: Partial<Question> = {}): Promise<Outcome> {
  return (await knowledgeOf()).ask({ text, today: TODAY, ...more });
}

/** What an answer says; fails the test when there is none. */
export function bodyOf(outcome: Outcome): string {
  if (outcome.kind !== 'answer') throw new Error(`expected an answer, got ${JSON.stringify(outcome)}`);
  return `${outcome.body}\n${outcome.note ?? ''}`;
}

export function read(file: string): string {
  return readFileSync(path.join('test', 'knowledge', file), 'utf8');
}
