import { expect } from 'chai';
import type { CuratedNow } from '../../../src/features/questions/curated';
import { createLiveKnowledge } from '../../../src/features/questions/live-knowledge';
import { createLogger } from '../../../src/log';

interface Known {
  readonly answers: number;
  withCurated(entries: readonly unknown[]): Known;
}
const knowing = (answers: number): Known => ({ answers, withCurated: ({ length }) => knowing(length) });
const answer = {
  ...{
    _id: 'curated-1',
    questionId: '1',
    question: 'q',
    phrasings: [],
    language: 'sv',
    text: 't',
    source: 's',
  },
  ...{ owner: 'o', version: 1, state: 'active', reviewOn: '2027-01-01', updatedAt: new Date(0) },
} as unknown as CuratedNow;

describe('what the pack knows together with the answers of coordinators', () => {
  it('has the change that was there when one asked, also when answers are being read for an earlier one', async () => {
    let revision = 1;
    const reads: ((answers: readonly CuratedNow[]) => void)[] = [];
    const store = {
      revision: async () => revision,
      active: () => new Promise<readonly CuratedNow[]>((resolve) => reads.push(resolve)),
    };
    const live = createLiveKnowledge(knowing(0), store, createLogger('silent'));
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

    const first = live();
    await turn();
    revision = 2;
    const second = live();
    await turn();
    reads.shift()?.([answer]);
    expect((await first).answers).to.equal(1);
    await turn();
    reads.shift()?.([answer, answer]);
    expect((await second).answers).to.equal(2);
    expect(reads, 'none is read for nothing').to.have.length(0);
  });
});
