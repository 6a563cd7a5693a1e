import { expect } from 'chai';
import { evaluate, parseCases, replyOf, report, summarize } from '../../src/knowledge/eval';
import { knowledgeOf, read, TODAY } from './support';

/** Files that the pack was never calibrated by, and what is asked of it on them, as shares. */
const UNSEEN = [
  {
    ...{ file: 'heldout.jsonl', what: 'questions that it never saw' },
    ...{ right: 0.95, declined: 0.02, unanswerable: 0.92, understood: 0.9 },
  },
  {
    // Half of its unanswerable questions ask for what nobody had thought of: it is the harder of the two.
    ...{ file: 'heldout-2.jsonl', what: 'a second file of questions, written from the facts alone' },
    ...{ right: 0.9, declined: 0.04, unanswerable: 0.9, understood: 0.9 },
  },
  {
    // The hardest of the three: indirect wordings throughout, written without sight of the pack.
    ...{
      file: 'heldout-3.jsonl',
      what: 'a third file of questions, put in words that the sources do not use',
    },
    ...{ right: 0.88, declined: 0.06, unanswerable: 0.88, understood: 1 },
  },
] as const;

describe('questions put to the pack', function () {
  this.timeout(60_000);

  async function figures(file: string) {
    const knowledge = await knowledgeOf();
    const results = await evaluate(parseCases(read(file)), (question) =>
      replyOf(knowledge.ask({ text: question, today: TODAY })),
    );
    return { sum: summarize(results), table: report(results) };
  }

  it('answers and declines the questions it was calibrated by', async () => {
    const { sum, table } = await figures('questions.jsonl');
    expect(sum.right / sum.answerable, table).to.be.at.least(0.96);
    expect(sum.declinedAnswerable / sum.answerable, table).to.be.at.most(0.01);
    expect(sum.declined / sum.unanswerable, table).to.be.at.least(0.95);
    expect(sum.understood, table).to.equal(sum.conversational);
  });

  for (const { file, what, right, declined, unanswerable, understood } of UNSEEN) {
    it(`answers and declines ${what}`, async () => {
      const { sum, table } = await figures(file);
      expect(sum.right / sum.answerable, table).to.be.at.least(right);
      expect(sum.declinedAnswerable / sum.answerable, table).to.be.at.most(declined);
      expect(sum.declined / sum.unanswerable, table).to.be.at.least(unanswerable);
      expect(sum.understood / sum.conversational, table).to.be.at.least(understood);
    });
  }
});
