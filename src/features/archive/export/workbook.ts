import { Zip, ZipDeflate } from 'fflate';

export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly string[]>;
}

/** What a cell in Excel holds, what a sheet does, and how long its name may be. */
const MAX_CELL = 32_767;
const MAX_ROWS = 1_048_576;
const MAX_NAME = 31;
/** So much of a sheet is gathered before it is packed: enough to pack well, little enough to keep in memory. */
const CHUNK = 64 * 1024;
/** A zip can't say that it doesn't know when a file was made; this is the earliest that it can say. */
const NO_TIME = new Date(1980, 0, 1);

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/**
 * A workbook (ECMA-376) as it is written: a row is packed when it comes and is not kept. Every cell is text, never a
 * formula, and a table with more rows than a sheet holds goes on in another. Longer texts than a cell holds are cut.
 */
export async function* writeWorkbook(
  sheets: readonly Sheet[],
  maxRows = MAX_ROWS,
): AsyncGenerator<Uint8Array> {
  const zip = createZip();
  const names: string[] = [];
  for (const { name, columns, rows } of sheets) {
    const source = rows[Symbol.asyncIterator]();
    for (let part = 1, ended = false; !ended; part += 1) {
      names.push(sheetName(name, part));
      const sheet = zip.file(`xl/worksheets/sheet${names.length}.xml`);
      let text = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${row(columns, 1, 1)}`;
      for (let number = 2; number <= maxRows; number += 1) {
        const { done, value } = await source.next();
        ended = done === true;
        if (ended) break;
        text += row(value, number, 0);
        if (text.length < CHUNK) continue;
        yield* sheet(text);
        text = '';
      }
      yield* sheet(`${text}</sheetData></worksheet>`, true);
    }
  }
  for (const [name, text] of parts(names)) yield* zip.file(name)(HEAD + text, true);
  yield* zip.end();
}

/** What surrounds the sheets: it names them, so it is written once they are known. */
function parts(names: readonly string[]): [string, string][] {
  const numbered = names.map((name, index) => ({ name, id: index + 1 }));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const override = (name: string, kind: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="${type}.${kind}+xml"/>`;
  const relation = (id: string, kind: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const each = (write: (sheet: { name: string; id: number }) => string): string =>
    numbered.map(write).join('');
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('styles', 'styles')}${each(({ id }) => override(`worksheets/sheet${id}`, 'worksheet'))}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${RELATIONS}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each(({ name, id }) => `<sheet name="${escapeText(name)}" sheetId="${id}" r:id="rId${id}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${RELATIONS}">${each(({ id }) => relation(`rId${id}`, 'worksheet', `worksheets/sheet${id}.xml`))}${relation('styles', 'styles', 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
  ];
}

/** Style 0 is plain, style 1 bold. The fills and the border are the least that Excel takes. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function row(cells: readonly string[], number: number, style: 0 | 1): string {
  const written = cells.map((text, index) =>
    text === ''
      ? ''
      : `<c r="${column(index)}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text.slice(0, MAX_CELL))}</t></is></c>`,
  );
  return `<row r="${number}">${written.join('')}</row>`;
}

/** 0 → A, 25 → Z, 26 → AA. */
function column(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : column(Math.floor(index / 26) - 1) + last;
}

function sheetName(name: string, part: number): string {
  const suffix = part === 1 ? '' : ` (${part})`;
  return name.slice(0, MAX_NAME - suffix.length) + suffix;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML can't hold, however they are written
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Excel reads `_x0041_` as an escaped letter; such a text as somebody wrote it has its first underscore escaped. */
function escapeText(text: string): string {
  return text
    .replace(NOT_XML, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (one) => ENTITIES[one] ?? '');
}

/** A zip whose bytes are given out as soon as they are packed. */
function createZip() {
  const encoder = new TextEncoder();
  let packed: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    packed.push(bytes);
  });
  const taken = (): Uint8Array[] => {
    const ready = packed;
    packed = [];
    return ready;
  };
  return {
    /** Begins a file, whose text then comes in pieces; the one before must have ended. */
    file: (name: string) => {
      const file = new ZipDeflate(name);
      file.mtime = NO_TIME;
      zip.add(file);
      return (text: string, last = false): Uint8Array[] => {
        file.push(encoder.encode(text), last);
        return taken();
      };
    },
    end: (): Uint8Array[] => {
      zip.end();
      return taken();
    },
  };
}
