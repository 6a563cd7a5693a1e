import type { PersonId, PlatformName } from '../turn/turn';

export const exampleStatuses = ['draft', 'published'] as const;
export const initiativeStatuses = [
  'planned',
  'invited',
  'held',
  'followed-up',
  'declined',
  'cancelled',
] as const;

export const matterStatuses = ['new', 'handed-over', 'answered'] as const;

export type ExampleStatus = (typeof exampleStatuses)[number];
export type InitiativeStatus = (typeof initiativeStatuses)[number];
export type MatterStatus = (typeof matterStatuses)[number];
/** Withdrawal is not among them: a withdrawn record keeps its status, so that restoring brings it back as it was. */
export type RecordStatus = ExampleStatus | InitiativeStatus | MatterStatus;

/** Who does something to a record, and where. */
export interface Actor {
  readonly id: PersonId;
  readonly name?: string;
  readonly administration?: string;
  readonly platform: PlatformName;
}

export const historyActions = [
  'created',
  'edited',
  'status',
  'withdrawn',
  'restored',
  'confirmed',
  'commented',
] as const;
export type HistoryAction = (typeof historyActions)[number];

/** What a person was warned of and saved anyway: the decision is kept, the text that it was about isn't kept twice. */
export const warnings = ['duplicate', 'sensitive'] as const;
export type Warning = (typeof warnings)[number];

/** What the other side says of a record that names it. */
export interface Response {
  readonly kind: 'confirmed' | 'comment';
  readonly by: PersonId;
  readonly name?: string;
  readonly platform: PlatformName;
  readonly at: Date;
  /** The version that it was said of. */
  readonly version: number;
  /** A comment's words. */
  readonly text?: string;
  /** False until whoever the record belongs to has been told. */
  readonly told?: boolean;
}

/** One field before and after. `status`, `shared` and `administrations` are fields of the record, the rest of its content. */
export interface Change {
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** One version: it is written together with the change it tells of, and never changed afterwards. */
export interface HistoryEntry {
  readonly version: number;
  readonly at: Date;
  readonly by: PersonId;
  readonly name?: string;
  readonly platform: PlatformName;
  readonly action: HistoryAction;
  /** The form or delivery that caused it: the same one again changes nothing. */
  readonly key: string;
  readonly changes: readonly Change[];
  readonly accepted?: readonly Warning[];
}

/** What a person decides about a record; the rest follows from it. `C` is what is particular to the kind. */
export interface Draft<C> {
  readonly status: RecordStatus;
  /** May be shown on the other platform as well. */
  readonly shared: boolean;
  /** Ids of the administrations it belongs to. */
  readonly administrations: readonly string[];
  readonly content: C;
}

/** A record as it is kept. Days are YYYY-MM-DD in the bot's time zone. */
export interface Entry<C> extends Draft<C> {
  readonly code: string;
  readonly version: number;
  readonly withdrawn: boolean;
  readonly platform: PlatformName;
  readonly createdBy: { readonly id: PersonId; readonly name?: string; readonly administration?: string };
  /** When it was logged; for what began as a draft, when it was published. */
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** What the other side has said, oldest first. */
  readonly responses: readonly Response[];
  /** Empty where the record was read for a list. */
  readonly history: readonly HistoryEntry[];
}

/** What every kind's content has; search and lists lean on it. */
export interface CommonContent {
  readonly title: string;
  readonly partners: readonly string[];
  /** Ids of principles. */
  readonly principles: readonly string[];
  /** Link to the message that it was logged from. */
  readonly source?: string;
}
