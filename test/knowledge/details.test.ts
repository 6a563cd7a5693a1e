import { expect } from 'chai';
import { detailsAsked, detailsHeld } from '../../src/knowledge/search/details';
import { ask, bodyOf } from './support';

describe('what is asked for in so many words', () => {
  describe('is declined where the nearest text has nothing of it', () => {
    for (const question of [
      'Vilken gatuadress har Mötesplats VOX i Varberga?',
      'Vad tjänar samordnaren för civilsamhällsfrågor?',
      'Vilken åldersgräns gäller för att vara med i Barnrådet?',
      'Vilken nomineringstidsfrist gäller för platserna i Samverkansrådet?',
      'hur manga barn e me i spontanidroten me orebroandan',
      'I vilken månad drar översynen 2027 igång?',
      'beachbrothers alnängsbadet avtal startdatum',
      'Why did they settle on ten seats for civil society and not more?',
      'Är Per-Åke Sörman fortfarande ordförande i utskottet för hållbar utveckling?',
    ]) {
      it(question, async () => {
        expect((await ask(question)).kind).to.equal('declined');
      });
    }
  });

  describe('is answered where the sources have it', () => {
    const says: [string, RegExp][] = [
      ['Vilken dag antogs överenskommelsen?', /22 november 2023/],
      ['Vilket datum beslutades den första överenskommelsen?', /28 april 2010/],
      ['Hur många dialogmöten hölls inför revideringen?', /nio/i],
      ['Vad kostar nyttjanderättsavtalen?', /kostnadsfri/],
      ['Gäller överenskommelsen fortfarande?', /2027/],
      ['Vilken gatuadress har Rådhuset?', /Drottninggatan/],
      ['Vem startar ett dialoginitiativ?', /initiativ/],
      ['Vad är syftet med överenskommelsen, jag läser på mobilen', /samsyn|syfte/i],
      ['Villkor för att ni kan bli anslutna till överenskommelsen', /krav|demokratisk/i],
      ['Varför ska aktörer ansluta sig?', /nominera/],
      ['Vilken princip går ut på att beslut ska kunna ses?', /Öppenhet och insyn/i],
    ];
    for (const [question, expected] of says) {
      it(question, async () => {
        expect(bodyOf(await ask(question))).to.match(expected);
      });
    }
  });

  it('is not understood at all when a word is strange and nothing else is sure', async () => {
    for (const question of [
      'Hur gör jag för att få ett större sopkärl?',
      'Var kan man ladda elbilen nånstans i stan?',
      'Kan du tipsa om nåt bra lunchställe nära Rådhuset?',
    ])
      expect((await ask(question)).kind, question).to.equal('declined');
  });

  it('is told by words and looks: a year is no count, and a day has its month', () => {
    expect(detailsAsked('hur manga ganger om aret')).to.deep.equal([]);
    expect(detailsAsked('exakt vilket datum')).to.deep.equal(['day']);
    expect(detailsHeld('Sedan 2022, den 28 april 2010.')).to.have.members([
      'day',
      'deadline',
      'month',
      'term',
    ]);
    expect(detailsHeld('Tio personer i juni.')).to.have.members(['count', 'month', 'term']);
    expect(detailsHeld('Participation in the work')).to.deep.equal([]);
    expect(detailsHeld('Drottninggatan 9, 702 10 Örebro')).to.include('address');
  });
});
