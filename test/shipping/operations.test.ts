import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { createPrometheus } from '../../src/metrics/prometheus';
import { ROOT } from './dockerfile';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const guide = read('docs/operations.md');

/** The part under a heading, up to the next of its kind. */
function section(heading: string): string {
  const [, text = ''] = new RegExp(`^#+ ${heading}\\n(.*?)(?=^#|$(?![\\s\\S]))`, 'ms').exec(guide) ?? [];
  return text;
}

describe('docs/operations.md', () => {
  it('tells of every metric there is, and of no other', async () => {
    const metrics = createPrometheus();
    metrics.watch({ queueAge: async () => 0, ready: async () => true });
    const text = await metrics.exposition();
    const there = [...text.matchAll(/^# HELP (\S+)/gm)].map(([, name]) => name);
    expect(there.length).to.be.greaterThan(8);
    const told = [...section('Metrics').matchAll(/^\| `(cnatet_\w+)` \|/gm)].map(([, name]) => name);
    expect(told).to.have.members(there);
    // What is watched exists under that name, but for the ends that a histogram's series have.
    const watched = [...section('Metrics').matchAll(/cnatet_[a-z_]+/g)].map(String);
    for (const name of watched) expect(there, name).to.include(name.replace(/_bucket$/, ''));
  });

  it('explains log messages that are written', () => {
    const source = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read(path.join('src', file)))
      .join('\n');
    const rows = [...section('Logs').matchAll(/^\| (`[^|]*) \|/gm)].map(([, first = '']) => first);
    const messages = rows.flatMap((row) =>
      [...row.matchAll(/`([a-zA-Z][^`]+)`/g)].map(([, one]) => one ?? ''),
    );
    const told = messages.filter((one) => !['msg', 'uncertain'].includes(one) && !one.startsWith('state:'));
    expect(told.length).to.be.greaterThan(12);
    for (const message of told) expect(source.includes(`'${message}'`), message).to.equal(true);
  });

  it('repeats each fault with a test that is there', () => {
    const rows = section('Faults that were tried')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| fault'));
    expect(rows.length).to.be.greaterThan(15);
    for (const row of rows) {
      const [, file = '', pattern] = /`(test\/\S+\.test\.ts)(?: -g '([^']+)')?` \|$/.exec(row) ?? [];
      expect(existsSync(path.join(ROOT, file)), row).to.equal(true);
      const wanted = new RegExp((pattern ?? '').replaceAll('\\|', '|'));
      expect(read(file), row).to.match(wanted);
    }
  });
});
