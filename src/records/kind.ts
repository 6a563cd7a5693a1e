import type { DateFormat } from '../forms/date-format';
import type { FormErrors, FormFields } from '../forms/form';
import type { Permission } from '../turn/permissions';
import type { FormValues, Language, Person, TurnContext } from '../turn/turn';
import type { Slot } from '../turn/vocabulary';
import type { Action, FactRow, RecordView } from '../views/views';
import type { Catalog, Names } from './catalog';
import type { RecordKind } from './codes';
import type { CommonContent, Entry, RecordStatus } from './entry';
import type { RecordRepository } from './repository';

/** What is said about one kind of record. */
export interface KindTexts {
  readonly label: string;
  readonly newTitle: string;
  readonly editTitle: string;
  readonly intro: string;
  /** The one-line form, shown when a line couldn't be read. */
  readonly lineExample: string;
  readonly newButton: string;
  readonly mineHeading: string;
  readonly oursHeading: string;
  readonly allHeading: string;
  readonly searchHeading: (text: string) => string;
  readonly emptyMine: string;
  readonly emptyOurs: string;
  readonly emptyAll: string;
  readonly emptySearch: string;
  readonly statuses: Readonly<Partial<Record<RecordStatus, string>>>;
}

/** A line such as `title | partner | …` read into form values. */
export interface LineReading {
  readonly values: FormValues;
  /** What wasn't understood, in sentences. */
  readonly notes: readonly string[];
}

/**
 * All that makes one kind of record different from another. Forms, saving, lists, search and the life of a record are
 * written once, for every kind. The ids of the fields are the names in {@link Draft} and its content.
 */
export interface KindDefinition<C extends CommonContent> {
  /** The first part of its actions' names. */
  readonly name: 'example' | 'initiative' | 'matter';
  readonly letter: RecordKind;
  readonly slot: Slot;
  readonly write: Permission;
  readonly repository: RecordRepository<C>;
  readonly texts: Readonly<Record<Language, KindTexts>>;
  readonly initialStatus: RecordStatus;
  /** It begins as a draft when the form says so, and is published later. */
  readonly drafts?: boolean;
  /** Fields that a copy starts without: what was particular to that time. */
  readonly notCopied?: readonly string[];
  fields(language: Language, today: string): FormFields;
  /** What a new form starts with. */
  prefill(person: Person): FormValues;
  /** Mistakes that only several fields together show. */
  check(values: Readonly<Record<string, unknown>>, language: Language): FormErrors;
  readLine(parts: readonly string[], language: Language, today: string): LineReading;
  present(entry: Entry<C>, language: Language): KindPresentation;
  /** What the kind's own buttons can do with the record now. */
  actions(entry: Entry<C>, language: Language, person: Person): readonly Action[];
  /** What the history calls fields that are in no form; those without a label are left out of it. */
  readonly keptLabels?: Readonly<Record<Language, Readonly<Record<string, string>>>>;
  /** What a new record keeps besides what was typed. */
  kept?(context: TurnContext): Partial<C>;
  /** Whether the record may be shown in this turn, where another rule than the audience's decides. */
  isVisible?(entry: Entry<C>, context: TurnContext): boolean;
}

export type KindPresentation = Pick<RecordView, 'paragraphs' | 'links'> & {
  readonly facts: readonly FactRow[];
  readonly tone: RecordView['status']['tone'];
};

/** What the commands of every kind need. */
export interface KindDependencies {
  readonly dates: DateFormat;
  /** A random key for a form, at least six characters of letters, digits, `_` and `-`. */
  readonly newKey: () => string;
  readonly names: Names;
  /** Asks for a sweep soon: somebody is to be told of something. */
  readonly nudge?: () => void;
}

/** What the feature of one kind needs. */
export interface RecordFeatureDependencies<C> extends KindDependencies {
  readonly repository: RecordRepository<C>;
  readonly catalog: Catalog;
}
