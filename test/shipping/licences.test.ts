import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { fillDocument, isPermissive, problems, readDependencies } from '../../scripts/licences';

const ROOT = path.resolve(__dirname, '../..');

describe('licences', () => {
  const dependencies = readDependencies(ROOT);

  it('are all compatible with distribution under MIT', () => {
    expect(dependencies.map(({ name }) => name)).to.include.members(['botbuilder', '@slack/bolt', 'mongodb']);
    expect(problems(dependencies)).to.deep.equal([]);
  });

  it('are listed in docs/licences.md', () => {
    const document = readFileSync(path.join(ROOT, 'docs/licences.md'), 'utf8');
    const upToDate = fillDocument(document, dependencies) === document;
    expect(upToDate, 'run npm run licences -- --write').to.equal(true);
  });

  it('leave out what is only for building and testing', () => {
    expect(dependencies.map(({ name }) => name)).not.to.include.members(['mocha', 'typescript', 'fflate']);
  });

  for (const [expression, expected] of [
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['(AFL-2.1 OR BSD-3-Clause)', true],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT AND (GPL-2.0-only OR ISC))', true],
    ['Apache-2.0 WITH LLVM-exception', false],
    ['AGPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE.txt', false],
    ['UNLICENSED', false],
    ['(MIT', false],
    ['', false],
  ] as const) {
    it(`${expected ? 'accept' : 'refuse'} "${expression}"`, () => {
      expect(isPermissive(expression)).to.equal(expected);
    });
  }

  it('name the package that is in the way, and why', () => {
    const added = [
      { name: 'viral', version: '1.0.0', licence: 'GPL-3.0-only', direct: false },
      { name: 'silent', version: '2.0.0', licence: undefined, direct: true },
    ];
    expect(problems(added)).to.deep.equal([
      'viral@1.0.0: GPL-3.0-only is not known to be compatible',
      'silent@2.0.0: no licence stated',
    ]);
  });

  it('see when a package that a person has approved changes its licence', () => {
    const changed = { name: 'dictionary-sv', version: '9.0.0', licence: 'GPL-3.0', direct: true };
    expect(problems([changed])).to.have.length(1);
  });
});

describe('dependencies', () => {
  it('hold one copy each of zod, mongodb and botbuilder, but for the zod that botbuilder brings', () => {
    const lockfile = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
    const copies = Object.entries<{ dev?: boolean }>(lockfile.packages)
      .filter(
        ([place, { dev }]) => dev !== true && /(^|\/)(zod|mongodb|bson|mongoose|botbuilder)$/.test(place),
      )
      .map(([place]) => place)
      .filter((place) => !/^node_modules\/(botbuilder|botframework)[\w-]*\/node_modules\/zod$/.test(place));
    expect(copies.sort()).to.deep.equal(
      ['botbuilder', 'bson', 'mongodb', 'mongoose', 'zod'].map((name) => `node_modules/${name}`),
    );
  });
});
