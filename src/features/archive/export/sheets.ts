import { stringify } from 'csv-stringify/sync';
import type { Stored } from './documents';
import { rowsOf, type Table } from './tables';
import { writeWorkbook } from './workbook';

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

/** A sheet for each table, written as it is read. */
export function writeXlsx(parts: readonly SheetPart[]): AsyncGenerator<Uint8Array> {
  return writeWorkbook(
    parts.map(({ table, documents }) => ({
      name: table.name,
      columns: table.columns,
      rows: rowsIn(table, documents),
    })),
  );
}

async function* rowsIn(table: Table, documents: SheetPart['documents']): AsyncGenerator<readonly string[]> {
  for await (const { plain } of documents) yield* rowsOf(table, plain);
}
