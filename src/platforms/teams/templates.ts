import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { View } from '../../views/views';
import { compile, type Template } from './template';

const kinds = [
  'answer',
  'choice',
  'notice',
  'record',
  'list',
  'form',
  'digest',
  'help',
  'home',
  'file',
] as const satisfies View['kind'][];

export type Templates = Readonly<Record<View['kind'], Template>>;

const template = z.looseObject({ type: z.literal('AdaptiveCard'), version: z.literal('1.5') }).and(z.json());

/**
 * Reads the card templates once, at start.
 * @throws Error naming the file when one is missing or isn't an Adaptive Card 1.5.
 */
export function loadTemplates(folder: string): Templates {
  const read = (kind: View['kind']): Template => {
    const file = join(folder, `${kind}.json`);
    const result = template.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!result.success) throw new Error(`${file} is not an Adaptive Card 1.5`);
    return compile(result.data);
  };
  return Object.fromEntries(kinds.map((kind) => [kind, read(kind)])) as Record<View['kind'], Template>;
}
