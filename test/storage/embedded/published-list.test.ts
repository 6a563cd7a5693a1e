import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { COMMAND_NAMES } from '../../../src/storage/embedded/commands';
import { EXPRESSION_OPERATORS } from '../../../src/storage/embedded/expressions';
import { FIELD_OPERATORS, LOGICAL_OPERATORS } from '../../../src/storage/embedded/filter';
import { ACCUMULATOR_NAMES } from '../../../src/storage/embedded/group';
import { STAGE_NAMES } from '../../../src/storage/embedded/stages';
import { UPDATE_OPERATORS } from '../../../src/storage/embedded/update-operators';

const readme = readFileSync(join(__dirname, '../../../src/storage/embedded/README.md'), 'utf8');

/** The names in backticks of one item of the list. */
function listed(title: string): string[] {
  const start = readme.indexOf(`- **${title}**`);
  const end = readme.indexOf('\n- **', start + 1);
  const item =
    readme
      .slice(start, end < 0 ? readme.indexOf('\nLimits', start) : end)
      .split(/Regular expressions:|; the positions|\. They refuse/)[0] ?? '';
  return [...item.matchAll(/`(\$?\w+)`/g)].map(([, name = '']) => name);
}

describe('the published list of the embedded store', () => {
  const LISTS: [string, readonly string[]][] = [
    ['Commands', COMMAND_NAMES],
    ['Queries', [...FIELD_OPERATORS, ...LOGICAL_OPERATORS, '$comment']],
    ['Updates', [...Object.keys(UPDATE_OPERATORS), '$rename', '$each', '$position', '$slice', '$sort']],
    ['Stages', STAGE_NAMES],
    ['Accumulators of $group', ACCUMULATOR_NAMES],
    ['Expressions', EXPRESSION_OPERATORS],
  ];
  for (const [title, names] of LISTS) {
    it(`names the ${title.toLowerCase()} that there are, and no others`, () => {
      expect(listed(title)).to.have.members(names);
    });
  }
});
