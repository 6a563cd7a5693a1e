import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { runTerminal } from '../../src/platforms/terminal';
import { startTestApp, type TestApp } from '../support/app';

describe('the terminal', () => {
  let bot: TestApp;
  before(async () => {
    bot = await startTestApp();
  });
  after(() => bot.stop());

  const talk = async (...lines: string[]): Promise<string> => {
    const output = new PassThrough();
    let key = 0;
    const said = text(output);
    await runTerminal({
      bot: bot.app.bot,
      input: Readable.from(lines.map((line) => `${line}\n`)),
      output,
      user: 'anna',
      newKey: () => `${lines[0]}-${++key}`,
      interactive: false,
    });
    output.end();
    return said;
  };

  it('presses a button by its number, and by what stands on it', async () => {
    const said = await talk(
      'exempel: Läxhjälp | Almby IK | dialog | Varje tisdag',
      'dra tillbaka',
      'Ångra',
      'exempel mina',
      '1',
    );
    expect(said).to.include('E-2026-001 är tillbakadragen').and.include('[1] Ångra');
    const [, afterUndo = ''] = said.split('Mina exempel');
    expect(afterUndo).to.include('Läxhjälp').and.include('Publicerat');
    expect(said.trim().split('\n').at(-1)).to.include('Historik');
  });

  it('takes a line that is on no button for words', async () => {
    expect(await talk('principer', 'Hur många sitter i Samverkansrådet?')).to.include('Källa:');
  });

  it('asks for a form field by field, and leaves it when told', async () => {
    const said = await talk('exempel ny', 'Simskola', 'avbryt', 'exempel mina');
    expect(said).to.include('Rubrik').and.include('Mina exempel').and.not.include('Simskola (');
  });
});
