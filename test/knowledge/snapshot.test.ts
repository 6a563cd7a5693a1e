import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { createKnowledge, type Knowledge, loadKnowledge } from '../../src/knowledge';
import { parseCases } from '../../src/knowledge/eval';
import { type Snapshots, snapshotsIn } from '../../src/knowledge/snapshot/snapshot';
import { bodyOf, packOfProduct, read, TODAY } from './support';

const LILLBY = path.resolve('test/knowledge/packs/lillby');

/** Snapshots that tell what was asked of them. */
function watched(dir: string): Snapshots & { events: string[] } {
  const inner = snapshotsIn(dir);
  const events: string[] = [];
  return {
    events,
    read: async (key) => {
      const kept = await inner.read(key);
      events.push(kept ? 'taken up' : 'nothing');
      return kept;
    },
    write: async (key, indexed) => {
      await inner.write(key, indexed);
      events.push('written');
    },
  };
}

function springMeeting(knowledge: Knowledge): string {
  return bodyOf(knowledge.ask({ text: 'Where is the spring meeting held?', today: TODAY }));
}

describe('the index that is kept between starts', () => {
  let dir: string;
  let pack: string;

  beforeEach(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'cnatet-snapshot-'));
    pack = path.join(dir, 'pack');
    await cp(LILLBY, pack, { recursive: true });
  });

  afterEach(() => rm(dir, { recursive: true, force: true }));

  const kept = (): string => path.join(dir, 'kept');

  it('is written at the first start and taken up at the next', async () => {
    const snapshots = watched(kept());
    await loadKnowledge(pack, snapshots);
    const { knowledge, entries } = await loadKnowledge(pack, snapshots);
    expect(snapshots.events).to.deep.equal(['nothing', 'written', 'taken up']);
    expect(springMeeting(knowledge)).to.include('Kvarnladan');
    expect(entries).to.be.greaterThan(0);
  });

  it('answers every question as an index that was made anew', async () => {
    const fresh = createKnowledge(await packOfProduct());
    const snapshots = watched(kept());
    await loadKnowledge('knowledge/orebro', snapshots);
    const { knowledge } = await loadKnowledge('knowledge/orebro', snapshots);
    expect(snapshots.events.at(-1)).to.equal('taken up');
    for (const { question: text } of parseCases(read('questions.jsonl'))) {
      const question = { text, today: TODAY };
      expect(knowledge.ask(question), text).to.deep.equal(fresh.ask(question));
    }
  });

  it('learns curated answers as an index that was made anew', async () => {
    const snapshots = snapshotsIn(kept());
    await loadKnowledge(pack, snapshots);
    const { knowledge } = await loadKnowledge(pack, snapshots);
    const curated = knowledge.withCurated([
      {
        id: 'c-1',
        language: 'sv',
        question: 'Finns det parkering vid Kvarnladan?',
        text: 'Ja, åtta platser.',
      },
    ]);
    expect(bodyOf(curated.ask({ text: 'parkering kvarnladan', today: TODAY }))).to.include('åtta platser');
  });

  it('is made anew when the pack has changed', async () => {
    const snapshots = watched(kept());
    await loadKnowledge(pack, snapshots);
    const files = await readdir(path.join(pack, 'entries'));
    for (const file of files) {
      const text = await readFile(path.join(pack, 'entries', file), 'utf8');
      await writeFile(path.join(pack, 'entries', file), text.replaceAll('Kvarnladan', 'Snickarboden'));
    }
    const { knowledge } = await loadKnowledge(pack, snapshots);
    expect(springMeeting(knowledge)).to.include('Snickarboden');
    expect(snapshots.events.slice(2)).to.deep.equal(['nothing', 'written']);
  });

  it('is made anew when a byte of it has changed, or its end is missing', async () => {
    for (const damage of [
      (bytes: Buffer) => bytes.fill(bytes.readUInt8(900) ^ 1, 900, 901),
      (bytes: Buffer) => bytes.subarray(0, bytes.length / 2),
      () => Buffer.alloc(0),
    ]) {
      await loadKnowledge(pack, snapshotsIn(kept()));
      const [name = ''] = await readdir(kept());
      await writeFile(path.join(kept(), name), damage(await readFile(path.join(kept(), name))));
      const snapshots = watched(kept());
      const { knowledge } = await loadKnowledge(pack, snapshots);
      expect(snapshots.events).to.deep.equal(['nothing', 'written']);
      expect(springMeeting(knowledge)).to.include('Kvarnladan');
    }
  });

  it('is done without where nothing can be written', async () => {
    await writeFile(kept(), 'a file where the directory should be');
    const { knowledge } = await loadKnowledge(pack, snapshotsIn(kept()));
    expect(springMeeting(knowledge)).to.include('Kvarnladan');
  });

  it('leaves no more than a handful of files, whatever is written', async () => {
    const { knowledge: _, ...rest } = await loadKnowledge(pack, snapshotsIn(kept()));
    expect(rest.entries).to.be.greaterThan(0);
    for (let i = 0; i < 9; i++) await writeFile(path.join(kept(), `left-by-a-killed-process-${i}`), 'half');
    await writeFile(path.join(pack, 'entries', 'empty.yaml'), '[]\n');
    await loadKnowledge(pack, snapshotsIn(kept()));
    expect(await readdir(kept())).to.have.length(6);
  });
});
