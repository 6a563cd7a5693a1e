import type { Catalog } from '../../records/catalog';
import type { DigestData, Example, Initiative } from './gather';
import { type DateAhead, datesAhead, type Milestones } from './milestones';
import type { DigestPeriod } from './period';
import { type Principle, principleOf } from './principle';

export interface Waiting {
  readonly initiative: Initiative;
  /** YYYY-MM-DD. */
  readonly since: string;
  readonly why: 'date-passed' | 'follow-up';
}

/** What a digest says, before it is put into words. */
export interface Digest
  extends Pick<
    DigestData,
    'examples' | 'revised' | 'revisedCount' | 'byStatus' | 'learned' | 'upcoming' | 'council'
  > {
  readonly period: DigestPeriod;
  readonly numbers: {
    readonly examples: number;
    readonly initiatives: number;
    readonly held: number;
    readonly waiting: number;
  };
  /** Nothing new and nothing changed. */
  readonly quiet: boolean;
  /** Longest waiting first. */
  readonly waiting: readonly Waiting[];
  /** The month's, with an example that shows it where there is one. */
  readonly principle?: { readonly principle: Principle; readonly example?: Example };
  readonly coverage: {
    readonly year: string;
    /** Ids that no record of the year names yet. */
    readonly administrations: readonly string[];
    readonly principles: readonly string[];
  };
  readonly dates: readonly DateAhead[];
}

/** What of the pack a digest leans on. */
export interface DigestPack {
  readonly catalog: Catalog;
  readonly milestones: Milestones;
}

/** Composes the digest. Pure: the same data on the same day gives the same digest on every platform. */
export function compose(data: DigestData, period: DigestPeriod, today: string, pack: DigestPack): Digest {
  const { examples, revised, revisedCount, byStatus, learned, upcoming, council } = data;
  const held = byStatus.filter(({ status }) => status === 'held' || status === 'followed-up');
  const principle = principleOf(today, pack.catalog);
  const example = data.principleExample;
  return {
    ...{ period, examples, revised, revisedCount, byStatus, learned, upcoming, council },
    numbers: {
      examples: data.exampleCount,
      initiatives: data.initiativeCount,
      held: held.reduce((sum, { count }) => sum + count, 0),
      waiting: data.waitingCount,
    },
    quiet: data.exampleCount === 0 && revisedCount === 0 && byStatus.length === 0,
    waiting: waitingOf(data),
    ...(principle === undefined
      ? {}
      : { principle: { principle, ...(example === undefined ? {} : { example }) } }),
    coverage: {
      year: today.slice(0, 4),
      administrations: missing(pack.catalog.administrations, data.seen.administrations),
      principles: missing(pack.catalog.principles, data.seen.principles),
    },
    dates: datesAhead(pack.milestones, today),
  };
}

function waitingOf({ overdue, followUps }: DigestData): Waiting[] {
  const since = (initiatives: readonly Initiative[], field: 'date' | 'followUpOn', why: Waiting['why']) =>
    initiatives.flatMap((initiative): Waiting[] => {
      const day = initiative.content[field];
      return day === undefined ? [] : [{ initiative, since: day, why }];
    });
  const all = [...since(overdue, 'date', 'date-passed'), ...since(followUps, 'followUpOn', 'follow-up')];
  return all.sort((a, b) => a.since.localeCompare(b.since));
}

function missing(all: readonly { readonly id: string }[], seen: ReadonlySet<string>): string[] {
  return all.map(({ id }) => id).filter((id) => !seen.has(id));
}
