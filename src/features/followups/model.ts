import { type Connection, type Model, Schema } from 'mongoose';
import type { Language, PersonId, PlatformName } from '../../turn/turn';

/** How far one question has come; none is kept before it has been asked or put off. */
export interface PromptState {
  /** The question's id, see question.ts. */
  readonly _id: string;
  readonly subject: string;
  /** Not asked before this day, YYYY-MM-DD. Whoever may edit the record can put it off. */
  readonly snoozedUntil?: string;
  /** Whom it has been asked, and how many times in a row. */
  readonly to?: string;
  readonly asked: number;
  readonly askedOn?: string;
  /** The day that the coordinators got it. */
  readonly escalatedOn?: string;
  /** The bundles that have been counted: each counts once, however many times its sending is taken up. */
  readonly bundles: readonly string[];
}

/** One question among those of a message. */
export interface BundleItem {
  readonly question: string;
  /** Why it goes to a coordinator: the one who was asked has not answered, or nobody can be asked. */
  readonly escalated?: 'unanswered' | 'nobody';
}

/**
 * One message with all that a person is asked on a day. It is stored before the message is queued: whoever finds it
 * `claimed` queues it. A list that a person has asked for is one as well, so that its rows can be answered in words.
 */
export interface Bundle {
  /** `prompt:<day>:<recipient>`, the key of its delivery, or `list:<person>`. */
  readonly _id: string;
  /** Short, for buttons. */
  readonly key: string;
  readonly day: string;
  readonly recipient: string;
  readonly people: readonly PersonId[];
  /** The account that it goes to. */
  readonly account: PersonId;
  readonly platform: PlatformName;
  readonly language: Language;
  readonly items: readonly BundleItem[];
  /** Codes of the records that it is about. */
  readonly subjects: readonly string[];
  readonly state: 'claimed' | 'sent' | 'empty' | 'failed' | 'list';
  /** A mark of what it says now. */
  readonly shown?: string;
  readonly at: Date;
}

export interface FollowUpModels {
  readonly prompts: Model<PromptState>;
  readonly bundles: Model<Bundle>;
}

const plain = { strict: 'throw', versionKey: false, minimize: false, autoCreate: false } as const;
const required = { type: String, required: true } as const;

/** Follow-ups on a connection. Their indexes are created by whoever opens the connection. */
export function createFollowUpModels(connection: Connection): FollowUpModels {
  const prompts = new Schema<PromptState>(
    {
      _id: required,
      subject: required,
      snoozedUntil: String,
      to: String,
      asked: { type: Number, required: true },
      askedOn: String,
      escalatedOn: String,
      bundles: { type: [String], required: true },
    },
    { ...plain, collection: 'prompts' },
  );
  const item = new Schema<BundleItem>(
    { question: required, escalated: String },
    { _id: false, strict: 'throw' },
  );
  const bundles = new Schema<Bundle>(
    {
      _id: required,
      key: required,
      day: required,
      recipient: required,
      people: { type: [String], required: true },
      account: required,
      platform: required,
      language: required,
      items: { type: [item], required: true },
      subjects: { type: [String], required: true },
      state: required,
      shown: String,
      at: { type: Date, required: true },
    },
    { ...plain, collection: 'prompt-bundles' },
  );
  prompts.index({ to: 1 }, { sparse: true });
  bundles.index({ key: 1 });
  bundles.index({ day: 1 });
  bundles.index({ state: 1, day: 1 });
  bundles.index({ subjects: 1, at: -1 });
  bundles.index({ people: 1, at: -1, state: 1 });
  return {
    prompts: connection.model<PromptState>('prompt', prompts),
    bundles: connection.model<Bundle>('prompt-bundle', bundles),
  };
}
