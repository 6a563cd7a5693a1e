import type { Connection } from 'mongoose';

/** As much of a schema as tells its columns. */
interface Schema {
  readonly paths: Readonly<Record<string, unknown>>;
}

/** A path of a schema; those with a schema of their own are objects or lists of them. */
interface SchemaPath {
  readonly schema?: Schema;
  readonly instance?: string;
}

/** A collection, or a list within its documents, as a table. */
export interface Table {
  /** `examples`, `examples.history`. */
  readonly name: string;
  readonly model: string;
  /** The list's path in the document; undefined for the documents themselves. */
  readonly list?: string;
  /** Paths of the columns; the first is what the document is called. */
  readonly columns: readonly string[];
}

/** What only the machinery needs, and where people are reached: they are in the JSON file, which restores. */
const LEFT_OUT = new Set([
  'audited',
  'origin',
  'terms',
  'alike',
  'periods',
  'dated',
  'told',
  'roster',
  'bundle',
  'bundles',
  'audience',
  'group',
  'exchanges',
  'waiting',
  'address',
  'reply',
  'key',
  'claim',
  'content.reportedIn',
]);

/** The tables of one model, from its schema, so that a new field comes along by itself. */
export function tablesOf(connection: Connection, model: string): readonly Table[] {
  const { schema, collection } = connection.model(model);
  const lists = listsIn(schema);
  return [
    { name: collection.name, model, columns: [...identity(schema), ...leaves(schema)] },
    ...lists.map(
      ({ path, schema: inner }): Table => ({
        name: `${collection.name}.${path}`,
        model,
        list: path,
        columns: [...identity(schema), ...leaves(inner)],
      }),
    ),
  ];
}

/** Records are called by their codes, everything else by its id. */
function identity(schema: Schema): string[] {
  return schema.paths.code === undefined ? ['_id'] : ['code'];
}

function leaves(schema: Schema, above = ''): string[] {
  return Object.entries(schema.paths).flatMap(([name, type]): string[] => {
    const path = `${above}${name}`;
    if (LEFT_OUT.has(path) || path === '_id' || path === 'code') return [];
    const { schema: inner, instance } = type as SchemaPath;
    if (inner === undefined) return [path];
    return instance === 'Array' || instance === 'DocumentArray' ? [] : leaves(inner, `${path}.`);
  });
}

function listsIn(schema: Schema): { path: string; schema: Schema }[] {
  return Object.entries(schema.paths).flatMap(([path, type]) => {
    const { schema: inner, instance } = type as SchemaPath;
    const isList = inner !== undefined && (instance === 'Array' || instance === 'DocumentArray');
    return isList && !LEFT_OUT.has(path) ? [{ path, schema: inner }] : [];
  });
}

/** The rows that a document gives in a table: one, or one for each item of its list. */
export function rowsOf(table: Table, document: Readonly<Record<string, unknown>>): string[][] {
  const [name = '_id', ...columns] = table.columns;
  const called = cell(document[name]);
  if (table.list === undefined) return [[called, ...columns.map((path) => cell(at(document, path)))]];
  const items = document[table.list];
  if (!Array.isArray(items)) return [];
  return items.map((item) => [called, ...columns.map((path) => cell(at(item, path)))]);
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    const isObject = typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name);
    return isObject ? (inner as Record<string, unknown>)[name] : undefined;
  }, value);
}

/** A value as text. Lists of texts are divided by semicolons, what is deeper is JSON. */
function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return harmless(value.join('; '));
  if (typeof value === 'object' && 'toHexString' in value) return String(value);
  return harmless(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/**
 * A spreadsheet runs a cell that begins with one of these as a formula, which can send the sheet to a stranger. With an
 * apostrophe first it is text (OWASP, CSV Injection).
 */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
