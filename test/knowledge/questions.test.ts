import { expect } from 'chai';
import { evaluate, parseCases, replyOf, report, summarize } from '../../src/knowledge/eval';
import { knowledgeOf, read, TODAY } from './support';

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

  it('answers and declines questions that it never saw', async () => {
    const { sum, table } = await figures('heldout.jsonl');
    expect(sum.right / sum.answerable, table).to.be.at.least(0.95);
    expect(sum.declinedAnswerable / sum.answerable, table).to.be.at.most(0.02);
    expect(sum.declined / sum.unanswerable, table).to.be.at.least(0.92);
    expect(sum.understood / sum.conversational, table).to.be.at.least(0.9);
  });

  // Half of its unanswerable questions ask for what nobody had thought of: it is the harder of the two.
  it('answers and declines a second file of questions, written from the facts alone', async () => {
    const { sum, table } = await figures('heldout-2.jsonl');
    expect(sum.right / sum.answerable, table).to.be.at.least(0.9);
    expect(sum.declinedAnswerable / sum.answerable, table).to.be.at.most(0.04);
    expect(sum.declined / sum.unanswerable, table).to.be.at.least(0.9);
    expect(sum.understood / sum.conversational, table).to.be.at.least(0.9);
  });

  // The hardest of the three: indirect wordings throughout, written without sight of the pack.
  it('answers and declines a third file of questions, put in words that the sources do not use', async () => {
    const { sum, table } = await figures('heldout-3.jsonl');
    expect(sum.right / sum.answerable, table).to.be.at.least(0.88);
    expect(sum.declinedAnswerable / sum.answerable, table).to.be.at.most(0.06);
    expect(sum.declined / sum.unanswerable, table).to.be.at.least(0.88);
    expect(sum.understood, table).to.equal(sum.conversational);
  });
});
