import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { createKnowledge, loadPack, PackError } from '../../src/knowledge';
import { Classifier, type ClassifierData, NONE } from '../../src/knowledge/classify/classifier';
import { BUCKETS, conceptBuckets } from '../../src/knowledge/classify/cues';
import { decodeClassifier, encodeClassifier } from '../../src/knowledge/classify/file';
import { evaluate, parseCases, replyOf, report, summarize } from '../../src/knowledge/eval';
import { indexPack } from '../../src/knowledge/knowledge';
import { checkPack } from '../../src/knowledge/pack/check';
import { practiceOf } from '../../src/knowledge/train/practice';
import { samplesOf, trainClassifier } from '../../src/knowledge/train/train-classifier';
import { knowledgeOf, lillby, packOfProduct, read, TODAY, unclassified } from './support';

const DIR = 'knowledge/orebro';
const FILE = path.join(DIR, 'classifier.bin');
const LILLBY = 'test/knowledge/packs/lillby';

/** The smallest one: two classes, one weight. */
function tiny(): ClassifierData {
  const starts = new Uint32Array(BUCKETS + 1).fill(1, 3);
  const lists = { starts, classOf: Uint16Array.of(1), weights: Int8Array.of(100), unit: 0.05 };
  return { ...lists, classes: ['one', NONE], bias: Float32Array.of(0.5, -0.5) };
}

describe('the classifier of a pack', function () {
  this.timeout(30_000);
  const dirs: string[] = [];
  after(() => {
    for (const dir of dirs) rmSync(dir, { recursive: true });
  });

  /** A copy of the small pack, to be spoilt. */
  function copy(): string {
    const dir = mkdtempSync(path.join(tmpdir(), 'cnatet-test-'));
    dirs.push(dir);
    cpSync(LILLBY, dir, { recursive: true });
    return dir;
  }

  it('has seen every entry and every gap: when this fails, npm run knowledge:train makes it anew', async () => {
    const { entries, gaps } = await packOfProduct();
    const { classes } = decodeClassifier(readFileSync(FILE));
    expect(classes).to.include.members([...[...entries, ...gaps].map(({ id }) => id), NONE]);
  });

  it('is learnt from phrasings and practice questions, and then knows other words for the same', async () => {
    const pack = await loadPack(LILLBY);
    const { index, analyser } = indexPack(pack);
    const example = (text: string, wants: string) => ({ text, language: 'sv' as const, wants });
    const wants = pack.entries[0]?.id ?? '';
    const other = pack.entries[1]?.id ?? '';
    const samples = samplesOf(
      [
        example('när ska vi mötas under vårkanten', wants),
        example('vart beger man sig till vårkanten', wants),
        example('går det att säga upp alltihop', other),
        example('hur kommer man ur det hela', other),
        example('hur blir vädret', NONE),
      ],
      index,
    );
    const classifier = Classifier.of(
      trainClassifier(samples),
      index.docs.map(({ id }) => id),
      analyser.conceptNames(),
    );
    const at = (id: string): number => index.docs.findIndex((doc) => doc.id === id);
    const { docs, none } = classifier.chances([], 'nar tar vi oss till varkanten');
    expect(docs[at(wants)])
      .to.be.greaterThan(0.5)
      .and.greaterThan(docs[at(other)] ?? 1);
    expect(none).to.be.lessThan(0.3);
    const unseen = pack.entries.findIndex(({ id }) => id !== wants && id !== other);
    expect(docs[at(pack.entries[unseen]?.id ?? '')], 'what it has never seen').to.be.NaN;
  });

  it('is kept in a file as it is', () => {
    const data = tiny();
    expect(decodeClassifier(encodeClassifier(data))).to.deep.equal(data);
    const classifier = new Classifier(data, ['one', 'two'], conceptBuckets([]));
    const { docs, none } = classifier.chances([], '');
    expect((docs[0] ?? 0) + none).to.be.closeTo(1, 1e-9);
    expect(docs[1]).to.be.NaN;
  });

  it('is refused when the file is not whole or leads outside its lists', () => {
    const whole = encodeClassifier(tiny());
    const bytes = gunzipSync(whole);
    const spoilt = (change: (copy: Buffer) => Buffer): Buffer => gzipSync(change(Buffer.from(bytes)));
    const header = bytes.indexOf(10) + 1;
    const bad: Record<string, Buffer> = {
      nothing: Buffer.alloc(0),
      'no archive': Buffer.from('{"format":"cnatet-classifier-1"}\n'),
      'cut short': whole.subarray(0, whole.length - 20),
      'a byte less': spoilt((copy) => copy.subarray(0, -1)),
      'a byte more': spoilt((copy) => Buffer.concat([copy, Buffer.alloc(1)])),
      'another format': spoilt((copy) =>
        Buffer.from(copy.toString('latin1').replace('classifier-1', 'classifier-9'), 'latin1'),
      ),
      'lists out of order': spoilt((copy) => {
        copy.writeUInt32LE(7, header + 4);
        return copy;
      }),
      'a class that it lacks': spoilt((copy) => {
        copy.writeUInt16LE(9, header + 4 * (BUCKETS + 1) + 8);
        return copy;
      }),
      'a bomb': gzipSync(Buffer.alloc(64 * 1_024 * 1_024)),
    };
    for (const [what, file] of Object.entries(bad)) expect(() => decodeClassifier(file), what).to.throw();
    expect(decodeClassifier(gzipSync(bytes)).classes, 'the whole file').to.have.length(2);
  });

  it('stops the start, with the remedy, when it is damaged', async () => {
    const dir = copy();
    writeFileSync(path.join(dir, 'classifier.bin'), readFileSync(FILE));
    truncateSync(path.join(dir, 'classifier.bin'), 1_000);
    const error = await loadPack(dir).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(PackError);
    expect(String(error)).to.include('classifier.bin: is damaged').and.include('npm run knowledge:train');
  });

  it('may be older than the pack: new entries are found by their phrasings, and the check says so', async () => {
    const dir = copy();
    writeFileSync(path.join(dir, 'classifier.bin'), encodeClassifier(tiny()));
    const pack = await loadPack(dir);
    const { remarks } = checkPack(pack, await lillby(), [], TODAY);
    expect(remarks.join('\n')).to.include(`classifier.bin has never seen ${pack.entries[0]?.id}`);
    const answer = createKnowledge(pack).ask({ text: 'Hur många principer har avtalet?', today: TODAY });
    expect(answer.kind === 'answer' && answer.body).to.include('två principer');
  });

  it('helps: without it fewer questions are answered right, yet none less honestly', async () => {
    expect((await packOfProduct()).classifier).to.not.equal(undefined);
    const figures = async (knowledge: ReturnType<typeof createKnowledge>) => {
      const results = await evaluate(parseCases(read('heldout-3.jsonl')), (text) =>
        replyOf(knowledge.ask({ text, today: TODAY })),
      );
      return { ...summarize(results), table: report(results) };
    };
    const without = await figures(await unclassified());
    const withIt = await figures(await knowledgeOf());
    expect(withIt.right, withIt.table).to.be.greaterThan(without.right);
    expect(without.right / without.answerable, without.table).to.be.at.least(0.85);
    expect(without.declined / without.unanswerable, without.table).to.be.at.least(0.85);
  });

  it('has practice questions that each want something of the pack', async () => {
    const practice = await practiceOf(DIR, await packOfProduct());
    expect(practice).to.have.length.above(10_000);
    const dir = copy();
    const pack = await loadPack(dir);
    cpSync(path.join(DIR, 'practice', 'council.jsonl'), path.join(dir, 'practice', 'council.jsonl'), {
      recursive: true,
    });
    const mistake = async (): Promise<string> => practiceOf(dir, pack).then(String, String);
    expect(await mistake())
      .to.include('council.jsonl, line 1')
      .and.include('is no entry and no gap');
    writeFileSync(path.join(dir, 'practice', 'council.jsonl'), '{"id": "none", "sv": "hej"}\n');
    expect(await mistake())
      .to.include('line 1')
      .and.include('is no practice question');
  });
});
