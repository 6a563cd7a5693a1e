/** One row of a list, with the number of the line that it begins on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads comma-, semicolon- or tab-separated text as spreadsheets write it: cells in quotation marks may hold the separator,
 * line breaks and doubled quotation marks. Empty lines are left out. The separator is the one that the first line has most of.
 */
export function readCsv(text: string): CsvRow[] {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let begun = 1;
  const endCell = (): void => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (cells.some((one) => one !== '')) rows.push({ line: begun, cells });
    cells = [];
    begun = line + 1;
  };
  const clean = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  for (let at = 0; at < clean.length; at++) {
    const character = clean[at] ?? '';
    if (quoted && character === '"' && clean[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (character === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted;
    } else if (!quoted && character === separator) endCell();
    else if (!quoted && character === '\n') endRow();
    else cell += character;
    if (character === '\n') line++;
  }
  endRow();
  return rows;
}

function separatorOf(text: string): string {
  const [first = ''] = text.trimStart().split('\n', 1);
  const count = (mark: string): number => first.split(mark).length;
  return [';', '\t', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
