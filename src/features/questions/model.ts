import { type Connection, type Model, Schema } from 'mongoose';
import type { Language, PersonId, PlatformName } from '../../turn/turn';

/** Where to tell the answer: a conversation, without the asker's name. */
export interface Waiting {
  readonly conversation: string;
  readonly platform: PlatformName;
  readonly address: Record<string, unknown>;
  readonly language: Language;
  told: boolean;
}

export type QuestionState = 'new' | 'answered' | 'ignored';
export type QuestionReason = 'declined' | 'notHelpful' | 'passedOn';

/** A question that got no answer, or a poor one; the same question asked again is the same document. */
export interface Question {
  readonly _id: string;
  /** The question's content words, folded and sorted: how repeated questions are found. */
  readonly group: string;
  /** As it was first asked, personnummer masked. */
  readonly text: string;
  readonly language: Language;
  readonly reason: QuestionReason;
  /** The entry that was shown, when the answer was judged unhelpful. */
  readonly entryId?: string;
  variants: string[];
  /** The exchanges counted so far, newest last, so that a repeated delivery or a double click counts once. */
  exchanges: string[];
  count: number;
  state: QuestionState;
  /** True while new or ignored: one open question a group. */
  open: boolean;
  waiting: Waiting[];
  firstAt: Date;
  lastAt: Date;
  answeredBy?: PersonId;
  curatedId?: string;
}

const waiting = new Schema<Waiting>(
  {
    conversation: { type: String, required: true },
    platform: { type: String, required: true },
    address: { type: Schema.Types.Mixed, required: true },
    language: { type: String, required: true },
    told: { type: Boolean, required: true },
  },
  { _id: false, minimize: false },
);

const questionSchema = new Schema<Question>(
  {
    _id: { type: String, required: true },
    group: { type: String, required: true },
    text: { type: String, required: true },
    language: { type: String, required: true },
    reason: { type: String, enum: ['declined', 'notHelpful', 'passedOn'], required: true },
    entryId: String,
    variants: [String],
    exchanges: [String],
    count: { type: Number, required: true },
    state: { type: String, enum: ['new', 'answered', 'ignored'], required: true },
    open: { type: Boolean, required: true },
    waiting: [waiting],
    firstAt: { type: Date, required: true },
    lastAt: { type: Date, required: true },
    answeredBy: String,
    curatedId: String,
  },
  { strict: 'throw', versionKey: false, collection: 'questions' },
);
questionSchema.index({ group: 1 }, { unique: true, partialFilterExpression: { open: true } });
questionSchema.index({ state: 1, count: -1, lastAt: -1 });
questionSchema.index({ state: 1, 'waiting.told': 1 });
questionSchema.index({ 'waiting.conversation': 1 });
questionSchema.index({ answeredBy: 1 }, { sparse: true });

/** What a version of a curated answer said. */
export interface CuratedVersion {
  readonly version: number;
  readonly question: string;
  readonly text: string;
  readonly source: string;
  readonly reviewOn: string;
  readonly state: 'active' | 'withdrawn';
  readonly at: Date;
  readonly by: PersonId;
  readonly platform: PlatformName;
}

/** An answer that a coordinator has written; it joins the pack's entries at once. */
export interface Curated extends Omit<CuratedVersion, 'at' | 'by' | 'platform'> {
  readonly _id: string;
  readonly questionId: string;
  readonly language: Language;
  /** Other ways in which it was asked. */
  readonly phrasings: string[];
  readonly owner: string;
  readonly updatedAt: Date;
  readonly history: CuratedVersion[];
  readonly audited?: boolean;
}

const versionFields = {
  version: { type: Number, required: true },
  question: { type: String, required: true },
  text: { type: String, required: true },
  source: { type: String, required: true },
  reviewOn: { type: String, required: true },
  state: { type: String, enum: ['active', 'withdrawn'], required: true },
} as const;

const curatedSchema = new Schema<Curated>(
  {
    _id: { type: String, required: true },
    questionId: { type: String, required: true },
    language: { type: String, required: true },
    phrasings: [String],
    owner: { type: String, required: true },
    updatedAt: { type: Date, required: true },
    ...versionFields,
    // Taken away by every change, and set when the audit log has all of the history.
    audited: Boolean,
    history: [
      new Schema<CuratedVersion>(
        {
          ...versionFields,
          at: { type: Date, required: true },
          by: { type: String, required: true },
          platform: { type: String, required: true },
        },
        { _id: false },
      ),
    ],
  },
  { strict: 'throw', versionKey: false, collection: 'curated' },
);
curatedSchema.index({ questionId: 1 }, { unique: true });
curatedSchema.index({ state: 1, updatedAt: -1 });
curatedSchema.index({ 'history.by': 1 });
curatedSchema.index({ audited: 1, _id: 1 });

/** Counts up after each change of a curated answer, so that every replica notices with one point read. */
export interface Revision {
  readonly _id: 'curated';
  readonly number: number;
}

const revisionSchema = new Schema<Revision>(
  { _id: { type: String, required: true }, number: { type: Number, required: true } },
  { strict: 'throw', versionKey: false, collection: 'revisions' },
);

export interface QuestionModels {
  readonly questions: Model<Question>;
  readonly curated: Model<Curated>;
  readonly revisions: Model<Revision>;
}

/** The queue of questions and the curated answers on a connection. */
export function createQuestionModels(connection: Connection): QuestionModels {
  return {
    questions: connection.model<Question>('question', questionSchema),
    curated: connection.model<Curated>('curated', curatedSchema),
    revisions: connection.model<Revision>('revision', revisionSchema),
  };
}
