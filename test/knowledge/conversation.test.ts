import { expect } from 'chai';
import { converse, parseConversations, report, summarize } from '../../src/knowledge/eval';
import { ask, bodyOf, knowledgeOf, read, TODAY } from './support';

describe('a conversation', () => {
  it('lets follow-ups lean on what was spoken of', async () => {
    const knowledge = await knowledgeOf();
    const results = parseConversations(read('conversations.jsonl')).flatMap((one) =>
      converse(one, knowledge, TODAY),
    );
    const sum = summarize(results);
    expect(sum.right / sum.answerable, report(results)).to.be.at.least(0.95);
    expect(sum.declined / sum.unanswerable, report(results)).to.be.at.least(0.9);
  });

  it('understands "och mångfald då?" after another principle', async () => {
    const context = [
      { question: 'Vad innebär principen dialog?', entryId: 'principle-dialogue', topic: 'principles' },
    ];
    const outcome = await ask('och mångfald då?', { context });
    expect(outcome).to.include({ kind: 'answer', entryId: 'principle-diversity' });
  });

  it('understands "vem driver det?" after a house, and not without', async () => {
    const context = [{ question: 'Vad är Föreningarnas Hus?', entryId: 'house-what', topic: 'house' }];
    expect(bodyOf(await ask('vem driver det?', { context }))).to.include('Örebro Föreningsråd');
  });

  it('leaves a whole question alone, whatever was spoken of', async () => {
    const context = [{ question: 'Vad är Föreningarnas Hus?', entryId: 'house-what', topic: 'house' }];
    expect(bodyOf(await ask('Hur många principer vilar överenskommelsen på?', { context }))).to.match(/sex/i);
  });

  it('gives no second choice after one', async () => {
    for (const text of ['dialog viktigt', 'samverkan webbsidan', 'rådet planen']) {
      expect((await ask(text, { askedBefore: true })).kind).to.not.equal('choice');
    }
  });
});
