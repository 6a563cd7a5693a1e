import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { bodyOf, lillby } from './support';

const today = '2031-04-01';

describe('another municipality', () => {
  it('answers from its own pack', async () => {
    const knowledge = await lillby();
    const body = (text: string): string => bodyOf(knowledge.ask({ text, today }));
    expect(body('Hur många principer har avtalet?')).to.include('två principer');
    expect(body('va e tålamod för nåt')).to.include('nästa vår');
    expect(body('Where is the spring meeting held?')).to.include('Kvarnladan');
    expect(body('Är Kvarnens Vänner anslutna?')).to.include('Kvarnens Vänner');
    expect(body('Är Skogsförvaltningen ansluten?'))
      .to.include('finns inte i registret')
      .and.include('3 mars 2031');
    expect(body('Vem ansvarar för Byforum?')).to.include('Karin Ek (X)');
    expect(body('Hur många dagar är det kvar till översynen?')).to.include('30 juni 2034');
  });

  it("declines what its pack doesn't hold", async () => {
    const knowledge = await lillby();
    for (const text of [
      'Vad har Byforum för budget?',
      'Hur blir vädret i morgon?',
      'Hur lagar man pannkakor?',
    ]) {
      expect(knowledge.ask({ text, today }).kind, text).to.equal('declined');
    }
  });

  it("finds no municipality's name in the code", () => {
    const files = readdirSync(path.join('src', 'knowledge'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts'),
    );
    for (const file of files) {
      const text = readFileSync(path.join('src', 'knowledge', file), 'utf8').toLowerCase();
      expect(/\b(?:örebro|orebro)\b/u.test(text), file).to.equal(false);
    }
  });
});
