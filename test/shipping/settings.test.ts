import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { variableNames } from '../../src/config';
import { ROOT } from './dockerfile';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** Set by the image and by whoever deploys, not by whoever configures. */
const NOT_OURS = ['NODE_ENV'];
const settings = variableNames.filter((name) => !NOT_OURS.includes(name));

/** The names in the first column of the README's table. */
function namesInTable(): string[] {
  const rows = read('README.md').matchAll(/^\| (`[A-Z][A-Z_]+`[^|]*) \|/gm);
  return [...rows].flatMap(([, first = '']) => [...first.matchAll(/[A-Z][A-Z_]+/g)].map(String));
}

describe('the settings', () => {
  it('are all in .env.example, each once, and no other', () => {
    const named = read('.env.example').match(/^#?[A-Z][A-Z_]+(?==)/gm) ?? [];
    expect(named.map((name) => name.replace('#', ''))).to.have.members(settings);
  });

  it('are all in the table of the README, and no other', () => {
    expect(namesInTable()).to.have.members(settings);
  });
});
