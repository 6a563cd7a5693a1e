import type { PersonId } from '../turn/turn';
import { type AudienceMark, datedAs } from './derived';
import type { RecordStatus } from './entry';

/** Who looks, as far as it limits what may be shown; undefined sees all. */
export type Audience = AudienceMark | undefined;

/** Instants: from the first, up to but not including the second. */
export interface Interval {
  readonly from: Date;
  readonly until: Date;
}

/** Which records to find; conditions add up. Withdrawn ones are not among them unless they alone are asked for. */
export interface RecordQuery {
  readonly withdrawn?: boolean;
  readonly audience: Audience;
  /** With the audience's drafts as well; only together with `createdBy`. */
  readonly drafts?: boolean;
  readonly createdBy?: PersonId;
  readonly administration?: string;
  readonly partner?: string;
  readonly principle?: string;
  /** A year or a month, `2026` or `2026-03`: records that are about days in it. */
  readonly period?: string;
  readonly statuses?: readonly RecordStatus[];
  readonly created?: Interval;
  readonly updated?: Interval;
  /** Logged before this instant: with `updated`, what has changed but isn't new. */
  readonly createdBefore?: Date;
  /** It says what it led to. */
  readonly outcome?: true;
  /** Planned for this day or later. */
  readonly dateFrom?: string;
  /** Planned for a day before this one. */
  readonly dateBefore?: string;
  /** Without a day that it is planned for. */
  readonly undated?: boolean;
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
    ...when(withinPeriod(query, terms), (marks) => ({ dated: { $in: marks } })),
    ...terms.map((alternatives) => ({ terms: { $in: [...alternatives] } })),
    ...when(query.createdBy, (id) => ({ 'createdBy.id': id })),
    ...when(query.administration, (id) => ({ administrations: id })),
    ...when(query.partner, (name) => ({ 'content.partners': name })),
    ...when(query.principle, (id) => ({ 'content.principles': id })),
    ...when(statuses, (some) => ({ status: { $in: [...some] } })),
    ...when(datesOf(query), (days) => ({ 'content.date': days })),
    ...when(query.undated === true ? null : undefined, (none) => ({ 'content.date': none })),
    ...when(query.followUpBy, (day) => ({ 'content.followUpOn': { $gt: '', $lte: day } })),
    ...when(period, (mark) => ({ periods: mark })),
    ...when(created, ({ from, until }) => ({ createdAt: { $gte: from, $lt: until } })),
    ...when(query.createdBefore, (until) => ({ createdAt: { $lt: until } })),
    ...when(query.outcome, () => ({ 'content.outcome': { $gt: '' } })),
    ...when(updated, ({ from, until }) => ({ updatedAt: { $gte: from, $lt: until } })),
    ...when(audience, (mark) => ({ audience: query.drafts === true ? withDrafts(mark) : mark })),
  ];
  const withdrawn = query.withdrawn === true;
  return all.length === 0 ? { withdrawn } : { withdrawn, $and: all };
}

function datesOf({ dateFrom, dateBefore }: RecordQuery): Filter | undefined {
  if (dateFrom === undefined && dateBefore === undefined) return undefined;
  const from = dateFrom === undefined ? { $gt: '' } : { $gte: dateFrom };
  return { ...from, ...(dateBefore === undefined ? {} : { $lt: dateBefore }) };
}

/** The first word, or else what the query names, within the period that is asked for: an index leads to just those. */
function withinPeriod(query: RecordQuery, terms: readonly (readonly string[])[]): string[] | undefined {
  const { period, partner, principle, administration } = query;
  if (period === undefined) return undefined;
  const [words] = terms;
  if (words !== undefined) return datedAs('terms', words, period);
  if (partner !== undefined) return datedAs('partners', [partner], period);
  if (principle !== undefined) return datedAs('principles', [principle], period);
  return administration === undefined ? undefined : datedAs('administrations', [administration], period);
}

function withDrafts(mark: AudienceMark): Filter {
  return { $in: mark === 'teams' || mark === 'slack' ? [mark, `draft:${mark}`] : [mark] };
}

function when<T>(value: T | undefined, make: (value: T) => Filter): Filter[] {
  return value === undefined ? [] : [make(value)];
}
