import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { loadPack, PackError } from '../../src/knowledge';
import { checkPack } from '../../src/knowledge/pack/check';
import { lix, median } from '../../src/knowledge/pack/lix';
import { knowledgeOf, lillby, packOfProduct, TODAY } from './support';

describe('a pack', function () {
  this.timeout(120_000);

  it('of the product carries every fact and is fit for use', async () => {
    const pack = await packOfProduct();
    const facts = (await readFile('knowledge/orebro/facts.txt', 'utf8')).split(/\s+/u).filter(Boolean);
    expect(facts.length).to.be.at.least(197);
    // One in seven phrasings: `npm run knowledge:check` asks them all, which takes a quarter of a minute.
    const { mistakes, figures } = checkPack(pack, await knowledgeOf(), facts, TODAY, 7);
    expect(mistakes).to.deep.equal([]);
    expect(figures.lixMedian).to.be.lessThan(45);
    expect(figures.found / figures.ownPhrasings).to.be.at.least(0.97);
  });

  it('names every mistake at once, with file, entry and remedy', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'pack-'));
    await cp('test/knowledge/packs/lillby', dir, { recursive: true });
    const entries = await readFile(path.join(dir, 'entries', 'all.yaml'), 'utf8');
    await writeFile(
      path.join(dir, 'entries', 'all.yaml'),
      entries
        .replace('kind: definition', 'kind: deffinition')
        .replace('document: avtal, section: Vårmötet', 'document: lost, section: Vårmötet'),
    );
    await rm(path.join(dir, 'people.yaml'));
    const error = await loadPack(dir).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(PackError);
    const { mistakes } = error as PackError;
    expect(mistakes.join('\n'))
      .to.include('entries/all.yaml, what, kind')
      .and.include('people.yaml: cannot be read')
      .and.include('lost');
    await rm(dir, { recursive: true });
  });

  it('is checked for links, length, readability, facts and phrasings shared', async () => {
    const pack = await loadPack('test/knowledge/packs/lillby');
    const [first, second] = pack.entries;
    if (!first || !second) throw new Error('the pack has entries');
    const long = Array.from({ length: 90 }, () => 'samhällsutvecklingsperspektiv').join(' ');
    const broken = {
      ...pack,
      entries: [
        { ...first, related: ['nowhere'], text: { ...first.text, sv: `${long}.` } },
        { ...second, phrasings: first.phrasings },
        ...pack.entries.slice(2),
      ],
    };
    const { mistakes, remarks } = checkPack(broken, await lillby(), ['FACT1'], TODAY);
    const all = mistakes.join('\n');
    expect(all)
      .to.include('nowhere is no entry')
      .and.include('90 words')
      .and.include('LIX')
      .and.include('no entry carries FACT1');
    expect(remarks.join('\n')).to.include('leads to both');
  });

  it('has its readability measured as LIX', () => {
    expect(lix('Hunden springer. Katten sover.')).to.equal(2 + 25);
    expect(median([3, 1, 2])).to.equal(2);
    expect(median([4, 1, 2, 3])).to.equal(2.5);
    expect(median([])).to.equal(0);
  });
});
