import { expect } from 'chai';
import { bodyOf, knowledgeOf, TODAY } from './support';

describe('answers that coordinators gave', () => {
  const curated = [
    {
      id: 'q1',
      question: 'När har Föreningarnas Hus öppet?',
      phrasings: ['öppettider i huset'],
      language: 'sv' as const,
      text: 'Huset är öppet vardagar 9–16.',
      source: 'Samordnaren, 2 mars 2026',
    },
  ];

  it('are found at once, and gone when taken away', async () => {
    const base = await knowledgeOf();
    const question = { text: 'vilka öppettider har Föreningarnas Hus', today: TODAY };
    expect(base.ask(question).kind).to.equal('declined');
    const extended = base.withCurated(curated);
    const outcome = extended.ask(question);
    expect(bodyOf(outcome)).to.include('vardagar 9–16');
    expect(outcome.kind === 'answer' && outcome.sources[0]?.name).to.equal('Samordnaren, 2 mars 2026');
    expect(extended.entry('q1', 'sv')?.body).to.include('vardagar');
    expect(extended.withCurated([]).ask(question).kind).to.equal('declined');
  });

  it('leave other questions alone', async () => {
    const base = await knowledgeOf();
    const question = { text: 'Hur många principer finns det?', today: TODAY };
    expect(base.withCurated(curated).ask(question)).to.deep.equal(base.ask(question));
  });
});
