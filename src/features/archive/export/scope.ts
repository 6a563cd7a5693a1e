import { makeDay } from '../../../forms/calendar-days';
import { monthNumber } from '../../../forms/date-words';
import { parseCode } from '../../../records/codes';
import { fold } from '../../../turn/fold';

/** What an export is of: one record, what happened in a period (both days included), or everything. */
export type Scope =
  | { readonly kind: 'record'; readonly code: string }
  | { readonly kind: 'period'; readonly from: string; readonly to: string }
  | { readonly kind: 'all' };

export const formats = ['json', 'csv', 'xlsx'] as const;
export type Format = (typeof formats)[number];

const ALL = new Set(['allt', 'all', 'alla', 'everything']);
const FORMATS: Readonly<Record<string, Format>> = { json: 'json', csv: 'csv', xlsx: 'xlsx', excel: 'xlsx' };

export interface Wish {
  readonly scope?: Scope;
  readonly format?: Format;
}

/** Reads `E-2026-014`, `2026`, `mars 2026`, `2026-03`, `2026-01-01 – 2026-06-30` or `allt`, with a format or without. */
export function readWish(text: string): Wish {
  const words = fold(text)
    .split(/[\s,]+/)
    .filter((word) => word !== '' && word !== '-' && word !== '–' && word !== 'till');
  const format = words.map((word) => FORMATS[word]).find((found) => found !== undefined);
  const rest = words.filter((word) => FORMATS[word] === undefined);
  const scope = readScope(rest.join(' '));
  return { ...(scope === undefined ? {} : { scope }), ...(format === undefined ? {} : { format }) };
}

function readScope(text: string): Scope | undefined {
  if (ALL.has(text)) return { kind: 'all' };
  const code = parseCode(text);
  if (code !== undefined) return { kind: 'record', code };
  const days = /^(\d{4}-\d{2}-\d{2})(?:[ –.-]+(\d{4}-\d{2}-\d{2}))?$/.exec(text);
  if (days !== null) return period(days[1], days[2] ?? days[1]);
  const year = /^(\d{4})$/.exec(text)?.[1];
  if (year !== undefined) return period(`${year}-01-01`, `${year}-12-31`);
  const month = readMonth(text);
  return month === undefined ? undefined : period(`${month}-01`, lastDay(month));
}

function readMonth(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})$/.exec(text);
  if (iso !== null) return makeDay(Number(iso[1]), Number(iso[2]), 1)?.slice(0, 7);
  const [, name = '', year = ''] = /^([a-z]+) (\d{4})$/.exec(text) ?? [];
  const month = monthNumber(name);
  return month === undefined ? undefined : makeDay(Number(year), month, 1)?.slice(0, 7);
}

function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function period(from = '', to = ''): Scope | undefined {
  const valid = (day: string): boolean => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    return makeDay(year, month, date) === day;
  };
  if (!valid(from) || !valid(to) || from > to) return undefined;
  return { kind: 'period', from, to };
}

/** `E-2026-014`, `2026-01-01..2026-06-30`, `all`: on buttons, in file names and in the audit log. */
export function writeScope(scope: Scope): string {
  if (scope.kind === 'all') return 'all';
  return scope.kind === 'record' ? scope.code : `${scope.from}..${scope.to}`;
}

/** Whether a document belongs to the scope: it is the record or about it, or one of its dates lies in the period. */
export function belongsTo(scope: Scope, dayOf: (instant: Date) => string): (document: object) => boolean {
  if (scope.kind === 'all') return () => true;
  if (scope.kind === 'record') return (document) => isAbout(document, scope.code);
  const { from, to } = scope;
  const inside = (value: unknown): boolean => {
    if (value instanceof Date) return isWithin(dayOf(value), from, to);
    if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) && isWithin(value, from, to);
    if (Array.isArray(value)) return value.some(inside);
    return typeof value === 'object' && value !== null && isPlain(value) && Object.values(value).some(inside);
  };
  return inside;
}

const isWithin = (day: string, from: string, to: string): boolean => from <= day && day <= to;

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isAbout(document: object, code: string): boolean {
  const { _id, code: own, about } = document as Readonly<Record<string, unknown>>;
  return own === code || about === code || String(_id).split(':').includes(code);
}
