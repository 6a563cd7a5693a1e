import { expect } from 'chai';
import { ask, bodyOf } from './support';

describe('messages that ask nothing of the sources', () => {
  for (const [text, what] of [
    ['Hej', 'greeting'],
    ['God morgon!', 'greeting'],
    ['tack så mycket', 'thanks'],
    ['Toppen, tack ska du ha!', 'thanks'],
    ['Vem är du?', 'identity'],
    ['Are you a robot?', 'identity'],
    ['Vad kan du göra?', 'capabilities'],
    ['What can you do?', 'capabilities'],
    ['hej då', 'goodbye'],
    ['God dag', 'greeting'],
    ['god kväll alla', 'greeting'],
    ['Ha det!', 'goodbye'],
    ['Hej då, vi hörs', 'goodbye'],
    ['Ha en trevlig helg!', 'goodbye'],
    ['Tack och hej', 'goodbye'],
    ['Toppen, tack så jättemycket!', 'thanks'],
    ['Du är ju grym på det här', 'thanks'],
    ['nej tack', 'thanks'],
    ['det stämmer inte', 'complaint'],
    ['fel svar', 'complaint'],
    ['du är dålig', 'complaint'],
    ['👍👍👍', 'capabilities'],
    ['', 'capabilities'],
  ] as const) {
    it(`takes "${text}" for ${what}`, async () => {
      expect(await ask(text)).to.include({ kind: 'smalltalk', what });
    });
  }

  for (const text of [
    'det är fel adress i registret',
    'Är det fel att säga transparens?',
    'hej då vem är ansvarig för Pensionärsråd',
    'vi ses på mötet i rådet',
    'Ok, vad är detta?',
    'Du är bra på vad?',
    'det avtalet är inte bra',
  ])
    it(`takes "${text}" for more than small talk`, async () => {
      expect((await ask(text)).kind).to.not.equal('smalltalk');
    });

  for (const [text, command, argument] of [
    ['Logga ett exempel: läxhjälp i Varberga', 'example.new', 'läxhjälp i Varberga'],
    ['ta bort mitt senaste exempel', 'example.withdrawLast', ''],
    ['show my logged initiatives', 'initiative.mine', ''],
    ['påminn mig om mötet på torsdag', 'reminder.new', 'mötet på torsdag'],
    ['Kan du visa mina samverkansexempel, tack?', 'example.mine', 'tack'],
    ['skapa ett dialoginitiativ med SeniorNet', 'initiative.new', 'med SeniorNet'],
    ['ta bort E-2026-014', 'record.withdraw', 'E-2026-014'],
    ['Hur loggar jag ett exempel?', 'example.new', ''],
    ['var registrerar vi dialoger', 'initiative.new', ''],
  ] as const) {
    it(`takes "${text}" for the command ${command}`, async () => {
      expect(await ask(text)).to.include({ kind: 'command', command, argument });
    });
  }

  it("doesn't take a question about reporting for a command", async () => {
    expect((await ask('Hur anmäler vi hinder för samverkan?')).kind).to.equal('answer');
    expect((await ask('Hur tar man initiativ till dialog?')).kind).to.equal('answer');
    expect(bodyOf(await ask('visa åtagandena'))).to.include('tillit');
  });
});
