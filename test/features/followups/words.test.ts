import { expect } from 'chai';
import { readAnswer } from '../../../src/features/followups/words';

const TODAY = '2026-03-13';

describe('answers in words', () => {
  const said: readonly (readonly [string, string])[] = [
    ['ja', 'yes'],
    ['Ja!', 'yes'],
    ['nej', 'no'],
    ['ja, den blev av', 'held'],
    ['Den blev av.', 'held'],
    ['ja det blev den', 'held'],
    ['ja, vi träffades i tisdags', 'held'],
    ['genomförd', 'held'],
    ['den är genomförd', 'held'],
    ['yes, it took place', 'held'],
    ['Ja tack, den gick av stapeln igår', 'held'],
    ['den blev inte av', 'not-held'],
    ['nej, den blev tyvärr inte av', 'not-held'],
    ['it did not happen', 'not-held'],
    ['inställd', 'cancelled'],
    ['nej, den blev inställd', 'cancelled'],
    ['mötet är inställt', 'cancelled'],
    ['cancelled', 'cancelled'],
    ['flyttad till 12 april', 'moved'],
    ['den är flyttad till nästa torsdag', 'moved'],
    ['Vi flyttade den till 12/4', 'moved'],
    ['framflyttad', 'moved'],
    ['moved to 12 April', 'moved'],
    ['inte nu', 'later'],
    ['fråga igen om två veckor', 'later'],
    ['i morgon', 'later'],
    ['om två veckor', 'later'],
    ['nästa vecka', 'later'],
    ['12 april', 'date'],
    ['den blir 12 april', 'date'],
    ['uppföljd', 'followed-up'],
    ['ja, de har fått återkoppling', 'feedback'],
    ['den ledde till nya öppettider', 'outcome'],
    ['publicera', 'publish'],
  ];
  for (const [text, verb] of said)
    it(`takes ”${text}” for ${verb}`, () => expect(readAnswer(text, TODAY)?.answer.verb).to.equal(verb));

  const others = [
    'vad är öppenhet och insyn',
    'blev den av?',
    'hur många förvaltningar finns det',
    'när ska vi följa upp åtagandena',
    'hej',
    'tack',
    'exempel på dialog',
    'Vad blev resultatet av dialogen',
    'vem är samordnare',
    'den ideella sektorn',
    'ja men vad säger överenskommelsen om dialog',
    `den blev av ${'x '.repeat(200)}`,
  ];
  for (const text of others)
    it(`leaves ”${text.slice(0, 40)}” alone`, () => expect(readAnswer(text, TODAY)).to.equal(undefined));

  it('keeps what was said, and hears which record', () => {
    expect(readAnswer('flyttad till 12 april', TODAY)?.answer).to.deep.equal({
      verb: 'moved',
      said: '12 april',
    });
    expect(readAnswer('Den ledde till Nya Öppettider', TODAY)?.answer).to.deep.equal({
      verb: 'outcome',
      said: 'Nya Öppettider',
    });
    expect(readAnswer('ja, D-2026-003 blev av', TODAY)).to.deep.equal({
      answer: { verb: 'held' },
      code: 'D-2026-003',
    });
    expect(readAnswer('d 2026 3: inställd', TODAY)).to.deep.equal({
      answer: { verb: 'cancelled' },
      code: 'D-2026-003',
    });
  });
});
