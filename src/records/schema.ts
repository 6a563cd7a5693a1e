import { Schema, type SchemaDefinition } from 'mongoose';
import { exampleStatuses, historyActions, initiativeStatuses, matterStatuses, warnings } from './entry';
import { exampleForms } from './kinds/example';
import { initiativeForms, stages, takers } from './kinds/initiative';
import { matterTopics } from './kinds/matter';

const text = { type: String };
const required = { type: String, required: true };
const names = { type: [String], required: true };
const part = { _id: false, id: false, strict: 'throw', minimize: false } as const;

const change = new Schema({ field: required, from: Schema.Types.Mixed, to: Schema.Types.Mixed }, part);

const history = new Schema(
  {
    version: { type: Number, required: true },
    at: { type: Date, required: true },
    by: required,
    name: text,
    platform: required,
    action: { type: String, enum: [...historyActions], required: true },
    key: required,
    changes: { type: [change], required: true },
    accepted: { type: [{ type: String, enum: [...warnings] }], default: undefined },
  },
  part,
);

const response = new Schema(
  {
    kind: { type: String, enum: ['confirmed', 'comment'], required: true },
    by: required,
    name: text,
    platform: required,
    at: { type: Date, required: true },
    version: { type: Number, required: true },
    text,
    told: Boolean,
  },
  part,
);

const creator = new Schema({ id: required, name: text, administration: text }, part);

const reportedIn = new Schema(
  {
    platform: required,
    language: required,
    conversation: required,
    address: { type: Schema.Types.Mixed, required: true },
  },
  part,
);

const common = { title: required, partners: names, principles: names, source: text };

/**
 * The schema that every kind of record shares. Times come from the clock that is passed in, never from mongoose, and the
 * version is counted by the updates themselves, so that a change, its history and its version are one atomic write.
 */
function recordSchema(statuses: readonly string[], content: SchemaDefinition, collection: string): Schema {
  const schema = new Schema(
    {
      code: required,
      origin: required,
      version: { type: Number, required: true },
      status: { type: String, enum: [...statuses], required: true },
      withdrawn: { type: Boolean, required: true },
      shared: { type: Boolean, required: true },
      administrations: names,
      platform: required,
      createdBy: { type: creator, required: true },
      createdAt: { type: Date, required: true },
      updatedAt: { type: Date, required: true },
      content: { type: new Schema({ ...common, ...content }, part), required: true },
      terms: names,
      periods: names,
      dated: { type: [String] },
      alike: { type: [String] },
      audience: names,
      responses: { type: [response], required: true },
      history: { type: [history], required: true },
      // Taken away by every change, and set when the audit log has all of the history.
      audited: Boolean,
    },
    {
      collection,
      strict: 'throw',
      strictQuery: 'throw',
      versionKey: false,
      minimize: false,
      autoCreate: false,
    },
  );
  schema.set('bufferCommands', false);
  addIndexes(schema);
  return schema;
}

/** One for each way that records are found, in the order that they are shown. */
function addIndexes(schema: Schema): void {
  // The same form, or the same delivery, makes one record.
  schema.index({ origin: 1 }, { unique: true });
  schema.index({ code: 1 }, { unique: true });
  // Where several would do, the embedded store takes the first: the most telling ones come first.
  schema.index({ 'createdBy.id': 1, withdrawn: 1, createdAt: -1, code: -1 });
  // Search: words, partner, principle and administration within a period, then each by itself.
  schema.index({ dated: 1, withdrawn: 1, createdAt: -1, code: -1 });
  schema.index({ terms: 1, withdrawn: 1, createdAt: -1, code: -1 });
  schema.index({ 'content.partners': 1, withdrawn: 1, createdAt: -1, code: -1 });
  schema.index({ periods: 1, withdrawn: 1, createdAt: -1, code: -1 });
  schema.index({ 'content.principles': 1, withdrawn: 1, createdAt: -1, code: -1 });
  // Lists, newest first: an administration's, all.
  schema.index({ administrations: 1, withdrawn: 1, createdAt: -1, code: -1 });
  schema.index({ withdrawn: 1, createdAt: -1, code: -1 });
  // What may be the same as a new one.
  schema.index({ alike: 1, withdrawn: 1, createdAt: -1, code: -1 });
  // Where some records are not to be shown: those that are, without passing the others.
  schema.index({ audience: 1, withdrawn: 1, createdAt: -1, code: -1 });
  // What one person has done: their own data, and its erasure.
  schema.index({ 'history.by': 1, code: 1 });
  // What the other side has said and the owner has not been told; hardly ever more than a few.
  schema.index({ 'responses.told': 1 }, { partialFilterExpression: { 'responses.told': false } });
  schema.index({ audited: 1, _id: 1 });
  // Digest: what has changed lately, for all and for one audience.
  schema.index({ withdrawn: 1, updatedAt: -1, code: -1 });
  schema.index({ audience: 1, withdrawn: 1, updatedAt: -1, code: -1 });
}

export function exampleSchema(): Schema {
  const schema = recordSchema(
    exampleStatuses,
    {
      done: required,
      form: { type: String, enum: [...exampleForms] },
      from: text,
      to: text,
      benefitMunicipality: text,
      benefitCivil: text,
      link: text,
    },
    'examples',
  );
  // Digest, where all is seen: what was logged lately and is no draft.
  schema.index({ withdrawn: 1, status: 1, createdAt: -1, code: -1 });
  schema.index({ withdrawn: 1, status: 1, updatedAt: -1, code: -1 });
  return schema;
}

export function initiativeSchema(): Schema {
  const schema = recordSchema(
    initiativeStatuses,
    {
      takenBy: { type: String, enum: [...takers], required: true },
      form: { type: String, enum: [...initiativeForms] },
      stage: { type: String, enum: [...stages] },
      commitments: names,
      date: text,
      outcome: text,
      nextStep: text,
      feedbackOn: text,
      followUpOn: text,
    },
    'initiatives',
  );
  // What waits: planned or invited with a date that has passed, and follow-up dates that have.
  schema.index({ withdrawn: 1, status: 1, 'content.date': 1, code: 1 });
  schema.index({ withdrawn: 1, status: 1, 'content.followUpOn': 1, code: 1 });
  schema.index({ withdrawn: 1, status: 1, updatedAt: -1, code: -1 });
  // The same for one audience: the digest counts them in the index alone.
  schema.index({ audience: 1, withdrawn: 1, status: 1, 'content.date': 1, code: 1 });
  schema.index({ audience: 1, withdrawn: 1, status: 1, 'content.followUpOn': 1, code: 1 });
  schema.index({ audience: 1, withdrawn: 1, status: 1, updatedAt: -1, code: -1 });
  // The same of one administration, for its representative's home.
  schema.index({ administrations: 1, withdrawn: 1, status: 1, 'content.date': 1, code: 1 });
  schema.index({ administrations: 1, withdrawn: 1, status: 1, 'content.followUpOn': 1, code: 1 });
  return schema;
}

export function matterSchema(): Schema {
  const schema = recordSchema(
    matterStatuses,
    {
      about: { type: String, enum: [...matterTopics], required: true },
      details: text,
      handedOn: text,
      answer: text,
      answeredAt: text,
      tell: { type: Boolean },
      reportedIn: { type: reportedIn, required: true },
    },
    'matters',
  );
  // The coordinators' list: what waits to be handed over, and what waits for an answer.
  schema.index({ withdrawn: 1, status: 1, createdAt: -1, code: -1 });
  schema.index({ withdrawn: 1, status: 1, updatedAt: -1, code: -1 });
  return schema;
}

/** Running numbers, one document per kind and year: `{ _id: 'E-2026', value: 14 }`. */
export function counterSchema(): Schema<CounterDocument> {
  const schema = new Schema<CounterDocument>(
    { _id: { type: String, required: true }, value: { type: Number, required: true } },
    { collection: 'counters', strict: 'throw', versionKey: false, autoCreate: false },
  );
  schema.set('bufferCommands', false);
  return schema;
}

/** Every search term in use with its spellings one letter short, so that a misspelt word is found through an index. */
export function wordSchema(): Schema<WordDocument> {
  const schema = new Schema<WordDocument>(
    {
      _id: { type: String, required: true },
      near: { type: [String], required: true },
      uses: { type: Number },
    },
    { collection: 'words', strict: 'throw', versionKey: false, autoCreate: false },
  );
  schema.set('bufferCommands', false);
  schema.index({ near: 1 });
  return schema;
}

export interface CounterDocument {
  readonly _id: string;
  readonly value: number;
}

export interface WordDocument {
  readonly _id: string;
  readonly near: readonly string[];
  /** Roughly how many times a record has been saved with it. */
  readonly uses?: number;
}
