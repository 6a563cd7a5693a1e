import { expect } from 'chai';
import { ask, knowledgeOf, TODAY } from './support';

describe('hostile input', () => {
  const inputs = {
    'ten thousand letters': 'a'.repeat(10_000),
    'ten thousand words': 'överenskommelsen '.repeat(10_000),
    'control characters': '\u0000\u0007\u001bVad är\u200b C-nätet?\u202e',
    'a bomb for regular expressions': `${'a-'.repeat(5000)}!`,
    'a bomb of politeness': `${'kan du '.repeat(2000)}logga`,
    'only emoji': '🎉🎉🎉🙈',
    'half a surrogate pair': '\ud83d vad är samverkansrådet',
    'names of built-in properties': '__proto__ constructor toString hasOwnProperty valueOf',
    'only punctuation': '??!!,,..;;',
    markup: '<script>alert(1)</script> [x](javascript:alert(1))',
  };
  for (const [what, text] of Object.entries(inputs)) {
    it(`survives ${what}, soon`, async () => {
      const knowledge = await knowledgeOf();
      const start = process.hrtime.bigint();
      const { kind } = knowledge.ask({ text, today: TODAY });
      expect(kind).to.be.a('string');
      expect(Number(process.hrtime.bigint() - start) / 1e6).to.be.lessThan(1000);
    });
  }

  it('answers through control characters', async () => {
    expect((await ask('\u0000\u0007Vad är\u200b C-nätet?')).kind).to.equal('answer');
  });

  it('gives the same outcome twice', async () => {
    expect(await ask('Vad är C-nätet?')).to.deep.equal(await ask('Vad är C-nätet?'));
  });
});
