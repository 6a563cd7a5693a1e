import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { writeWorkbook } from '../../../src/features/archive/export/workbook';

async function* rowsOf(count: number, read: { rows: number }): AsyncGenerator<readonly string[]> {
  for (let number = 1; number <= count; number += 1) {
    read.rows = number;
    yield [`E-2026-${number}`, `Text ${number} `.repeat(20)];
  }
}

/** The texts of a workbook's parts by name. */
async function written(sheets: Parameters<typeof writeWorkbook>[0], maxRows?: number) {
  const chunks: Uint8Array[] = [];
  for await (const bytes of writeWorkbook(sheets, maxRows)) chunks.push(bytes);
  const files = Object.entries(unzipSync(Buffer.concat(chunks)));
  return new Map(files.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

const columns = ['id', 'text'];

describe('a workbook', () => {
  it('is handed out as it is written: no more than some hundred kilobytes of it wait', async () => {
    const read = { rows: 0 };
    const most = 20_000;
    let given = 0;
    let largest = 0;
    const early: number[] = [];
    for await (const bytes of writeWorkbook([{ name: 'examples', columns, rows: rowsOf(most, read) }])) {
      given += bytes.length;
      largest = Math.max(largest, bytes.length);
      if (given > 20_000 && early.length === 0) early.push(read.rows);
    }
    expect(early[0]).to.be.lessThan(most / 4);
    expect(largest).to.be.lessThan(256 * 1_024);
    expect(read.rows).to.equal(most);
  });

  it('goes on in another sheet when one is full, and says so in its name', async () => {
    const name = 'a'.repeat(40);
    const files = await written([{ name, columns, rows: rowsOf(5, { rows: 0 }) }], 3);
    const book = files.get('xl/workbook.xml') ?? '';
    expect([...book.matchAll(/sheet name="([^"]+)"/g)].map(([, found]) => found)).to.deep.equal([
      'a'.repeat(31),
      `${'a'.repeat(27)} (2)`,
      `${'a'.repeat(27)} (3)`,
    ]);
    const rows = [...files].filter(([part]) => part.startsWith('xl/worksheets/')).map(([, xml]) => xml);
    expect(rows.map((xml) => xml.match(/E-2026-\d/g))).to.deep.equal([
      ['E-2026-1', 'E-2026-2'],
      ['E-2026-3', 'E-2026-4'],
      ['E-2026-5'],
    ]);
  });

  it('holds text alone, whatever the text', async () => {
    const odd = '<f>1+1</f> & "x" \u0000\u0007\uffff _x0041_';
    const list = async function* (): AsyncGenerator<readonly string[]> {
      yield ['', odd];
      yield ['=1+1', 'x'.repeat(40_000)];
    };
    const files = await written([{ name: 'examples', columns, rows: list() }]);
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).to.include('&lt;f&gt;1+1&lt;/f&gt; &amp; &quot;x&quot;  _x005F_x0041_<');
    expect(sheet).to.not.match(/<f[ >]/);
    expect(sheet.match(/ t="inlineStr"/g)).to.have.length(5);
    expect(sheet).to.include('<c r="B2"').and.not.include('r="A2"');
    expect(Math.max(...(sheet.match(/x+/g) ?? []).map(({ length }) => length))).to.equal(32_767);
  });
});
