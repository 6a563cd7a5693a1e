import type { Catalog } from '../../records/catalog';
import { type Entry, type InitiativeStatus, initiativeStatuses } from '../../records/entry';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { DigestData, DigestPeriod } from './gather';

type Example = Entry<ExampleContent>;
type Initiative = Entry<InitiativeContent>;

/** What a digest says, before it is put into words. */
export interface Digest {
  readonly period: DigestPeriod;
  readonly numbers: {
    readonly examples: number;
    readonly initiatives: number;
    readonly held: number;
    readonly waiting: number;
  };
  /** Nothing new and nothing changed. */
  readonly quiet: boolean;
  readonly examples: readonly Example[];
  /** Changed in the period, by the status that they have now; only statuses that occur, in the order of a dialogue's life. */
  readonly byStatus: readonly {
    readonly status: InitiativeStatus;
    readonly initiatives: readonly Initiative[];
  }[];
  readonly waiting: readonly {
    readonly initiative: Initiative;
    readonly since: string;
    readonly why: 'date-passed' | 'follow-up';
  }[];
  /** Dialogues of the period that say what they led to. */
  readonly learned: readonly Initiative[];
  readonly coverage: {
    readonly year: string;
    /** Ids that no record of the year names yet. */
    readonly administrations: readonly string[];
    readonly principles: readonly string[];
  };
}

/** Composes the digest. Pure: the same data on the same day gives the same digest on every platform. */
export function compose(data: DigestData, period: DigestPeriod, today: string, catalog: Catalog): Digest {
  const byStatus = initiativeStatuses
    .map((status) => ({
      status,
      initiatives: data.initiatives.filter((initiative) => initiative.status === status),
    }))
    .filter(({ initiatives }) => initiatives.length > 0);
  return {
    period,
    numbers: {
      examples: data.exampleCount,
      initiatives: data.initiativeCount,
      held: data.heldCount,
      waiting: data.waitingCount,
    },
    quiet: data.exampleCount === 0 && data.initiatives.length === 0,
    examples: data.examples,
    byStatus,
    waiting: waitingOf(data),
    learned: data.initiatives.filter(({ content }) => content.outcome !== undefined),
    coverage: {
      year: today.slice(0, 4),
      administrations: missing(catalog.administrations, data.seen.administrations),
      principles: missing(catalog.principles, data.seen.principles),
    },
  };
}

/** The longest waiting first. */
function waitingOf({ overdue, followUps }: DigestData): Digest['waiting'] {
  const late = overdue.map((initiative) => ({
    initiative,
    since: initiative.content.date ?? initiative.span.from,
    why: 'date-passed' as const,
  }));
  const due = followUps.map((initiative) => ({
    initiative,
    since: initiative.content.followUpOn ?? initiative.span.from,
    why: 'follow-up' as const,
  }));
  return [...late, ...due].sort((a, b) => a.since.localeCompare(b.since));
}

function missing(all: readonly { readonly id: string }[], seen: ReadonlySet<string>): string[] {
  return all.map(({ id }) => id).filter((id) => !seen.has(id));
}
