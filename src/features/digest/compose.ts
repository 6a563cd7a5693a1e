import type { Catalog } from '../../records/catalog';
import { type Entry, type InitiativeStatus, initiativeStatuses } from '../../records/entry';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import type { DigestData, DigestPeriod } from './gather';

type Example = Entry<ExampleContent>;
type Initiative = Entry<InitiativeContent>;

interface Waiting {
  readonly initiative: Initiative;
  /** YYYY-MM-DD. */
  readonly since: string;
  readonly why: 'date-passed' | 'follow-up';
}

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
  readonly waiting: readonly Waiting[];
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
