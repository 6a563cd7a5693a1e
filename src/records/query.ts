import type { PersonId, PlatformName } from '../turn/turn';
import type { RecordStatus } from './entry';

/** What may be shown to someone in a place; without a platform, the records of all. */
export interface Audience {
  /** Records from elsewhere are shown here only when they are marked shared. */
  readonly platform?: PlatformName;
  /** Only those marked shared, wherever they come from. */
  readonly sharedOnly: boolean;
}

/** Instants: from the first, up to but not including the second. */
export interface Interval {
  readonly from: Date;
  readonly until: Date;
}

/** Which records to find; conditions add up. Withdrawn ones are never among them. */
export interface RecordQuery {
  readonly audience: Audience;
  readonly createdBy?: PersonId;
  readonly administration?: string;
  readonly partner?: string;
  readonly principle?: string;
  /** Days YYYY-MM-DD, both included: records whose days overlap with them. */
  readonly period?: { readonly from: string; readonly to: string };
  readonly statuses?: readonly RecordStatus[];
  readonly created?: Interval;
  readonly updated?: Interval;
  /** Planned for a day before this one. */
  readonly dateBefore?: string;
  /** To be followed up on this day or earlier. */
  readonly followUpBy?: string;
}

export type Filter = Record<string, unknown>;

/**
 * The database's filter for a query. `terms` holds for each searched word the terms that it may stand for.
 * Each combination starts with a condition that an index of the schema begins with.
 */
export function toFilter(query: RecordQuery, terms: readonly (readonly string[])[] = []): Filter {
  const { period, created, updated, statuses, audience } = query;
  const all: Filter[] = [
    ...terms.map((alternatives) => ({ terms: { $in: [...alternatives] } })),
    ...when(query.createdBy, (id) => ({ 'createdBy.id': id })),
    ...when(query.administration, (id) => ({ administrations: id })),
    ...when(query.partner, (name) => ({ 'content.partners': name })),
    ...when(query.principle, (id) => ({ 'content.principles': id })),
    ...when(statuses, (some) => ({ status: { $in: [...some] } })),
    ...when(query.dateBefore, (day) => ({ 'content.date': { $gt: '', $lt: day } })),
    ...when(query.followUpBy, (day) => ({ 'content.followUpOn': { $gt: '', $lte: day } })),
    ...when(period, ({ from, to }) => ({ 'span.from': { $lte: to }, 'span.to': { $gte: from } })),
    ...when(created, ({ from, until }) => ({ createdAt: { $gte: from, $lt: until } })),
    ...when(updated, ({ from, until }) => ({ updatedAt: { $gte: from, $lt: until } })),
    ...visible(audience),
  ];
  return all.length === 0 ? { withdrawn: false } : { withdrawn: false, $and: all };
}

function visible({ platform, sharedOnly }: Audience): Filter[] {
  if (sharedOnly) return [{ shared: true }];
  return platform === undefined ? [] : [{ $or: [{ shared: true }, { platform }] }];
}

function when<T>(value: T | undefined, make: (value: T) => Filter): Filter[] {
  return value === undefined ? [] : [make(value)];
}
