import { expect } from 'chai';
import { keepsPersonalData } from '../../../src/privacy/personal-data';
import { startTestApp, type TestApp } from '../../support/app';

describe('what features keep about people', () => {
  let bot: TestApp;
  before(async () => {
    bot = await startTestApp();
  });
  after(() => bot.stop());

  it('is declared for every model, once', () => {
    const declared = bot.app.declarations.flatMap(({ models }) => models);
    const models = Object.keys(bot.app.store.connection.models);
    expect(models.length).to.be.greaterThan(10);
    expect(models.filter((name) => !declared.includes(name))).to.deep.equal([]);
    expect(declared.filter((name, index) => declared.indexOf(name) !== index)).to.deep.equal([]);
  });

  it('is explained in both languages, each under a name of its own', () => {
    const kept = bot.app.declarations.filter(keepsPersonalData);
    expect(new Set(kept.map(({ name }) => name)).size).to.equal(kept.length);
    for (const { name, explain } of kept) {
      for (const language of ['sv', 'en'] as const) {
        for (const [key, text] of Object.entries(explain[language])) {
          expect(text, `${name}.${language}.${key}`).to.have.length.within(10, 250);
        }
      }
      expect(explain.sv, name).to.not.deep.equal(explain.en);
    }
  });
});
