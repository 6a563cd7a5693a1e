import type { Connection, Model } from 'mongoose';
import type { AudienceMark } from './derived';
import type { CommonContent, Entry } from './entry';
import {
  type CounterDocument,
  counterSchema,
  exampleSchema,
  initiativeSchema,
  matterSchema,
  type WordDocument,
  wordSchema,
} from './schema';

/** A record as the database holds it. */
export interface RecordDocument<C> extends Entry<C> {
  readonly origin: string;
  readonly terms: readonly string[];
  /** Years and months that it is about. */
  readonly periods: readonly string[];
  /** What it can be found by, with each year and month that it is about. */
  readonly dated: readonly string[];
  readonly audience: readonly AudienceMark[];
  /** What another title has in common with this one when it says nearly the same. */
  readonly alike: readonly string[];
}

/** Typed by what all kinds have in common; a repository knows the content of its own kind. */
export type RecordModel = Model<RecordDocument<CommonContent>>;

export interface RecordModels {
  readonly examples: RecordModel;
  readonly initiatives: RecordModel;
  readonly matters: RecordModel;
  readonly counters: Model<CounterDocument>;
  readonly words: Model<WordDocument>;
}

/** The same models, for who comes after {@link createRecordModels}. */
export function recordModelsOf(connection: Connection): RecordModels {
  const model = (name: string) => connection.model<RecordDocument<CommonContent>>(name);
  return {
    examples: model('example'),
    initiatives: model('initiative'),
    matters: model('matter'),
    counters: connection.model<CounterDocument>('counter'),
    words: connection.model<WordDocument>('word'),
  };
}

/** The models of the records on one connection. Their indexes are created by whoever opens the connection. */
export function createRecordModels(connection: Connection): RecordModels {
  return {
    examples: connection.model<RecordDocument<CommonContent>>('example', exampleSchema()),
    initiatives: connection.model<RecordDocument<CommonContent>>('initiative', initiativeSchema()),
    matters: connection.model<RecordDocument<CommonContent>>('matter', matterSchema()),
    counters: connection.model<CounterDocument>('counter', counterSchema()),
    words: connection.model<WordDocument>('word', wordSchema()),
  };
}
