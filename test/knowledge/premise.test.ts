import { expect } from 'chai';
import { ask, bodyOf } from './support';

describe('false premises and sources that disagree', () => {
  const says: [string, RegExp][] = [
    ['Visst är det fem principer?', /sex/i],
    ['Är Maria Haglund ordförande i Samverkansrådet?', /ansvarig politiker|framgår inte|Maria Haglund \(M\)/],
    ['Är transparens en princip i överenskommelsen?', /öppenhet och insyn/i],
    ['Måste kommunala bolag ansluta sig?', /kan/],
    ['Hur ansluter vi vår förening?', /orebro\.se|e-tjänst/i],
    ['När beslutades den första överenskommelsen?', /28 april 2010|2010/],
    ['När antogs överenskommelsen?', /22 november 2023/],
    ['Hur många sitter i Samverkansrådet?', /tio/i],
    ['Vilka är med i C-nätet?', /förvaltning/i],
    ['Hur många bolag har anslutit sig?', /inget|inga|noll|0/i],
    ['Är PRO Örebro City ansluten?', /finns inte i registret/],
    ['Vem var ordförande i Samverkansrådet 2020?', /Helena Astvald/],
    ['Vem var samordnare för civila samhället 2020?', /Anna Fogel/],
  ];
  for (const [question, expected] of says) {
    it(question, async () => {
      const body = bodyOf(await ask(question));
      expect(body).to.match(expected);
      expect(body).to.not.match(/fem principer (?:gäller|finns)/i);
    });
  }

  for (const question of [
    'Vad heter Samverkansrådets nuvarande ordförande?',
    'Vad har Samverkansrådet för budget?',
    'Hur är vädret i dag?',
    'When does Föreningarnas Hus open?',
  ]) {
    it(`declines: ${question}`, async () => {
      expect((await ask(question)).kind).to.equal('declined');
    });
  }

  it('tells what is known nearby', async () => {
    const outcome = await ask('Vad heter Samverkansrådets nuvarande ordförande?');
    expect(outcome.kind === 'declined' && outcome.nearby.length).to.be.greaterThan(0);
  });
});
