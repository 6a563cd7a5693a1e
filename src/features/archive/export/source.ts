import type { Connection } from 'mongoose';
import type { Audit } from '../../../audit/audit';
import type { FileSource, OpenFile } from '../../../downloads/downloads';
import { BotError } from '../../../turn/errors';
import { EXPORTED, PLAIN } from './collections';
import { documentsOf, type Stored } from './documents';
import { writeJson } from './json';
import { type Format, readWish, type Scope, writeScope } from './scope';
import { type SheetPart, writeCsv, writeXlsx } from './sheets';
import { tablesOf } from './tables';

interface ExportOptions {
  readonly connection: Connection;
  readonly audit: Audit;
  /** The calendar date of an instant in the bot's time zone. */
  readonly dayOf: (instant: Date) => string;
  readonly newId: () => string;
}

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Exports for coordinators. That one is handed out is noted before its first byte: an export that isn't in the log hasn't
 * been made.
 */
export function exportSource(options: ExportOptions): FileSource {
  const { audit, newId } = options;
  const nameOf = (scope: Scope, format: Format): string =>
    `export-${writeScope(scope).replace('..', '-')}.${format}`;
  return {
    name: 'export',
    permission: 'record.export',
    fileName: ({ params }) => {
      const { scope, format } = readOrder(params);
      return nameOf(scope, format);
    },
    open: async ({ params, person, platform }, now) => {
      const { scope, format } = readOrder(params);
      await audit.note({
        ...{ _id: `export:${newId()}`, at: now, by: person, platform, action: 'export.made' },
        ...{ about: writeScope(scope), fields: [format] },
      });
      const name = nameOf(scope, format);
      return {
        name,
        mediaType: MEDIA_TYPES[format],
        body: bodyOf(scope, format, { by: person, now }, options),
      };
    },
  };
}

/** @throws BotError `input-invalid` for an order that was never given. */
function readOrder({ scope: written = '', format: wanted = '' }: Readonly<Record<string, string>>): {
  scope: Scope;
  format: Format;
} {
  const { scope, format } = readWish(`${written.replace('..', ' ')} ${wanted}`);
  if (scope === undefined || format === undefined) throw new BotError('input-invalid');
  return { scope, format };
}

function bodyOf(
  scope: Scope,
  format: Format,
  { by, now }: { readonly by: string; readonly now: Date },
  { connection, dayOf }: ExportOptions,
): OpenFile['body'] {
  const read = (model: string): AsyncIterable<Stored> => documentsOf(connection, model, scope, dayOf);
  if (format === 'json') {
    const models = scope.kind === 'all' ? [...EXPORTED, ...PLAIN] : EXPORTED;
    const parts = models.map((model) => ({
      collection: connection.model(model).collection.name,
      documents: read(model),
    }));
    return writeJson({ scope: writeScope(scope), made: now, by }, parts);
  }
  const parts = EXPORTED.flatMap((model) => tablesOf(connection, model)).map(
    (table): SheetPart => ({ table, documents: read(table.model) }),
  );
  return format === 'csv' ? writeCsv(parts) : writeXlsx(parts);
}
