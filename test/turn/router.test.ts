import { expect } from 'chai';
import type { Command } from '../../src/turn/command';
import { createRouter } from '../../src/turn/router';

function command(name: string, ...phrases: string[]): Command {
  return {
    name,
    phrases,
    permission: 'ask',
    effect: 'read',
    run: () => Promise.reject(new Error('not run here')),
  };
}

const route = createRouter([
  command('example.new', '<example> <new>'),
  command('example.log', '<example>: …'),
  command('example.search', '<example> <search> …'),
  command('example.mine', '<example> <mine>'),
  command('example.show', '<code>', '<example> <code>', '<show> <code>'),
  command('example.withdraw', '<code> <withdraw>', '<example> <code> <withdraw>'),
  command('help', '<help>'),
]);

const found = (text: string): string | undefined => route(text)?.command.name;

describe('words become commands', () => {
  it('in any case, without å ä ö, in any order, with punctuation', () => {
    for (const text of [
      'exempel ny',
      'EXEMPEL NY',
      'ny exempel',
      'Nytt exempel.',
      'new example',
      'registrera exempel!',
    ]) {
      expect(found(text), text).to.equal('example.new');
    }
    for (const text of ['hjälp', 'HJALP', 'hjalp', '?', 'help', 'Hjälp!'])
      expect(found(text), text).to.equal('help');
  });

  it('keeps the argument as it was written', () => {
    expect(route('exempel sök  Läxhjälp i Vivalla')?.request.argument).to.equal('Läxhjälp i Vivalla');
    expect(route('sök exempel Läxhjälp')?.request.argument).to.equal('Läxhjälp');
    expect(route('Exempel: Läxhjälp | Verdandi')?.request.argument).to.equal('Läxhjälp | Verdandi');
  });

  it('reads codes as people write them', () => {
    for (const text of ['E-2026-014', 'e-2026-14', 'e 2026 14', 'exempel E-2026-14', 'visa e 2026-014']) {
      expect(route(text)?.request.id, text).to.equal('E-2026-014');
    }
    expect(found('E-2026-014 dra tillbaka')).to.equal('example.withdraw');
    expect(found('dra tillbaka E-2026-014')).to.equal('example.withdraw');
    expect(found('exempel e 2026 14 ta bort')).to.equal('example.withdraw');
  });

  it('leaves questions alone, also those that begin with a command word', () => {
    for (const text of [
      'exempel på samverkan',
      'vilka exempel finns?',
      'ny representant i rådet, hur gör man?',
      'hjälp föreningar, hur då',
      'exempel ny form av samverkan',
      'E-2026',
      '',
      '   ',
      '???',
    ]) {
      expect(found(text), text).to.equal(undefined);
    }
  });

  it('tells the language by the words', () => {
    expect(route('example mine')?.language).to.equal('en');
    expect(route('exempel mina')?.language).to.equal('sv');
    expect(route('E-2026-014')?.language).to.equal(undefined);
  });

  it('refuses a phrase with an unknown slot when it is made', () => {
    expect(() => createRouter([command('x', '<nonsense>')])).to.throw('nonsense');
  });
});
