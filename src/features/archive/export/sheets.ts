import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { Stored } from './documents';
import { rowsOf, type Table } from './tables';

export interface SheetPart {
  readonly table: Table;
  readonly documents: AsyncIterable<Stored>;
}

/**
 * All tables below each other in one file, in the columns of all: which table a row is of stands first. Semicolons and a byte
 * order mark, as Excel in Swedish expects.
 */
export async function* writeCsv(parts: readonly SheetPart[]): AsyncGenerator<string> {
  const columns = [...new Set(parts.flatMap(({ table }) => table.columns.slice(1)))];
  const line = (cells: readonly string[]): string =>
    stringify([[...cells]], { delimiter: ';', record_delimiter: 'windows' });
  yield `\ufeff${line(['table', 'id', ...columns])}`;
  for (const { table, documents } of parts) {
    const places = table.columns.slice(1).map((column) => columns.indexOf(column));
    for await (const { plain } of documents) {
      for (const [id = '', ...cells] of rowsOf(table, plain)) {
        const row = new Array<string>(columns.length).fill('');
        for (const [index, place] of places.entries()) row[place] = cells[index] ?? '';
        yield line([table.name, id, ...row]);
      }
    }
  }
}

/** What a cell in Excel holds, and what a sheet does; the name of a sheet has 31 characters. */
const MAX_CELL = 32_767;
const MAX_ROWS = 1_048_575;
const MAX_NAME = 31;

/**
 * A sheet for each table. Every cell is text, never a formula. A workbook is a zip that is written as a whole, so this one is
 * made in memory; who has more than fits a sheet takes another format.
 * @throws Error when a table has more rows than a sheet.
 */
export async function writeXlsx(parts: readonly SheetPart[]): Promise<Buffer> {
  const sheets = [];
  for (const { table, documents } of parts) {
    const rows: string[][] = [];
    for await (const { plain } of documents) rows.push(...rowsOf(table, plain));
    if (rows.length > MAX_ROWS) throw new Error('more rows than a sheet holds');
    const header = table.columns.map((value) => ({ value, fontWeight: 'bold' as const }));
    const data = rows.map((row) => row.map((value) => ({ value: value.slice(0, MAX_CELL), type: String })));
    sheets.push({ data: [header, ...data], sheet: table.name.slice(0, MAX_NAME) });
  }
  return writeXlsxFile(sheets).toBuffer();
}
