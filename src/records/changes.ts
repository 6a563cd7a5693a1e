import { isDeepStrictEqual } from 'node:util';
import type { Change, Draft, Entry } from './entry';

/** What differs between two states of a record, field by field; undefined and missing are the same. */
export function changesBetween<C extends object>(before: Draft<C>, after: Draft<C>): Change[] {
  const from = flatten(before);
  const to = flatten(after);
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return fields
    .filter((field) => !isDeepStrictEqual(from[field], to[field]))
    .map((field) => ({ field, from: from[field], to: to[field] }));
}

/** The record as it was in an earlier version, by taking the later changes back. */
export function draftAt<C extends object>(entry: Entry<C>, version: number): Draft<C> {
  const fields = flatten(entry);
  for (const { changes } of entry.history.filter((past) => past.version > version).reverse()) {
    for (const { field, from } of changes) fields[field] = from;
  }
  const { status, shared, administrations, ...content } = fields;
  return { status, shared, administrations, content } as unknown as Draft<C>;
}

/** What has been changed since a version, the first state and the last of each field. */
export function changesSince<C extends object>(entry: Entry<C>, version: number): Change[] {
  return changesBetween(draftAt(entry, version), entry);
}

function flatten<C extends object>(draft: Draft<C>): Record<string, unknown> {
  const { status, shared, administrations, content } = draft;
  return JSON.parse(JSON.stringify({ ...content, status, shared, administrations }));
}
